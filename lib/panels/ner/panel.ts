import { nerModel } from '@/lib/engines/models';
import type { Experiment, Panel, UnitResult } from '@/lib/experiment/panel';
import { conditionsOf } from './conditions';
import { formOf } from './form';
import { phasesOf } from './phases';
import { plan, planSentence } from './plan';
import { solve } from './program';
import { type Registry, registry as everything } from './registry';
import { scoreTests } from './report/comparison';
import { loopOf } from './report/loop';
import { systemOf } from './report/systems';
import { type NerResult, readResult } from './result';
import { fieldsOf, type NerSettings, schemaOf } from './settings';

/** Self-improving zero-shot NER (arXiv 2311.08921), with these corpora and methods. */
export const createNerPanel = (registry: Registry): Panel<NerSettings, NerResult> => ({
  id: 'ner',
  title: 'Self-improving NER',
  summary:
    'A model annotates texts, keeps what it is sure of, and learns from it: does it find more entities that way?',
  version: 1,
  defaults: { model: nerModel.ref, sampling: { max_tokens: 256 } },
  fields: fieldsOf(registry),
  form: formOf(registry),
  settings: schemaOf(registry),
  phases: phasesOf(registry),
  plan: experiment => plan(experiment, registry),
  describe: experiment => describe(experiment, registry),
  run: solve,
  readResult,
  score: (experiment, results) => score(experiment, results, registry),
  async recordedUnits(results, experiment) {
    const { recordedUnits } = await import('./recorded');
    return recordedUnits(results, experiment, registry);
  },
  async readUnit(result, _entries, { settings }) {
    const { readUnit } = await import('./read-unit');
    return readUnit(result, settings, registry);
  },
  async importData(files) {
    const { takeIn } = await import('./own/take-in');
    return takeIn(files);
  },
  async table(experiment, results, journal) {
    const { tableOf } = await import('./table');
    return tableOf(experiment, results, journal, registry);
  },
  async story(run) {
    const { storyOf } = await import('./story');
    return storyOf(run, registry);
  },
});

export const nerPanel = createNerPanel(everything);

/** `News desk, 300 sentences × 5 answers, then 100 tests × 5 ways`. */
function describe({ settings }: Experiment<NerSettings>, registry: Registry): string {
  const corpus = registry.corpora.find(({ id }) => id === settings.corpus)?.title ?? settings.corpus;
  const ways = conditionsOf(settings, registry).length;
  return `${corpus}, ${planSentence(settings.unlabelled, settings.tests, settings, ways)}`;
}

/** `F1 34.5 without, 62.0 with Sample threshold, nearest`; before there are tests, how many sentences are annotated. */
function score(experiment: Experiment<NerSettings>, results: readonly UnitResult[], registry: Registry): string {
  const { conditions, tests, labels, latest } = loopOf(experiment, results, registry);
  if (tests.length === 0) return latest.size === 0 ? '' : `${latest.size} annotated`;
  const [metric] = registry.metrics;
  const shown = scoreTests(conditions.map(systemOf), tests, labels, metric).flatMap(report => {
    const { f1 } = report.evaluation.total.score;
    return f1 === null ? [] : [{ ...report, points: (100 * f1).toFixed(1) }];
  });
  const first = shown.find(({ system }) => system.source === 'none');
  const self = shown.find(({ system }) => system.source === 'self');
  return [
    ...(first ? [`F1 ${first.points} without`] : []),
    ...(self ? [`${first ? '' : 'F1 '}${self.points} with ${self.system.title}`] : []),
  ].join(', ');
}
