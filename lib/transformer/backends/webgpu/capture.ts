import type { PagedSequence } from '../../cache/paged';
import type { ModelConfig } from '../../config';
import type { Capture, Span } from '../../contract';
import type { CopyRange } from './commands';
import { type Layout, pairedIndex } from './layout';
import type { CaptureCopies } from './pass';
import type { Pass } from './plan';
import type { Readback } from './readback';

/** Empty captures of the spans, with arrays of the final size; null where a span requests none. */
export const emptyCaptures = (
  spans: readonly Span[],
  { hiddenSize, heads, headDim, learned }: ModelConfig,
): (Capture | null)[] =>
  spans.map(({ capture, tokens }) =>
    capture
      ? {
          attention: (capture.attention ?? []).map(() => tokens.map(() => new Float32Array())),
          ...(learned && { positions: (capture.attention ?? []).map(() => tokens.map(() => new Int32Array())) }),
          hidden: (capture.hidden ?? []).map(() => new Float32Array(tokens.length * hiddenSize)),
          queries: (capture.queries ?? []).map(() => new Float32Array(tokens.length * heads * headDim)),
        }
      : null,
  );

/** The index of each value of a token's queries in a row of `query`. */
export const queryIndices = ({ heads, headDim }: ModelConfig, { head4 }: Layout): number[] =>
  Array.from(
    { length: heads * headDim },
    (_, i) => Math.floor(i / headDim) * head4 * 4 + pairedIndex(i % headDim, headDim),
  );

/**
 * Plans which ranges of a pass are copied out, and where their bytes go when they are read back. The rows of a span
 * are adjacent, and so are their scores: one copy serves all heads of a layer. Null where no span requests a capture.
 */
export function captureCopies(
  pass: Pass,
  spans: readonly Span[],
  captured: readonly (Capture | null)[],
  sequences: readonly PagedSequence[],
  config: ModelConfig,
  layout: Layout,
  readback: Readback,
): CaptureCopies | null {
  const attention = new Map<number, CopyRange[]>();
  const hidden = new Map<number, CopyRange[]>();
  const queries = new Map<number, CopyRange[]>();
  const indices = queryIndices(config, layout);
  // The kernels scale the queries once, so that no score is scaled.
  const scale = Math.sqrt(config.headDim);
  const offsets = new Map<CopyRange, number>();
  const add = (
    ranges: Map<number, CopyRange[]>,
    key: number,
    range: CopyRange,
    deliver: (bytes: ArrayBuffer) => void,
  ) => {
    ranges.set(key, [...(ranges.get(key) ?? []), range]);
    offsets.set(range, readback.reserve(range.bytes, deliver));
  };

  spans.forEach(({ capture, tokens }, span) => {
    const record = captured[span];
    // Rows of sampled tokens are not captured.
    const isOwn = (row: Pass['rows'][number]) => row.span === span && row.ahead < tokens.length;
    const first = pass.rows.findIndex(isOwn);
    if (!capture || !record || first < 0) return;
    const rows = pass.rows.filter(isOwn);
    const scores4 = Math.ceil(pass.slots / 4);

    for (const layer of new Set(capture.attention?.map(one => one.layer))) {
      const rowBytes = config.heads * scores4 * 16;
      const range: CopyRange = { from: 'scores', offset: first * rowBytes, bytes: rows.length * rowBytes };
      add(attention, layer, range, bytes => {
        capture.attention!.forEach((requested, index) => {
          if (requested.layer !== layer) return;
          const list = layer * config.kvHeads + Math.floor(requested.head / layout.group);
          const length = sequences[span]!.heads[list]!.length;
          rows.forEach(({ ahead }, i) => {
            const at = i * rowBytes + requested.head * scores4 * 16;
            record.attention[index]![ahead] = new Float32Array(bytes.slice(at, at + (length + ahead + 1) * 4));
          });
        });
      });
    }
    for (const depth of new Set(capture.hidden)) {
      const rowBytes = layout.hidden4 * 16;
      const range: CopyRange = { from: 'residual', offset: first * rowBytes, bytes: rows.length * rowBytes };
      add(hidden, depth, range, bytes => {
        capture.hidden!.forEach((requested, index) => {
          if (requested !== depth) return;
          rows.forEach(({ ahead }, i) => {
            const row = new Float32Array(bytes, i * rowBytes, config.hiddenSize);
            record.hidden[index]!.set(row, ahead * config.hiddenSize);
          });
        });
      });
    }
    for (const layer of new Set(capture.queries)) {
      const rowBytes = layout.query4 * 16;
      const range: CopyRange = { from: 'query', offset: first * rowBytes, bytes: rows.length * rowBytes };
      add(queries, layer, range, bytes => {
        const padded = new Float32Array(bytes);
        capture.queries!.forEach((requested, index) => {
          if (requested !== layer) return;
          rows.forEach(({ ahead }, i) =>
            indices.forEach((from, value) => {
              record.queries[index]![ahead * indices.length + value] = scale * padded[(i * rowBytes) / 4 + from]!;
            }),
          );
        });
      });
    }
  });
  if (offsets.size === 0) return null;
  return { attention, hidden, queries, offsetOf: range => offsets.get(range)! };
}
