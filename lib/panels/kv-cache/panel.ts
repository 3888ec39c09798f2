import { counted } from '@/lib/core/in-words';
import { refKey } from '@/lib/engines/contract';
import type { CallPlan, Experiment, Panel, UnitResult } from '@/lib/experiment/panel';
import { formOf } from './form';
import { solve } from './program';
import { type Registry, registry as everything, titleOf } from './registry';
import { sweepOf } from './report/sweep';
import { type KvResult, readResult, resultsOf } from './result';
import { fieldsOf, type KvSettings, ownTexts, schemaOf } from './settings';
import { listUnits, textsOf } from './units';

/** Compression of the KV cache (Dynamic Memory Compression, arXiv 2403.09636, and its field), with these texts and policies. */
export const createKvPanel = (registry: Registry): Panel<KvSettings, KvResult> => ({
  id: 'kv-cache',
  title: 'KV-cache compression',
  summary: 'What each head of a model keeps of a text, and what is lost.',
  version: 1,
  fields: fieldsOf(registry),
  form: formOf(registry),
  settings: schemaOf(registry),
  phases: [{ name: 'trials', units: experiment => listUnits(experiment, registry) }],
  plan: experiment => plan(experiment, registry),
  describe: experiment => describe(experiment, registry),
  run: (unit, experiment, scope) => solve(unit, experiment, scope, registry),
  readResult,
  score: (experiment, results) => score(experiment, results, registry),
  async readUnit(result, _entries, { settings }) {
    const { readUnit } = await import('./read-unit');
    return readUnit(result, settings, registry);
  },
  async table(experiment, results) {
    const { tableOf } = await import('./table');
    return tableOf(experiment, results, registry);
  },
  async story(run) {
    const { storyOf } = await import('./story');
    return storyOf(run, registry);
  },
});

export const kvPanel = createKvPanel(everything);

/** One call a text and policy, whatever the number of budgets: they go through the model together. */
async function plan({ settings, compare }: Experiment<KvSettings>, registry: Registry): Promise<CallPlan> {
  const texts = await textsOf(settings, registry);
  const models = 1 + compare.length;
  const on = models > 1 ? ` on ${counted(models, 'model')}` : '';
  return {
    calls: texts.length * settings.policies.length * models,
    isExact: true,
    sentence: `${counted(texts.length, 'text')} × ${policiesIn(settings)} × ${budgetsIn(settings)}${on}`,
  };
}

const policiesIn = ({ policies }: KvSettings): string =>
  `${policies.length} ${policies.length === 1 ? 'policy' : 'policies'}`;

const budgetsIn = ({ budget, ratios, slots }: KvSettings): string =>
  counted(budget === 'ratio' ? ratios.length : slots.length, 'budget');

/** `Long multiplication, step by step, 4 texts, 6 policies × 3 budgets`. */
function describe({ settings }: Experiment<KvSettings>, { textSets }: Registry): string {
  const set = textSets.find(({ id }) => id === settings.texts);
  const lengths = set?.lengths && settings.lengths.length > 1 ? ` of each of ${settings.lengths.length} lengths` : '';
  const texts =
    set && settings.texts !== ownTexts ? `${set.title}, ${counted(settings.count, 'text')}${lengths}` : 'An own text';
  return `${texts}, ${policiesIn(settings)} × ${budgetsIn(settings)}`;
}

/** The policy that stays nearest to the full cache at the smallest budget, on the first model: `At 8×: H2O, KL 0.012`. */
function score(
  { settings, seed, model }: Experiment<KvSettings>,
  results: readonly UnitResult[],
  registry: Registry,
): string {
  const first = resultsOf(results).filter(result => result.model === refKey(model));
  const rows = sweepOf(first, seed).filter(({ texts, budget }) => texts > 0 && budget > 0);
  const isRatio = settings.budget === 'ratio';
  const tightest = isRatio
    ? Math.max(...rows.map(({ budget }) => budget))
    : Math.min(...rows.map(({ budget }) => budget));
  const [best] = rows
    .filter(({ budget }) => budget === tightest)
    .sort((a, b) => (a.kl.value ?? Infinity) - (b.kl.value ?? Infinity));
  if (!best) return '';
  return `${isRatio ? `At ${tightest}×` : `At ${counted(tightest, 'slot')}`}: ${titleOf(best, registry)}, KL ${(best.kl.value ?? 0).toFixed(3)}`;
}
