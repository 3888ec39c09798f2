import { random } from '@/lib/core/random';
import type { Judgement } from './calibration';
import { binsByValue } from './calibration';

/** Confidence -> recalibrated confidence; never decreasing. */
export type Recalibration = (confidence: number) => number;

/**
 * Isotonic regression of right on confidence by pooling adjacent violators (M. Ayer and others, Annals of Mathematical Statistics 26, 1955;
 * as a recalibration: B. Zadrozny and C. Elkan, KDD 2002). Between the confidences that were seen it is linear, beyond them constant. Judge
 * it on other judgements than those it was fitted on: see `crossFit`.
 *
 * @throws RangeError without judgements
 */
export function fitIsotonic(judgements: readonly Judgement[]): Recalibration {
  if (judgements.length === 0) throw new RangeError('Nothing can be fitted to no judgements');
  /** Neighbouring confidences that share one value. */
  const blocks: { values: number[]; n: number; right: number }[] = [];
  for (const { confidence: value, n, right } of binsByValue(judgements)) {
    let block = { values: [value], n, right };
    for (
      let before = blocks.at(-1);
      before && before.right * block.n >= block.right * before.n;
      before = blocks.at(-1)
    ) {
      blocks.pop();
      block = { values: [...before.values, ...block.values], n: before.n + block.n, right: before.right + block.right };
    }
    blocks.push(block);
  }
  const points = blocks.flatMap(({ values, n, right }) => values.map(x => ({ x, y: right / n })));
  return confidence => {
    const above = points.findIndex(({ x }) => x >= confidence);
    const [left, right] = [points.at(above < 0 ? -1 : above - 1), points[above]];
    if (!left || !right || above === 0 || right.x === confidence) return (right ?? left ?? { y: confidence }).y;
    return left.y + ((right.y - left.y) * (confidence - left.x)) / (right.x - left.x);
  };
}

/**
 * The judgements with the confidences that a recalibration gives them which was fitted on the other half. Halves are drawn by group, since
 * answers to one sentence depend on each other. Null where a half would be empty.
 */
export function crossFit<J extends Judgement>(
  judgements: readonly J[],
  groupOf: (judgement: J) => string,
  seed: number,
): J[] | null {
  const stream = random(seed).fork('cross-fit');
  const groups = [...new Set(judgements.map(groupOf))];
  for (let i = groups.length - 1; i > 0; i--) {
    const j = stream.integer(0, i);
    [groups[i], groups[j]] = [groups[j] as string, groups[i] as string];
  }
  const first = new Set(groups.slice(0, Math.ceil(groups.length / 2)));
  const isFirst = (judgement: J) => first.has(groupOf(judgement));
  const halves = [judgements.filter(isFirst), judgements.filter(judgement => !isFirst(judgement))] as const;
  if (halves.some(half => half.length === 0)) return null;
  const [ofFirst, ofSecond] = [fitIsotonic(halves[0]), fitIsotonic(halves[1])];
  return judgements.map(judgement => ({
    ...judgement,
    confidence: (isFirst(judgement) ? ofSecond : ofFirst)(judgement.confidence),
  }));
}
