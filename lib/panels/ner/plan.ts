import { counted } from '@/lib/core/in-words';
import type { CallPlan, Experiment } from '@/lib/experiment/panel';
import { conditionsOf } from './conditions';
import { corpusOf } from './experiment-corpus';
import type { Registry } from './registry';
import type { NerSettings } from './settings';

/** What Run does: `300 sentences × 5 answers, then 100 tests × 5 ways`. */
export function planSentence(sentences: number, tests: number, settings: NerSettings, ways: number): string {
  const rounds = settings.rounds > 1 ? ` in ${counted(settings.rounds, 'round')}` : '';
  return `${counted(sentences, 'sentence')} × ${counted(settings.answers, 'answer')}${rounds}, then ${counted(tests, 'test')} × ${counted(ways, 'way')}`;
}

/** The calls of a run. Later rounds annotate what earlier ones leave, which nobody knows before: then it is the most that there can be. */
export async function plan(
  experiment: Pick<Experiment<NerSettings>, 'settings' | 'seed'>,
  registry: Registry,
): Promise<CallPlan> {
  const { settings } = experiment;
  const { unlabelled, test } = await corpusOf(experiment, registry);
  const ways = conditionsOf(settings, registry).length;
  return {
    calls: unlabelled.length * settings.answers * settings.rounds + test.length * ways,
    isExact: settings.rounds === 1,
    sentence: planSentence(unlabelled.length, test.length, settings, ways),
  };
}
