import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { createJournal } from '@/lib/experiment/journal';
import { annotatedOf, iterationOf } from '@/lib/panels/ner/annotations';
import { mentionSet } from '@/lib/panels/ner/metrics/mention-set';
import { plan } from '@/lib/panels/ner/plan';
import { compareSystems } from '@/lib/panels/ner/report/comparison';
import { ledgerOf } from '@/lib/panels/ner/report/ledger';
import { loopOf } from '@/lib/panels/ner/report/loop';
import { systemOf } from '@/lib/panels/ner/report/systems';
import { readAnswer, readResult, resultsOf } from '@/lib/panels/ner/result';
import { votingOnly } from '@/lib/panels/ner/selection/voting-only';
import { harbourExperiment, harbourPanel, harbourRegistry, runHarbour } from '../../../support/ner-run';

const settings = {
  retrievals: ['nearest'],
  demonstrations: 6,
  selection: { 'sample-threshold': { threshold: 5 } },
};

type Run = Awaited<ReturnType<typeof runHarbour>>;

function reportsOf({ experiment, outcome }: Run) {
  const { conditions, tests, labels } = loopOf(experiment, outcome.results, harbourRegistry);
  return compareSystems(conditions.map(systemOf), tests, labels, mentionSet, experiment.seed);
}

describe('the self-improving loop', () => {
  it('annotates, selects, retrieves and infers: demonstrations tell the labels that no sentence tells', async () => {
    const run = await runHarbour({ settings });
    expect(run.outcome.status).toBe('finished');
    const annotations = resultsOf(run.outcome.results, 'annotation');
    expect(annotations).toHaveLength(6);
    expect(annotations.every(({ value }) => value.answers.length === 5 && value.round === 1)).toBe(true);
    const [none, self, gold] = reportsOf(run);
    expect(none?.system.id).toBe('none');
    expect(self?.evaluation.total.score.f1).toBe(1);
    expect(gold?.evaluation.total.score.f1).toBe(1);
    expect(none?.evaluation.total.score.f1).toBeLessThan(1);
    expect(self?.comparison?.n).toBe(4);
    const tests = resultsOf(run.outcome.results, 'test');
    expect(tests[0]?.value.conditions['self sample-threshold nearest']).toMatchObject({
      pairs: [['Aldona', 'Ship']],
      demonstrations: expect.arrayContaining(['u1']),
    });
  });

  it('makes the calls that its plan counts, and none when it runs again over its journal', async () => {
    const run = await runHarbour({ settings });
    const planned = await plan(harbourExperiment(settings), harbourRegistry);
    expect(planned).toMatchObject({ calls: 6 * 5 + 4 * 3, isExact: true });
    expect(run.engine.calls).toHaveLength(planned.calls);
    const again = await runHarbour({ settings, journal: run.journal });
    expect(again.engine.calls).toHaveLength(0);
    expect(again.outcome.results).toEqual(run.outcome.results);
  });

  it.each([1, 7, 29, 31, 40])('killed after %d calls and resumed, asks no call twice', async most => {
    const whole = await runHarbour({ settings });
    const journal = createJournal();
    const stop = new AbortController();
    const first = await runHarbour({
      settings,
      journal,
      signal: stop.signal,
      script: { onCall: (_, nth) => nth > most && stop.abort() },
    });
    expect(first.outcome.status).toBe('stopped');
    const kept = journal.entries().length;
    const second = await runHarbour({ settings, journal });
    expect(second.outcome.results).toEqual(whole.outcome.results);
    expect(second.engine.calls).toHaveLength(whole.engine.calls.length - kept);
  });

  it('asks in later rounds only about what is left, with demonstrations from the pool', async () => {
    const run = await runHarbour({ settings: { ...settings, rounds: 3 } });
    const later = resultsOf(run.outcome.results, 'annotation').filter(({ value }) => value.round > 1);
    const ids = later.map(({ value }) => value.sentence.id);
    expect(ids).toContain('u4');
    expect(ids).not.toContain('u1');
    expect(later.every(({ value }) => value.demonstrations.length > 0)).toBe(true);
    expect(later.every(({ value }) => !value.demonstrations.includes(value.sentence.id))).toBe(true);
  });

  it('embeds all sentences once, where vectors are compared', async () => {
    const run = await runHarbour({ settings: { ...settings, embedding: 'model' } });
    expect(run.engine.embedded.flat()).toHaveLength(10);
    expect(reportsOf(run)[1]?.evaluation.total.score.f1).toBeGreaterThan(0);
    const random = await runHarbour({ settings: { ...settings, embedding: 'model', retrievals: ['random'] } });
    expect(random.engine.embedded).toEqual([]);
  });

  it('leaves a condition whose call got no answer out of its score, and the others in', async () => {
    const run = await runHarbour({
      settings,
      script: {
        onCall(prompt) {
          if (prompt.endsWith('Text: We met Nell Voss there.\nAnswer:') && !prompt.includes('{"'))
            throw new Failure('timed-out');
        },
      },
    });
    expect(run.outcome.status).toBe('incomplete');
    const [none, self] = reportsOf(run);
    expect(none).toMatchObject({ n: 3, unanswered: { trials: 1, kinds: [{ kind: 'timed-out', trials: 1 }] } });
    expect(self).toMatchObject({ n: 4, unanswered: { trials: 0 } });
    expect(self?.comparison?.n).toBe(3);
  });

  it('has no votes for a sentence of which a call got no answer, and goes on', async () => {
    let failed = false;
    const run = await runHarbour({
      settings,
      script: {
        onCall(prompt) {
          if (failed || !prompt.includes('It rained')) return;
          failed = true;
          throw new Failure('timed-out');
        },
      },
    });
    expect(run.outcome).toMatchObject({ status: 'incomplete', unanswered: 1 });
    expect(run.outcome.results.find(({ name }) => name === 'u4')?.failure?.kind).toBe('timed-out');
    expect(resultsOf(run.outcome.results, 'annotation')).toHaveLength(5);
    expect(resultsOf(run.outcome.results, 'test')).toHaveLength(4);
  });

  it('counts an answer that cannot be read as a vote for no entity, and names it', async () => {
    const run = await runHarbour({ settings, script: { answer: () => '[{"Aldona": Ship}]' } });
    const [first] = resultsOf(run.outcome.results, 'annotation');
    expect(first?.value.answers[0]).toMatchObject({ pairs: [], unreadable: expect.stringMatching(/./) });
    const [none] = reportsOf(run);
    expect(none).toMatchObject({ n: 4, unreadable: 4 });
    expect(none?.evaluation.total.score.recall).toBe(0);
  });

  it('reads the whole items of an answer that was cut at its limit, and counts it', async () => {
    const run = await runHarbour({
      settings,
      script: { answer: () => '[{"Brisk": "Ship"}, {"Osk": "Per', finish: () => 'length' },
    });
    const [first] = resultsOf(run.outcome.results, 'annotation');
    expect(first?.value.answers[0]).toEqual({ pairs: [['Brisk', 'Ship']], dropped: [], unreadable: null, cut: true });
    expect(run.outcome.results.every(({ value }) => value && harbourPanel.readResult(value))).toBe(true);
    const [none, self] = reportsOf(run);
    expect(none).toMatchObject({ n: 4, unreadable: 0, cut: 4 });
    expect(self).toMatchObject({ n: 4, unreadable: 0, cut: 4 });
    expect(none?.evaluation.total.counts).toMatchObject({ correct: 1 });
    const journaled = run.journal.entries().flatMap(entry => (entry.kind === 'call' ? [readAnswer(entry.parsed)] : []));
    expect(journaled.every(answer => answer?.cut)).toBe(true);
  });

  it.each(['', 'Storm, Ship, Person'])('has its labels in the order of its prompts everywhere: %s', async labels => {
    const { experiment, outcome, events } = await runHarbour({ settings: { ...settings, labels } });
    const asked = labels === '' ? ['Person', 'Ship'] : ['Storm', 'Ship', 'Person'];
    const units = events.flatMap(event => (event.type === 'phase-started' ? event.units : []));
    const recorded = await harbourPanel.recordedUnits?.(outcome.results, experiment);
    for (const { input } of [...units, ...(recorded ?? [])]) expect(input).toMatchObject({ labels: asked });
    expect(recorded).toHaveLength(units.length);
    expect(loopOf(experiment, outcome.results, harbourRegistry).labels).toEqual(asked);
    // A run of before results told them.
    const untold = outcome.results.map(result => {
      const { labels: _, ...value } = result.value as { labels: string[] };
      return { ...result, value };
    });
    expect(loopOf(experiment, untold, harbourRegistry).labels.toSorted()).toEqual(asked.toSorted());
  });

  it('counts the votes of a result once, however often the run is drawn, and anew for another vote or selection', async () => {
    const { experiment, outcome } = await runHarbour({ settings });
    const at = (change: object) =>
      loopOf({ settings: { ...experiment.settings, ...change } }, outcome.results, harbourRegistry);
    const [first, again] = [at({}), at({})];
    expect(again.annotated.every((one, place) => one === first.annotated[place])).toBe(true);
    expect(again.pools).toEqual(first.pools);
    const lower = at({ selection: { 'sample-threshold': { threshold: 0 } } });
    expect(lower.pools[0]?.state.pool).toHaveLength(6);
    expect(at({}).pools).toEqual(first.pools);
    const plain = at({ voting: 'plain', answers: 40 });
    expect(plain.annotated.every(({ voted }) => voted.length === 0)).toBe(true);
    expect(at({}).annotated.map(({ voted }) => voted)).toEqual(first.annotated.map(({ voted }) => voted));
  });

  it('shows as many demonstrations as the longest prompt allows', async () => {
    const run = await runHarbour({ settings: { ...settings, longestPrompt: 380 } });
    const prompts = run.engine.calls;
    expect(Math.max(...prompts.map(prompt => prompt.length))).toBeLessThanOrEqual(380);
    expect(prompts.some(prompt => prompt.includes('{"'))).toBe(true);
  });

  it('tells what each stage took', async () => {
    const run = await runHarbour({ settings });
    const reports = reportsOf(run);
    const rows = ledgerOf(run.journal.entries(), reports);
    expect(rows.map(({ stage, cost }) => [stage, cost.calls])).toEqual([
      ['annotate', 30],
      ['none', 4],
      ['self sample-threshold nearest', 4],
      ['gold nearest', 4],
    ]);
    const gained = (1 - (reports[0]?.evaluation.total.score.f1 ?? 0)) * 100;
    expect(rows[2]?.gain).toBeCloseTo((gained * 1000) / 34);
  });

  it('writes results that it reads, and a table with a row for each condition', async () => {
    const run = await runHarbour({ settings });
    for (const { value } of run.outcome.results) expect(readResult(value ?? null)).toEqual(value);
    expect(readResult({ kind: 'annotation', sentence: null })).toBeUndefined();
    const table = await harbourPanel.table(run.experiment, run.outcome.results, run.journal.entries());
    expect(table.rows).toHaveLength(4);
    expect(table.rows.every(row => row.length === table.columns.length)).toBe(true);
    expect(harbourPanel.score(run.experiment, run.outcome.results)).toMatch(/^F1 [\d.]+ without, 100\.0 with /);
  });

  it('pools as many sentences as a corpus may have, and refuses a round that no run has', async () => {
    const run = await runHarbour({ settings });
    const [first] = annotatedOf(run.outcome.results, run.experiment.settings, harbourRegistry);
    if (!first) throw new Error('Nothing is annotated.');
    const many = Array.from({ length: 200_000 }, (_, at) => ({
      ...first,
      result: { ...first.result, sentence: { ...first.result.sentence, id: `s${at}` } },
    }));
    const ids = many.map(({ result }) => result.sentence.id);
    expect(iterationOf(many, ids, votingOnly, run.experiment.settings).pool).toHaveLength(200_000);
    expect(readResult({ ...first.result, round: 4 })).toBeDefined();
    expect(readResult({ ...first.result, round: 1e9 })).toBeUndefined();
  });

  it('reads labels of any kind, and asks with them', async () => {
    const run = await runHarbour({ settings: { ...settings, labels: '["Ship, or boat", "🚢 \\"x\\"", "[y]"]' } });
    expect(run.engine.calls[0]).toContain(JSON.stringify(['Ship, or boat', '🚢 "x"', '[y]']));
  });
});
