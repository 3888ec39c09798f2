import { registry } from '@/lib/panels/ner/registry';
import { scoreTests } from '@/lib/panels/ner/report/comparison';
import type { Loop } from '@/lib/panels/ner/report/loop';

const points = (share: number): string => (100 * share).toFixed(1);
const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** What came out, in one or two sentences. While a run goes on, there is no comparison: a result that is read until it pleases proves nothing. */
export function headline(loop: Loop, isComplete: boolean): string {
  const { latest, pools, tests, labels, conditions } = loop;
  if (latest.size === 0 && tests.length === 0) return 'No sentence is annotated yet.';
  const [pool] = pools;
  const kept = pool
    ? `${pool.selection.title} keeps ${pool.state.pool.length.toLocaleString('en')} of ${counted(latest.size, 'annotated sentence')}.`
    : `${counted(latest.size, 'sentence')} annotated.`;
  const [metric] = registry.metrics;
  if (!isComplete || tests.length === 0 || !metric) return kept;
  const scores = scoreTests(conditions, tests, labels, metric);
  const said = scores.flatMap(({ condition, evaluation }) => {
    const { f1 } = evaluation.total.score;
    return f1 === null ? [] : [{ condition, text: points(f1) }];
  });
  const none = said.find(({ condition }) => condition.source === 'none');
  const self = said.find(({ condition }) => condition.source === 'self');
  if (!self) return none ? `${kept} F1 is ${none.text} without demonstrations.` : kept;
  const before = none ? `F1 is ${none.text} without demonstrations and ` : 'F1 is ';
  return `${kept} ${before}${self.text} with the model\u2019s own (${self.condition.title.toLowerCase()}).`;
}
