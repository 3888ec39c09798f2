import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { importFile } from '@/lib/experiment/import';
import { createJournal } from '@/lib/experiment/journal';
import { runExperiment } from '@/lib/experiment/runner';
import { parseExperiment } from '@/lib/experiment/spec';
import { findPanel } from '@/lib/panels/index';
import { nerPanel } from '@/lib/panels/ner/panel';
import { scriptedEngine } from '../../../support/scripted-engine';

const folder = 'public/experiments';
const all = JSON.parse(readFileSync(`${folder}/index.json`, 'utf8')) as {
  file: string;
  panel: string;
  sentence: string;
}[];
const mine = all.filter(({ panel }) => panel === nerPanel.id);

describe('the recorded runs of the loop', { timeout: 240_000 }, () => {
  it('are there', () => expect(mine.length).toBeGreaterThanOrEqual(5));

  it.each(mine)('are read whole, and repeat themselves without a call: $file', async ({ file, sentence }) => {
    const imported = await importFile(new Blob([readFileSync(`${folder}/${file}`)]), findPanel);
    if (imported.kind !== 'run') throw new Error('It is no run.');
    const { run } = imported;
    const engine = scriptedEngine({
      can: { schema: true },
      answer() {
        throw new Failure('recording-missing');
      },
    });
    const journal = createJournal(run.entries);
    const experiment = parseExperiment(run.experiment, nerPanel);
    const outcome = await runExperiment({
      panel: nerPanel,
      experiment,
      openEngine: () => Promise.resolve(engine),
      journal,
      signal: new AbortController().signal,
      onEvent: () => undefined,
    });
    expect(engine.calls).toEqual([]);
    expect(outcome).toEqual({ status: 'finished', results: run.results, unanswered: 0 });
    // What the list says of it is what came out.
    const [, without = 'no score'] = /F1 ([\d.]+) without/.exec(nerPanel.score(experiment, outcome.results)) ?? [];
    expect(sentence).toContain(without);
  });
});
