import type { Span } from '../corpus';

const sameRange = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;
const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/**
 * The most gold and predicted places that can be paired, each in one pair at most (H. W. Kuhn's augmenting paths): a prediction across two
 * entities finds one of them.
 */
function mostPairs(gold: readonly Span[], predicted: readonly Span[], fits: (a: Span, b: Span) => boolean): number {
  const candidates = predicted.map(one => [...gold.keys()].filter(at => fits(gold[at] as Span, one)));
  const takenBy = new Map<number, number>();
  const place = (which: number, tried: Set<number>): boolean =>
    (candidates[which] ?? []).some(at => {
      if (tried.has(at)) return false;
      tried.add(at);
      const other = takenBy.get(at);
      if (other !== undefined && !place(other, tried)) return false;
      takenBy.set(at, which);
      return true;
    });
  return predicted.filter((_, which) => place(which, new Set())).length;
}

/** How many predicted places are gold places. */
export const exactPairs = (gold: readonly Span[], predicted: readonly Span[]): number =>
  mostPairs(gold, predicted, sameRange);

/** How many predicted places have a gold place of their own that they overlap. */
export const overlappingPairs = (gold: readonly Span[], predicted: readonly Span[]): number =>
  mostPairs(gold, predicted, overlaps);

/**
 * The most credit where an exact pair is worth 1 and an overlap a half. Exact pairs come first: one of them is worth as much as the two
 * overlaps at most that it can prevent.
 */
export function partialCredit(gold: readonly Span[], predicted: readonly Span[]): number {
  const goldLeft = [...gold];
  const predictedLeft = predicted.filter(one => {
    const at = goldLeft.findIndex(other => sameRange(one, other));
    if (at >= 0) goldLeft.splice(at, 1);
    return at < 0;
  });
  return predicted.length - predictedLeft.length + overlappingPairs(goldLeft, predictedLeft) / 2;
}
