import type { Observation, Seen } from '../../contract';
import type { Run } from './runs';

/** What a span will have seen, still empty. */
export const nothingSeen = ({ attention = [], hidden = [] }: Observation, tokens: number, width: number): Seen => ({
  attention: attention.map(() => []),
  hidden: hidden.map(() => new Float32Array(tokens * width)),
});

/** Notes the residual stream [row][stride], of which `width` values count, for the runs that asked for this depth. */
export function seeHidden(
  runs: readonly Run[],
  depth: number,
  stream: () => Float32Array,
  stride: number,
  width: number,
): void {
  for (const { span, result, first, count, row } of runs)
    span.observe?.hidden?.forEach((asked, i) => {
      if (asked !== depth) return;
      const residual = stream();
      for (let r = 0; r < count; r++) {
        const from = (row + r) * stride;
        result.seen!.hidden[i]!.set(residual.subarray(from, from + width), (first + r) * width);
      }
    });
}

/** The asked heads of a run that are among the `group` query heads of one KV head: where to note them, and which of the group each is. */
export function askedHeads(
  { span, result }: Run,
  layer: number,
  kvHead: number,
  group: number,
): { weights: Float32Array[]; member: number }[] {
  const asked = span.observe?.attention ?? [];
  return asked.flatMap((head, i) =>
    head.layer === layer && Math.floor(head.head / group) === kvHead
      ? [{ weights: result.seen!.attention[i]!, member: head.head % group }]
      : [],
  );
}
