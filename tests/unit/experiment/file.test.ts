import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { JournalEntry } from '@/lib/experiment/entry';
import { exportRun, exportSmallRun, runBlob } from '@/lib/experiment/file';
import { type FileLimits, fileLimits, linesOf } from '@/lib/experiment/file-lines';
import { importFile, type ImportProgress } from '@/lib/experiment/import';
import { createJournal } from '@/lib/experiment/journal';
import { largestFile } from '@/lib/experiment/limits';
import type { Run } from '@/lib/experiment/run';
import { runExperiment } from '@/lib/experiment/runner';
import { defaultExperiment } from '@/lib/experiment/spec';
import { exportExperiment } from '../../support/experiment-file';
import { words, wordsEngine } from '../../support/fixture-panel';
import { scriptedEngine } from '../../support/scripted-engine';
import { validExperiment } from './arbitrary';
import { finishedRun } from './finished';
import { panels, sumExperiment, sums } from './sums';

const named = new Set(['file-malformed', 'file-too-large', 'experiment-invalid', 'link-version', 'panel-unknown']);

async function linesOfRun(run: Run): Promise<string[]> {
  let text = '';
  for await (const piece of exportRun(run)) text += piece;
  return text.trimEnd().split('\n');
}

const fixture = (name: string) => readFile(new URL(`../../fixtures/experiment/${name}`, import.meta.url), 'utf8');
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

/** A run of many small entries: several pieces of a file. */
async function longRun(count = 3000): Promise<Run> {
  const run = await finishedRun();
  const entries = Array.from({ length: count }, (_, index): JournalEntry => ({
    kind: 'value',
    path: ['long', `${index}`],
    roles: ['unit', ''],
    value: `é${index}`,
  }));
  const results = Array.from({ length: count }, (_, index) => ({ name: `unit ${index}`, value: { total: index } }));
  return { ...run, entries: [...run.entries, ...entries], results };
}

describe('a file of an experiment', () => {
  it('brings it back', async () => {
    await fc.assert(
      fc.asyncProperty(validExperiment, async experiment => {
        expect(await importFile(exportExperiment(experiment), panels)).toEqual({ kind: 'experiment', experiment });
      }),
    );
  });
});

describe('a file of a run', () => {
  it.each(['lines', 'lines, compressed', 'one JSON value'])('brings it back (%s)', async form => {
    const run = form === 'one JSON value' ? await finishedRun() : await longRun();
    const file =
      form === 'one JSON value' ? exportSmallRun(run) : await runBlob(run, { gzip: form === 'lines, compressed' });
    expect(await importFile(file, panels)).toEqual({ kind: 'run', run });
    if (form === 'lines, compressed') expect((await bytesOf(file as Blob)).slice(0, 2)).toEqual(Uint8Array.of(31, 139));
  });

  it('replays to the same results without a model', async () => {
    const run = await finishedRun();
    const imported = await importFile(await runBlob(run), panels);
    if (imported.kind !== 'run') throw new Error('no run');
    const engine = scriptedEngine({ answer: () => 'no' });
    const { results } = await runExperiment({
      panel: sums,
      experiment: imported.run.experiment,
      openEngine: async () => engine,
      journal: createJournal(imported.run.entries),
      signal: new AbortController().signal,
      onEvent: () => {},
    });
    expect(results).toEqual(run.results);
    expect(engine.calls).toEqual([]);
  });

  it('brings back embeddings and roles', async () => {
    const journal = createJournal();
    const { results } = await runExperiment({
      panel: words,
      experiment: defaultExperiment(words),
      openEngine: async () => wordsEngine(),
      journal,
      signal: new AbortController().signal,
      onEvent: () => {},
    });
    const record = { title: 'words', createdAt: 1, environment: {}, status: 'finished' as const, results };
    const run = { ...record, experiment: defaultExperiment(words), entries: journal.entries() };
    const lookup = async () => words;
    expect(await importFile(await runBlob({ ...run, entries: journal }), lookup)).toEqual({ kind: 'run', run });
  });

  it('that is under way is of a stopped run', async () => {
    const run: Run = { ...(await finishedRun()), status: 'running' };
    for (const file of [exportSmallRun(run), await runBlob(run)]) {
      const imported = await importFile(file, panels);
      expect(imported.kind === 'run' && imported.run.status).toBe('stopped');
    }
  });

  it('of an incomplete run keeps how many calls got no answer, as one value and as lines', async () => {
    const run: Run = { ...(await finishedRun()), status: 'incomplete', unanswered: 4 };
    for (const file of [exportSmallRun(run), await runBlob(run)]) {
      const imported = await importFile(file, panels);
      expect(imported.kind === 'run' && imported.run).toMatchObject({ status: 'incomplete', unanswered: 4 });
    }
  });

  it('is written entry by entry, from a journal that is read once', async () => {
    const run = await longRun();
    let read = 0;
    const entries = (function* () {
      for (const entry of run.entries) {
        read++;
        yield entry;
      }
    })();
    const told: number[] = [];
    const pieces = exportRun({ ...run, entries }, written => told.push(written));
    await pieces.next();
    expect(read).toBeLessThan(run.entries.length);
    for await (const _ of pieces);
    expect(told.at(-1)).toBe(run.entries.length);
    expect(told.length).toBeGreaterThan(2);
  });

  it('tells how far it is read', async () => {
    const blob = await runBlob(await longRun());
    const told: ImportProgress[] = [];
    await importFile(blob, panels, progress => told.push(progress));
    expect(told.at(-1)).toEqual({ loaded: blob.size, total: blob.size });
    expect(told.every(({ loaded }, at) => loaded >= (told[at - 1]?.loaded ?? 0))).toBe(true);
    const stream: ImportProgress[] = [];
    await importFile(blob.stream(), panels, progress => stream.push(progress));
    expect(stream.at(-1)).toEqual({ loaded: blob.size, total: null });
  });
});

describe('a file that was cut off', () => {
  it('anywhere keeps what is whole, says so, and is of a stopped run', async () => {
    const run = await finishedRun();
    const lines = await linesOfRun(run);
    const text = `${lines.join('\n')}\n`;
    for (let cut = lines[0]!.length + 1; cut < text.length - 1; cut += 37) {
      const imported = await importFile(text.slice(0, cut), panels);
      if (imported.kind !== 'run') throw new Error('no run');
      // The last line may be whole but for its end.
      const whole = text.slice(0, cut).split('\n');
      const kept = whole.slice(1).filter(line => lines.includes(line));
      expect(imported.torn).toMatch(/^The file ends (early|in the middle of a line)\. \d+ entries and \d+ results/);
      expect(imported.run.status).toBe('stopped');
      expect(imported.run.entries.length + imported.run.results.length).toBe(kept.length);
      expect(imported.run.entries).toEqual(run.entries.slice(0, imported.run.entries.length));
    }
  });

  it('while it was compressed keeps what can be unpacked', async () => {
    const run = await longRun(20_000);
    const bytes = await bytesOf(await runBlob(run, { gzip: true }));
    const imported = await importFile(new Blob([bytes.slice(0, bytes.length * 0.9)]), panels);
    if (imported.kind !== 'run') throw new Error('no run');
    expect(imported.torn).toContain('cut off or damaged');
    expect(imported.run.entries.length).toBeGreaterThan(100);
    expect(imported.run.entries).toEqual(run.entries.slice(0, imported.run.entries.length));
  });

  it('in its first line is no run', async () => {
    const [first] = await linesOfRun(await finishedRun());
    await expect(importFile(first!.slice(0, 60), panels)).rejects.toMatchObject({ kind: 'file-malformed' });
    const packed = gzipSync(first!).subarray(0, 30);
    await expect(importFile(new Blob([packed]), panels)).rejects.toMatchObject({ kind: 'file-malformed' });
  });
});

describe('a file that was changed', () => {
  const forge = (entry: JournalEntry) =>
    entry.kind === 'call' ? { ...entry, request: { ...entry.request, temperature: 1 } } : entry;

  it('is refused with the line that was changed by hand', async () => {
    const run = await finishedRun();
    const at = run.entries.findIndex(entry => entry.kind === 'call');
    const entries = run.entries.map((entry, index) => (index === at ? forge(entry) : entry));
    await expect(importFile(exportSmallRun({ ...run, entries }), panels)).rejects.toMatchObject({
      kind: 'file-malformed',
      detail: `Entry ${at + 1}: hash: must be that of the request.`,
    });
    await expect(importFile(await runBlob({ ...run, entries }), panels)).rejects.toMatchObject({
      kind: 'file-malformed',
      detail: `Line ${at + 2}: hash: must be that of the request.`,
    });
  });

  it.each([
    ['a line that is not JSON', (lines: string[]) => lines.with(3, '{"kind"'), 'Line 4: It is not JSON.'],
    ['an empty line', (lines: string[]) => lines.toSpliced(2, 0, ''), 'Line 3: It is not JSON.'],
    ['a line too few', (lines: string[]) => lines.toSpliced(2, 1), 'It counts 18 entries and 3 results'],
    ['a line after the end', (lines: string[]) => [...lines, lines[1]!], 'It follows the end.'],
    ['a result without a name', (lines: string[]) => lines.with(-2, '{"kind":"result","value":1}'), 'name'],
    ['a line that is null', (lines: string[]) => lines.with(1, 'null'), 'Line 2: '],
    ['an end that is none', (lines: string[]) => lines.with(-1, '{"kind":"end"}'), 'Line 23: '],
  ])('is refused by name: %s', async (_what, change, detail) => {
    const lines = change(await linesOfRun(await finishedRun()));
    await expect(importFile(`${lines.join('\n')}\n`, panels)).rejects.toMatchObject({
      kind: 'file-malformed',
      detail: expect.stringContaining(detail),
    });
  });

  it.each([
    ['', 'file-malformed'],
    ['{}', 'file-malformed'],
    ['{"loupe":3,"kind":"run"}', 'file-malformed'],
    ['{"loupe":2,"kind":"experiment"}', 'file-malformed'],
    ['{"loupe":2,"kind":"run"}', 'experiment-invalid'],
    ['{\n"loupe":2,"kind":"run"}', 'file-malformed'],
    ['{"loupe":1,"kind":"experiment","experiment":{"version":9}}', 'link-version'],
    ['{"loupe":1,"kind":"experiment","experiment":{"version":1,"panel":"nowhere"}}', 'panel-unknown'],
    ['{"loupe":1,"kind":"run","entries":7}', 'experiment-invalid'],
    ['['.repeat(100_000), 'file-too-large'],
    ['['.repeat(100_000) + ']'.repeat(100_000), 'file-too-large'],
    [' '.repeat(largestFile + 1), 'file-too-large'],
  ])('that is not one of ours is refused by name (%#)', async (text, kind) => {
    await expect(importFile(text, panels)).rejects.toMatchObject({ kind });
  });

  it.each(['lines', 'one JSON value'])(
    'opens without the results that are none of its panel, and counts them (%s)',
    async form => {
      const run = await finishedRun();
      const foreign = [7, null, 'total', [], { sum: 1 }].map((value, index) => ({ name: `odd ${index}`, value }));
      const changed = { ...run, results: [...foreign, ...run.results] };
      const file = form === 'lines' ? await runBlob(changed) : exportSmallRun(changed);
      expect(await importFile(file, panels)).toEqual({ kind: 'run', run, unread: foreign.length });
    },
  );

  it('of many values is refused before more of them are kept than its limit, however they are spread', async () => {
    const [record = ''] = await linesOfRun(await finishedRun());
    const line = `${JSON.stringify({ kind: 'value', path: ['sum 1'], roles: ['unit'], value: Array(50_000).fill(0) })}\n`;
    const encoder = new TextEncoder();
    let sent = 0;
    // A file without an end: it must be left.
    const endless = new ReadableStream<Uint8Array>({
      pull: controller => controller.enqueue(encoder.encode(sent++ === 0 ? `${record}\n` : line)),
    });
    const reading = importFile(endless, panels, () => {}, { ...fileLimits, values: 1_000_000 });
    await expect(reading).rejects.toMatchObject({
      kind: 'file-too-large',
      detail: 'Up to line 21 it holds more than 1,000,000 values.',
    });
    // What is read ahead is a handful of pieces.
    expect(sent).toBeLessThan(40);
  });

  it('of 18 MB of zeros in lines that are whole keeps no more values than an honest file of the largest size', async () => {
    const [record = ''] = await linesOfRun(await finishedRun());
    const zeros = { kind: 'value', path: ['sum 1'], roles: ['unit'], value: Array(90_000).fill(0) };
    const lines = Array<string>(100).fill(JSON.stringify(zeros));
    const text = [record, ...lines, JSON.stringify({ kind: 'end', entries: 100, results: 0 }), ''].join('\n');
    expect(text.length).toBeGreaterThan(18e6);
    const imported = await importFile(text, panels);
    const entries = imported.kind === 'run' ? imported.run.entries : [];
    const kept = entries.reduce((sum, entry) => sum + (entry as unknown as { value: Json[] }).value.length, 0);
    expect([entries.length, kept]).toEqual([100, 9_000_000]);
    expect(kept).toBeLessThan(fileLimits.values);
  });

  it('with any value anywhere is refused by name or is read', async () => {
    const lines = await linesOfRun(await finishedRun());
    const place = fc.record({ line: fc.nat(lines.length - 1), key: fc.nat(20), value: fc.jsonValue() });
    await fc.assert(
      fc.asyncProperty(place, async ({ line, key, value }) => {
        const part = JSON.parse(lines[line]!) as Record<string, unknown>;
        const keys = Object.keys(part);
        const changed = JSON.stringify({ ...part, [keys[key % keys.length]!]: value });
        const text = `${lines.with(line, changed).join('\n')}\n`;
        await importFile(text, panels).catch((error: unknown) => {
          if (!(error instanceof Failure) || !named.has(error.kind)) throw error;
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe('lines', () => {
  const streamOf = (pieces: readonly Uint8Array[]) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(piece);
        controller.close();
      },
    });
  const read = async (pieces: readonly Uint8Array[], limits?: FileLimits) => {
    const texts: string[] = [];
    for await (const { text, isWhole } of linesOf(streamOf(pieces), limits)) texts.push(isWhole ? `${text}\n` : text);
    return texts;
  };

  it('are the same however the bytes are cut', async () => {
    const text = fc.array(fc.constantFrom('a', 'é', '𝟘', '\n', 'xyz'), { maxLength: 40 }).map(parts => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 7 }), async (whole, size) => {
        const bytes = new TextEncoder().encode(whole);
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
          bytes.slice(at * size, (at + 1) * size),
        );
        expect(await read(pieces)).toEqual(whole.split(/(?<=\n)/).filter(line => line !== ''));
      }),
    );
  });

  it.each([
    ['a line', { line: 10, total: 1000, lines: 100 }, 'Line 2 is too long.'],
    ['all', { line: 100, total: 20, lines: 100 }, 'unpacks'],
    ['the number of lines', { line: 100, total: 1000, lines: 2 }, 'more than 2 lines'],
  ])('have limits: %s', async (_what, limits, detail) => {
    const bytes = new TextEncoder().encode('short\nlonger than ten\nand more\n');
    for (const pieces of [[bytes], [...bytes].map(byte => Uint8Array.of(byte))])
      await expect(read(pieces, { ...fileLimits, ...limits })).rejects.toMatchObject({
        kind: 'file-too-large',
        detail: expect.stringContaining(detail),
      });
  });
});

describe('files of earlier versions', () => {
  it('open: a run, an experiment', async () => {
    const run = await finishedRun();
    const entries = run.entries.map(({ roles: _roles, ...entry }) => entry);
    expect(await importFile(await fixture('sums-run.json'), panels)).toEqual({ kind: 'run', run: { ...run, entries } });
    expect(await importFile(await fixture('sums-experiment.json'), panels)).toEqual({
      kind: 'experiment',
      experiment: sumExperiment({ problems: 7 }),
    });
  });

  it('open after their panel has a new version, their entries with its roles', async () => {
    const newer = async () => ({
      ...sums,
      version: 2,
      migrateEntry: (entry: JournalEntry) => ({ ...entry, roles: entry.path.map(name => `was ${name}`) }),
    });
    const imported = await importFile(await fixture('sums-run.json'), newer);
    if (imported.kind !== 'run') throw new Error('no run');
    expect(imported.run.experiment.panelVersion).toBe(2);
    for (const { path, roles } of imported.run.entries) expect(roles).toEqual(path.map(name => `was ${name}`));
  });
});
