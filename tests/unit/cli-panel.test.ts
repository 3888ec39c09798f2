import fs, { openAsBlob } from 'node:fs';
import { type FileHandle, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Failure } from '@/lib/core/failure';
import type { EngineRef } from '@/lib/engines/contract';
import { runBlob } from '@/lib/experiment/file';
import { importFile } from '@/lib/experiment/import';
import { createJournal } from '@/lib/experiment/journal';
import type { Panel } from '@/lib/experiment/panel';
import type { Run } from '@/lib/experiment/run';
import { runExperiment } from '@/lib/experiment/runner';
import { defaultExperiment, type PanelLookup, parseExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { createEngine } from '../../scripts/experiment/engine';
import { main } from '../../scripts/experiment/main';
import { exportExperiment } from '../support/experiment-file';
import { words, wordsEngine } from '../support/fixture-panel';
import type { ScriptedEngine } from '../support/scripted-engine';

/** Any panel from the command line: the fixture panel has two phases that depend on each other, and embeds. */
const panels: PanelLookup = async id => (id === words.id ? words : undefined);
const experiment = defaultExperiment(words);
const link = encodeLink(experiment, words);
/** Three descriptions, three questions; and three embeddings. */
const calls = 6;

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'loupe-cli-panel-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));
const file = (name: string) => path.join(folder, name);

interface Setup {
  engine?: ScriptedEngine;
  create?: (ref: EngineRef) => ScriptedEngine;
  stop?: AbortController;
  panel?: Panel;
}

/** The command in this process, on a scripted engine. */
async function run(args: string[], { engine = wordsEngine(), create, stop, panel = words }: Setup = {}) {
  let out = '';
  let err = '';
  const code = await main(
    args,
    {
      out: { write: text => (out += text) },
      err: { write: text => (err += text) },
      env: {},
      stop: (stop ?? new AbortController()).signal,
    },
    async id => (id === panel.id ? panel : undefined),
    async (ref, setting) => (ref.engine === 'recorded' ? createEngine(ref, setting) : (create?.(ref) ?? engine)),
  );
  return { code, out, err, engine };
}

async function runIn(name: string): Promise<Run> {
  const imported = await importFile(await openAsBlob(file(name)), panels);
  if (imported.kind !== 'run') throw new Error('no run');
  return imported.run;
}

describe('a panel of two phases, from the command line', () => {
  it.each(['run.jsonl', 'run.jsonl.gz', 'run.json'])('runs, prints its table and writes the run as %s', async name => {
    const { code, out, err } = await run([link, '--out', file(name)]);
    expect([code, err]).toEqual([0, expect.stringContaining(`Written: ${file(name)}`)]);
    const written = await runIn(name);
    const { columns, rows } = await words.table(experiment, written.results, written.entries);
    for (const cell of [...columns, ...rows.flat()]) expect(out).toContain(cell);
    expect([written.status, written.results.length, written.entries.length]).toEqual(['finished', 6, 12]);
    expect(written.environment['runtime']).toContain('Node');
    const bytes = await readFile(file(name));
    expect([...bytes.subarray(0, 2)].join()).toBe(name.endsWith('gz') ? '31,139' : bytes.subarray(0, 2).join());
  });

  it('goes on after a crash at any entry: no call and no embedding is made twice, the result is the same', async () => {
    const whole = await run([link, '--out', file('whole.jsonl')]);
    const journal = (await readFile(file('whole.jsonl.journal.jsonl'), 'utf8')).trimEnd().split('\n');
    const [head, ...lines] = journal;
    expect(lines).toHaveLength(12);
    for (let kept = 0; kept <= lines.length; kept++) {
      const name = `crash ${kept}.jsonl`;
      // What a crash leaves: whole lines, and a piece of the next.
      const torn = lines[kept]?.slice(0, 20) ?? '';
      await writeFile(file(`${name}.journal.jsonl`), [head, ...lines.slice(0, kept), torn].join('\n'));
      const { code, out, err, engine } = await run([link, '--out', file(name)]);
      const had = (kind: string) => lines.slice(0, kept).filter(line => line.includes(`"kind":"${kind}"`)).length;
      expect([code, out]).toEqual([0, whole.out]);
      expect(engine.calls).toHaveLength(calls - had('call'));
      expect(engine.embedded).toHaveLength(3 - had('embedding'));
      if (kept > 0) expect(err).toContain(`Going on: ${kept} entries`);
      expect((await runIn(name)).results).toEqual((await runIn('whole.jsonl')).results);
    }
  });

  it('is stopped in the second phase and goes on there', async () => {
    const stop = new AbortController();
    const engine = wordsEngine({ onCall: (_, nth) => nth === 5 && stop.abort() });
    const first = await run([link, '--out', file('stopped.jsonl')], { engine, stop });
    expect([first.code, first.err]).toEqual([130, expect.stringContaining('finished calls are not repeated')]);
    expect((await runIn('stopped.jsonl')).status).toBe('stopped');
    const second = await run([link, '--out', file('stopped.jsonl')]);
    expect(second.code).toBe(0);
    expect(engine.finished() + second.engine.finished()).toBe(calls);
  });

  it('replays a file without a model, embeddings included', async () => {
    const first = await run([link, '--out', file('recorded.jsonl.gz')]);
    const replayed = await run([file('recorded.jsonl.gz'), '--engine', 'recorded']);
    expect([replayed.code, replayed.out]).toEqual([0, first.out]);
    expect(replayed.engine.calls).toEqual([]);
  });

  it('replays what two engines made, and says that a browser\u2019s embedder is none for Node', async () => {
    const both = { ...experiment, embedder: { engine: 'webllm' as const, model: 'small' } };
    await writeFile(file('browser.json'), exportExperiment(both));
    expect(await run([file('browser.json')])).toMatchObject({ code: 2, err: expect.stringContaining('browsers only') });
    const journal = createJournal();
    const engine = wordsEngine();
    const { results } = await runExperiment({
      ...{ panel: words, experiment: both, journal, signal: new AbortController().signal, onEvent: () => {} },
      openEngine: async () => engine,
    });
    const made = { title: 'both', createdAt: 1, environment: {}, status: 'finished' as const, results };
    const blob = await runBlob({ ...made, experiment: both, entries: journal });
    await writeFile(file('browser.jsonl'), await blob.text());
    const replayed = await run([file('browser.jsonl'), '--engine', 'recorded']);
    expect([replayed.code, replayed.engine.calls]).toEqual([0, []]);
  });

  it('says of a file that was cut off what was kept of it', async () => {
    await run([link, '--out', file('long.jsonl')]);
    const text = await readFile(file('long.jsonl'), 'utf8');
    await writeFile(file('cut.jsonl'), text.slice(0, text.length * 0.6));
    const { err } = await run([file('cut.jsonl'), '--engine', 'recorded']);
    expect(err).toContain('The file ends in the middle of a line.');
  });

  it('opens a link and a journal of version 1', async () => {
    const old = { version: 1, panel: 'words', settings: { list: 'fox dog owl', style: 'short' } };
    await writeFile(file('old.json'), JSON.stringify({ loupe: 1, kind: 'experiment', experiment: old }));
    const name = file('old.jsonl.journal.jsonl');
    const entry = { kind: 'value', path: ['kept', 'x'], value: 1 };
    const head = { loupe: 1, kind: 'journal', experiment: { ...old, model: undefined } };
    await writeFile(name, `${JSON.stringify(head)}\n${JSON.stringify(entry)}\n`);
    expect((await run([file('old.json'), '--out', file('old.jsonl')])).code).toBe(0);
    const { entries, results } = await runIn('old.jsonl');
    expect(results).toHaveLength(6);
    expect(entries.find(({ path }) => path[0] === 'kept')?.roles).toEqual(['unit', 'old x']);
  });

  it('opens the model and the embedder, each once', async () => {
    const opened: string[] = [];
    const both = { ...experiment, embedder: { engine: 'endpoint' as const, model: 'small' } };
    await writeFile(file('both.json'), exportExperiment(both));
    const { code } = await run([file('both.json')], {
      create({ model }) {
        opened.push(model);
        return wordsEngine({ id: `scripted/${model}` });
      },
    });
    expect([code, opened]).toEqual([0, ['loupe-arithmetic', 'small']]);
  });

  it('takes data of its own, and says where a panel takes none or a file is not there', async () => {
    const ownWords = { version: 1, panel: 'words', panelVersion: 2, settings: { words: '' } };
    await writeFile(file('own.json'), exportExperiment(parseExperiment(ownWords, words)));
    await writeFile(file('words.csv'), 'cat, hen');
    expect(await run([file('own.json')])).toMatchObject({ code: 1, err: expect.stringMatching(/^data-missing: /) });
    const { code, err, out } = await run([file('own.json'), '--data', file('words.csv')]);
    expect([code, err]).toEqual([0, expect.stringContaining('2 words.')]);
    expect(out).toContain('cat: nearest');
    expect(await run([file('own.json'), '--data', file('nothing.csv')])).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no file'),
    });
    const { importData: _data, summarise: _summary, ...bare } = words;
    expect(await run([link, '--data', file('words.csv')], { panel: bare })).toMatchObject({
      code: 2,
      err: expect.stringContaining('Words takes no --data.'),
    });
    const summarised = await run([link, '--summary', file('none.json')], { panel: bare });
    expect([summarised.code, summarised.err, summarised.engine.calls]).toEqual([
      2,
      expect.stringContaining('Words has no --summary.'),
      [],
    ]);
  });

  it('writes the panel\u2019s summary, which names the experiment to run again', async () => {
    const first = await run([link, '--summary', file('summary.json')]);
    const summary = JSON.parse(await readFile(file('summary.json'), 'utf8')) as Record<string, unknown>;
    expect(summary).toMatchObject({ experiment, units: 6, calls });
    expect(summary['command']).toContain('npm run experiment');
    expect((await run([file('summary.json')])).out).toBe(first.out);
  });

  describe('that cannot be written', () => {
    /** The file handles of Node share their methods: one of them fails as on a full disk, from its `nth` call on. */
    async function fillDisk(method: 'appendFile' | 'writeFile', nth: number) {
      const handle = await open(file('any'), 'w');
      await handle.close();
      const methods = Object.getPrototypeOf(handle) as FileHandle;
      const inner = methods[method];
      let count = 0;
      return vi.spyOn(methods, method).mockImplementation(function (this: FileHandle, data) {
        return ++count >= nth ? Promise.reject(full()) : inner.call(this, data);
      });
    }
    const full = () => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    const emptyDisk = () => {
      vi.restoreAllMocks();
      syncBuiltinESMExports();
    };
    afterEach(emptyDisk);

    it.each([
      ['a folder', () => folder, 'is a folder'],
      ['a folder that is not there yet', () => `${file('new')}/`, 'is a folder'],
      ['what is no file', () => '/dev/null', 'is not a file'],
      ['a path through a file', () => path.join(file('any'), 'run.jsonl'), 'is a file and no folder'],
    ])('because it is %s: nothing is asked', async (_, name, words_) => {
      await writeFile(file('any'), '');
      for (const option of ['--out', '--summary']) {
        const { code, out, err, engine } = await run([link, option, name()]);
        expect([code, out, engine.calls, engine.embedded]).toEqual([2, '', [], []]);
        expect(err).toContain(words_);
        expect(err).not.toContain('Exit codes');
      }
    });

    it('because its disk is full: nothing is asked, and nothing is left there', async () => {
      await fillDisk('writeFile', 1);
      const { code, err, engine } = await run([link, '--out', file('full.jsonl')]);
      expect([code, engine.calls]).toEqual([2, []]);
      expect(err).toContain(`There is no room left on the disk of ${file('full.jsonl')}.`);
      expect((await readdir(folder)).filter(name => name.startsWith('full'))).toEqual([]);
    });

    it('because its disk fills up: the answers stay in memory, the table is printed, and it is said what to do', async () => {
      const whole = await run([link]);
      await fillDisk('appendFile', 3);
      vi.spyOn(fs, 'createWriteStream').mockImplementation(() => {
        throw full();
      });
      syncBuiltinESMExports();
      const { code, out, err, engine } = await run([link, '--out', file('filled.jsonl')]);
      expect([code, out, engine.calls.length]).toEqual([1, whole.out, calls]);
      expect(err).toContain('The journal cannot be written: ENOSPC');
      expect(err).toMatch(/There was no room for \d+ entries: their calls will be made again\./);
      expect(err).toContain('Make room there and run the same command again');
      emptyDisk();
      const again = await run([link, '--out', file('filled.jsonl')]);
      expect([again.code, again.out]).toEqual([0, whole.out]);
      expect(again.engine.calls.length + again.engine.embedded.length).toBeLessThan(calls + 3);
    });

    it('and can be written again before it ends: nothing is lost', async () => {
      const whole = await run([link]);
      const spy = await fillDisk('appendFile', 3);
      const engine = wordsEngine({ onCall: (_, nth) => void (nth === calls && spy.mockRestore()) });
      expect(await run([link, '--out', file('short.jsonl')], { engine })).toMatchObject({ code: 0, out: whole.out });
      await rm(file('short.jsonl'));
      const again = await run([link, '--out', file('short.jsonl')]);
      expect([again.code, again.out, again.engine.calls, again.engine.embedded]).toEqual([0, whole.out, [], []]);
    });
  });

  describe('whose server does not answer every call', () => {
    const busy = () =>
      wordsEngine({
        onCall: prompt => {
          if (prompt.includes('dog')) throw new Failure('endpoint-busy');
        },
      });

    it('is incomplete, and the same command asks only the failed calls again', async () => {
      const first = await run([link, '--out', file('busy.jsonl')], { engine: busy() });
      expect(first.code).toBe(1);
      expect(first.err).toContain('1 call got no answer. endpoint-busy: ');
      expect(first.err).toContain('The run is incomplete');
      expect(first.err).toContain('The same command asks only the failed calls again.');
      expect(await runIn('busy.jsonl')).toMatchObject({ status: 'incomplete', unanswered: 1 });
      const again = await run([link, '--out', file('busy.jsonl')]);
      expect([again.code, again.out]).toEqual([0, (await run([link])).out]);
      expect(again.engine.calls[0]).toMatch(/^Describe dog/);
      expect(again.engine.calls.filter(prompt => prompt.startsWith('Describe'))).toHaveLength(1);
      expect((await runIn('busy.jsonl')).status).toBe('finished');
    });

    it('goes on from its run file with --resume, on the same model', async () => {
      await run([link, '--out', file('file.jsonl')], { engine: busy() });
      const again = await run([file('file.jsonl'), '--resume', '--out', file('rest.jsonl')]);
      expect(again.code).toBe(0);
      expect(again.engine.calls.filter(prompt => prompt.startsWith('Describe'))).toHaveLength(1);
      expect((await runIn('rest.jsonl')).status).toBe('finished');
      expect(await run([link, '--resume'])).toMatchObject({ code: 2, err: expect.stringContaining('run file') });
      const other = await run([file('file.jsonl'), '--resume', '--model', 'another']);
      expect([other.code, other.err]).toEqual([2, expect.stringContaining('on its own model')]);
    });

    it('has no score where nothing was answered', async () => {
      const panel = divideAndConquerPanel as unknown as Panel;
      const silent = wordsEngine({
        onCall: () => {
          throw new Failure('endpoint-busy');
        },
      });
      const { code, out, err } = await run([encodeLink(defaultExperiment(panel), panel)], { engine: silent, panel });
      expect([code, err]).toEqual([1, expect.stringContaining('The run is incomplete')]);
      expect(err).toContain('With --out <file>, the same command asks only the failed calls again.');
      expect(out).toContain('Not answered');
      expect(out).not.toMatch(/\d\.\d to \d/);
    });

    it('writes no summary of half a run', async () => {
      const { code, err } = await run([link, '--summary', file('half.json')], { engine: busy() });
      expect([code, err]).toEqual([1, expect.stringContaining('No summary is written')]);
      await expect(readFile(file('half.json'))).rejects.toThrow();
    });
  });

  it('has the exit code of what happened', async () => {
    expect((await run(['--help'])).code).toBe(0);
    expect((await run([])).code).toBe(2);
    expect((await run(['#1AAAA'])).code).toBe(1);
    const unknown = await run([encodeLink({ ...experiment, panel: 'nowhere' }, { ...words, id: 'nowhere' })]);
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringMatching(/^panel-unknown: /)]);
    const mute = wordsEngine({
      onCall: prompt => {
        if (prompt.includes('dog')) throw new Error('out of order');
      },
    });
    const partly = await run([link], { engine: mute });
    expect([partly.code, partly.err]).toEqual([1, expect.stringContaining('1 call got no answer. unknown: ')]);
    const { embed: _embed, ...blind } = wordsEngine();
    expect(await run([link], { engine: blind })).toMatchObject({
      code: 1,
      err: expect.stringContaining('embedding-unsupported'),
    });
  });
});
