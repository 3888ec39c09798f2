import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportExperiment, exportRun, importFile, largestFile } from '@/lib/experiment/file';
import { createJournal } from '@/lib/experiment/journal';
import { runExperiment } from '@/lib/experiment/runner';
import { Failure } from '@/lib/core/failure';
import { scriptedEngine } from '../../support/scripted-engine';
import { validExperiment } from './arbitrary';
import { finishedRun } from './finished';
import { panels, sums } from './sums';

const named = new Set(['file-malformed', 'file-too-large', 'experiment-invalid', 'link-version']);

describe('a file', () => {
  it('brings back every experiment', () => {
    fc.assert(
      fc.property(validExperiment, experiment => {
        expect(importFile(exportExperiment(experiment), panels)).toEqual({ kind: 'experiment', experiment });
      }),
    );
  });

  it('brings back a run that replays to the same results without a model', async () => {
    const run = await finishedRun();
    const imported = importFile(exportRun(run), panels);
    expect(imported).toEqual({ kind: 'run', run });
    if (imported.kind !== 'run') return;
    const engine = scriptedEngine({ answer: () => 'no' });
    const { results } = await runExperiment({
      panel: sums,
      experiment: imported.run.experiment,
      engine,
      journal: createJournal(imported.run.entries),
      signal: new AbortController().signal,
      onEvent: () => {},
    });
    expect(results).toEqual(run.results);
    expect(engine.calls).toEqual([]);
  });

  it('of a run that is under way is a stopped run', async () => {
    const run = await finishedRun();
    const imported = importFile(exportRun({ ...run, status: 'running' }), panels);
    expect(imported.kind === 'run' && imported.run.status).toBe('stopped');
  });

  it('names the entry that was changed by hand', async () => {
    const run = await finishedRun();
    const at = run.entries.findIndex(entry => entry.kind === 'call');
    const forged = run.entries.map((entry, index) =>
      index === at && entry.kind === 'call' ? { ...entry, request: { ...entry.request, temperature: 1 } } : entry,
    );
    expect(() => importFile(exportRun({ ...run, entries: forged }), panels)).toThrow(
      expect.objectContaining({
        kind: 'file-malformed',
        detail: `Entry ${at + 1}: hash: must be that of the request.`,
      }),
    );
  });

  it.each([
    ['', 'file-malformed'],
    ['{}', 'file-malformed'],
    ['{"loupe":2,"kind":"run"}', 'file-malformed'],
    ['{"loupe":1,"kind":"experiment","experiment":{"version":9}}', 'link-version'],
    ['{"loupe":1,"kind":"experiment","experiment":{"version":1,"panel":"nowhere"}}', 'experiment-invalid'],
    ['{"loupe":1,"kind":"run","entries":7}', 'file-malformed'],
    ['['.repeat(100_000), 'file-malformed'],
    ['['.repeat(100_000) + ']'.repeat(100_000), 'file-malformed'],
    [' '.repeat(largestFile + 1), 'file-too-large'],
  ])('that is not one of ours is refused by name (%#)', (text, kind) => {
    expect(() => importFile(text, panels)).toThrow(expect.objectContaining({ kind }));
  });

  it('with any value anywhere is refused by name or is read', async () => {
    const file = JSON.parse(exportRun(await finishedRun())) as Record<string, unknown>;
    const entries = file['entries'] as Record<string, unknown>[];
    const entry = entries.find(each => each['kind'] === 'call') ?? {};
    const place = fc.oneof(
      fc.constantFrom(...Object.keys(file)).map(key => [file, key] as const),
      fc.constantFrom(...Object.keys(entry)).map(key => [entry, key] as const),
    );
    fc.assert(
      fc.property(place, fc.jsonValue(), ([target, key], value) => {
        const kept = target[key];
        target[key] = value;
        try {
          importFile(JSON.stringify(file), panels);
        } catch (error) {
          if (!(error instanceof Failure) || !named.has(error.kind)) throw error;
        } finally {
          target[key] = kept;
        }
      }),
      { numRuns: 300 },
    );
  });
});
