import { pText } from '@/components/workbench/evaluation/words';
import { counted } from '@/lib/core/in-words';
import type { SystemScore } from '@/lib/panels/ner/report/comparison';
import type { Loop } from '@/lib/panels/ner/report/loop';
import type { Verdict } from '@/lib/panels/ner/report/verdict';

const points = (share: number | null): string => (100 * (share ?? 0)).toFixed(1);

/**
 * What came out, in two or three sentences. While a run goes on, there is no comparison: a result that is read until it pleases proves nothing.
 *
 * @param scores of all conditions by the first metric
 * @param verdict on them; undefined where it is not known yet, or not asked for
 */
export function headline(
  { latest, pools, tests }: Pick<Loop, 'latest' | 'pools' | 'tests'>,
  scores: readonly SystemScore[],
  verdict: Verdict | null | undefined,
): string {
  if (latest.size === 0 && tests.length === 0) return 'No sentence is annotated yet.';
  const [pool] = pools;
  const kept = pool
    ? `${pool.selection.title} keeps ${pool.state.pool.length.toLocaleString('en')} of ${counted(latest.size, 'annotated sentence')}.`
    : `${counted(latest.size, 'sentence')} annotated.`;
  return verdict !== undefined && tests.length > 0 ? `${kept} ${resultOf(scores, verdict)}`.trim() : kept;
}

function resultOf(scores: readonly SystemScore[], verdict: Verdict | null): string {
  if (!verdict) {
    const scored = scores.find(({ evaluation }) => evaluation.total.score.f1 !== null);
    return scored
      ? `F1 is ${points(scored.evaluation.total.score.f1)} (${scored.system.title.toLowerCase()}, n = ${scored.n.toLocaleString('en')}).`
      : '';
  }
  const { none, best, worst, ways, lower, difference, n, p, isMoreThanChance, comparisons } = verdict;
  const [before, after, least] = [none, best, worst].map(({ evaluation }) => points(evaluation.total.score.f1));
  const which = `${best.system.title}${ways > 1 ? `, the best of ${ways} ways` : ''}; n = ${n.toLocaleString('en')}`;
  const moved =
    before === after
      ? `The model\u2019s own annotations as demonstrations leave F1 at ${after} (${which}).`
      : difference > 0
        ? `The model\u2019s own annotations as demonstrations raise F1 from ${before} to ${after} (${which}).`
        : `With the model\u2019s own annotations as demonstrations, F1 falls from ${before} to ${after} (${which}).`;
  if (n === 0) return `${moved} No sentence was answered both with and without them.`;
  const correction = comparisons > 1 ? `, Holm\u2019s correction for ${comparisons} comparisons` : '';
  const chance = isMoreThanChance ? 'The difference is more than chance' : 'The difference may be chance';
  // The best was chosen by the result, so the worst stands beside it.
  const hurt =
    ways > 1 && lower > 0 ? ` ${lower} of ${ways} ways lowered F1, the worst to ${least} (${worst.system.title}).` : '';
  return `${moved} ${chance} (${pText(p)}${correction}).${hurt}`;
}
