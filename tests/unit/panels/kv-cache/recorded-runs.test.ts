import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { importFile } from '@/lib/experiment/import';
import { createJournal } from '@/lib/experiment/journal';
import { runExperiment } from '@/lib/experiment/runner';
import { parseExperiment } from '@/lib/experiment/spec';
import { findPanel } from '@/lib/panels/index';
import { kvPanel } from '@/lib/panels/kv-cache/panel';
import { controlOf } from '@/lib/panels/kv-cache/registry';
import { type NeedleReport, needlesOf } from '@/lib/panels/kv-cache/report/needles';
import { type FullCache, fullOf, sweepOf, type SweepRow } from '@/lib/panels/kv-cache/report/sweep';
import { readResult, resultsOf } from '@/lib/panels/kv-cache/result';
import { scriptedEngine } from '../../../support/scripted-engine';

const folder = 'public/experiments';
const all = JSON.parse(readFileSync(`${folder}/index.json`, 'utf8')) as {
  file: string;
  panel: string;
  sentence: string;
}[];
const mine = all.filter(({ panel }) => panel === kvPanel.id);

type Row = (policy: string, budget?: number) => SweepRow;

/** Needles that a cache found of those hidden: in the last quarter of the prompts, before it, and in the longest prompts. */
interface Found {
  last: Judged;
  before: Judged;
  longest: Judged;
}
type Judged = { right: number; of: number };

function foundOf(report: NeedleReport, policy: string | null): Found {
  const { cells } = report.grids.find(grid => grid.policy === policy)!;
  const sum = (some: readonly Judged[]): Judged =>
    some.reduce((total, { right, of }) => ({ right: total.right + right, of: total.of + of }), { right: 0, of: 0 });
  return {
    last: sum(cells.at(-1)!),
    before: sum(cells.slice(0, -1).flat()),
    longest: sum(cells.map(row => row.at(-1)!)),
  };
}

/** The figures in the sentence of each run, from its results. */
const figures: Record<string, (row: Row, full: FullCache, found: (policy: string | null) => Found) => string[]> = {
  'kv-products.jsonl.gz': row => [
    ...['keydiff', 'h2o', 'random'].map(policy => `${row(policy, 1.5).agreed.toLocaleString('en')} times`),
    `of ${row('keydiff', 1.5).scored.toLocaleString('en')},`,
  ],
  'kv-needles.jsonl.gz': (row, { judged }) => [
    `${judged?.right} of ${judged?.of} names`,
    `SnapKV still gets ${row('snapkv', 4).judged?.right}`,
    `H2O ${row('h2o', 4).judged?.right}`,
    `sinks ${row('streaming-llm', 4).judged?.right}`,
  ],
  'kv-haystacks.jsonl.gz': (_row, _full, found) => {
    const [window, snapkv, full] = [found('streaming-llm'), found('snapkv'), found(null)];
    return [
      `finds ${window.last.right} of ${window.last.of} names`,
      `${window.before.right} of the ${window.before.of} told before`,
      `SnapKV finds ${snapkv.last.right} and ${snapkv.before.right}`,
      `the full cache ${full.last.right} and ${full.before.right}`,
      `itself finds ${full.longest.right} of ${full.longest.of}`,
    ];
  },
  'kv-quantised.jsonl.gz': row => [`of ${row('full').scored.toLocaleString('en')} tokens`],
  'kv-learned.jsonl.gz': row => [`${row('full').slotsRead.toFixed(0)} slots a head`],
  'kv-repeated.jsonl.gz': row => [
    `${row('keydiff', 2).perplexity.value?.toFixed(2)} times`,
    `${row('keydiff', 2).kl.value?.toFixed(2)} nats`,
    `${Math.exp(row('keydiff', 2).kl.value ?? 0).toFixed(1)} times`,
  ],
};

describe('the recorded runs of the cache', { timeout: 60_000 }, () => {
  it('are those whose figures are known here', () =>
    expect(mine.map(({ file }) => file).sort()).toEqual(Object.keys(figures).sort()));

  it.each(mine)('are read whole, and repeat themselves without a measurement: $file', async ({ file, sentence }) => {
    const imported = await importFile(new Blob([readFileSync(`${folder}/${file}`)]), findPanel);
    if (imported.kind !== 'run') throw new Error('It is no run.');
    const { run } = imported;
    const absent = (): never => {
      throw new Failure('recording-missing');
    };
    const engine = scriptedEngine({ answer: absent, measure: absent });
    const outcome = await runExperiment({
      panel: kvPanel,
      experiment: parseExperiment(run.experiment, kvPanel),
      openEngine: () => Promise.resolve(engine),
      journal: createJournal(run.entries),
      signal: new AbortController().signal,
      onEvent: () => undefined,
    });
    expect(engine.measured).toEqual([]);
    expect(outcome).toEqual({ status: 'finished', results: run.results, unanswered: 0 });
    for (const { value } of run.results) expect(readResult(value!)).toEqual(value);

    const rows = sweepOf(resultsOf(run.results), run.experiment.seed);
    const row: Row = (policy, budget) => {
      const found = rows.find(each => each.policy === policy && (budget === undefined || each.budget === budget));
      if (!found) throw new Error(`${file} has no ${policy} at ${budget}.`);
      return found;
    };
    // The control is measured against itself.
    const control = rows.find(({ policy }) => policy === controlOf()?.id);
    if (control) expect(control).toMatchObject({ agreed: control.scored, kl: { value: 0 } });
    const results = resultsOf(run.results);
    const found = (policy: string | null) => foundOf(needlesOf(results)!, policy);
    for (const figure of figures[file]!(row, fullOf(results), found)) expect(sentence).toContain(figure);
  });
});
