import type { ModelConfig } from '../../config';
import type { Capture, CaptureRequest } from '../../contract';
import type { Run } from './pass';

/** An empty capture of a span, with arrays of the final size. */
export const emptyCapture = (
  { attention = [], hidden = [], queries = [] }: CaptureRequest,
  tokens: number,
  { hiddenSize, heads, headDim, learned }: ModelConfig,
): Capture => ({
  attention: attention.map(() => []),
  ...(learned && { positions: attention.map(() => []) }),
  hidden: hidden.map(() => new Float32Array(tokens * hiddenSize)),
  queries: queries.map(() => new Float32Array(tokens * heads * headDim)),
});

/**
 * Copies the queries of a layer for the runs that requested it.
 * @param indices the padded index of each value of a token's queries
 * @param queriesOf the padded queries of a row
 */
export function captureQueries(
  runs: readonly Run[],
  layer: number,
  indices: Int32Array,
  queriesOf: (row: number) => Float32Array,
): void {
  for (const { span, result, first, count, row } of runs)
    span.capture?.queries?.forEach((requested, i) => {
      if (requested !== layer) return;
      const captured = result.captured!.queries[i]!;
      for (let r = 0; r < count; r++) {
        const padded = queriesOf(row + r);
        const to = (first + r) * indices.length;
        indices.forEach((from, value) => (captured[to + value] = padded[from]!));
      }
    });
}

/**
 * Copies the residual stream [row][stride], of which `width` values are used, for the runs that requested this depth.
 */
export function captureHidden(
  runs: readonly Run[],
  depth: number,
  stream: () => Float32Array,
  stride: number,
  width: number,
): void {
  for (const { span, result, first, count, row } of runs)
    span.capture?.hidden?.forEach((requested, i) => {
      if (requested !== depth) return;
      const residual = stream();
      for (let r = 0; r < count; r++) {
        const from = (row + r) * stride;
        result.captured!.hidden[i]!.set(residual.subarray(from, from + width), (first + r) * width);
      }
    });
}

/**
 * The requested query heads of a run that belong to one KV head: the arrays that receive each head's weights and, where
 * they are wanted, the positions of its slots; and its index within the group.
 */
export function capturedHeads(
  { span, result }: Run,
  layer: number,
  kvHead: number,
  group: number,
): { weights: Float32Array[]; positions: Int32Array[] | undefined; member: number }[] {
  const requested = span.capture?.attention ?? [];
  return requested.flatMap((head, i) =>
    head.layer === layer && Math.floor(head.head / group) === kvHead
      ? [
          {
            weights: result.captured!.attention[i]!,
            positions: result.captured!.positions?.[i],
            member: head.head % group,
          },
        ]
      : [],
  );
}
