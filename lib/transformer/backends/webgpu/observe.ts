import type { PagedSequence } from '../../cache/paged';
import type { ModelConfig } from '../../config';
import type { Seen, Span } from '../../contract';
import type { Layout } from './layout';
import type { Look, Looks } from './pass';
import type { Pass } from './plan';
import type { Readback } from './readback';

/** Empty records of what each span asked to see. */
export const openSeen = (spans: readonly Span[], { hiddenSize }: ModelConfig): (Seen | null)[] =>
  spans.map(({ observe, tokens }) =>
    observe
      ? {
          attention: (observe.attention ?? []).map(() => tokens.map(() => new Float32Array())),
          hidden: (observe.hidden ?? []).map(() => new Float32Array(tokens.length * hiddenSize)),
        }
      : null,
  );

/**
 * What of a pass is to be copied out, and where it goes when it comes back. Rows of a span stand together, and so do their scores: one
 * copy for all heads of a layer. Null where nothing is asked for.
 */
export function looksOf(
  pass: Pass,
  spans: readonly Span[],
  seen: readonly (Seen | null)[],
  sequences: readonly PagedSequence[],
  config: ModelConfig,
  layout: Layout,
  readback: Readback,
): Looks | null {
  const attention = new Map<number, Look[]>();
  const hidden = new Map<number, Look[]>();
  const places = new Map<Look, number>();
  const add = (looks: Map<number, Look[]>, key: number, look: Look, give: (bytes: ArrayBuffer) => void) => {
    looks.set(key, [...(looks.get(key) ?? []), look]);
    places.set(look, readback.reserve(look.bytes, give));
  };

  spans.forEach(({ observe, tokens }, span) => {
    const record = seen[span];
    // Rows of tokens that were drawn are not looked at.
    const isOwn = (row: Pass['rows'][number]) => row.span === span && row.ahead < tokens.length;
    const first = pass.rows.findIndex(isOwn);
    if (!observe || !record || first < 0) return;
    const rows = pass.rows.filter(isOwn);
    const scores4 = Math.ceil(pass.slots / 4);

    for (const layer of new Set(observe.attention?.map(one => one.layer))) {
      const rowBytes = config.heads * scores4 * 16;
      const look: Look = { from: 'scores', offset: first * rowBytes, bytes: rows.length * rowBytes };
      add(attention, layer, look, bytes => {
        observe.attention!.forEach((asked, index) => {
          if (asked.layer !== layer) return;
          const list = layer * config.kvHeads + Math.floor(asked.head / layout.group);
          const length = sequences[span]!.heads[list]!.length;
          rows.forEach(({ ahead }, i) => {
            const at = i * rowBytes + asked.head * scores4 * 16;
            record.attention[index]![ahead] = new Float32Array(bytes.slice(at, at + (length + ahead + 1) * 4));
          });
        });
      });
    }
    for (const depth of new Set(observe.hidden)) {
      const rowBytes = layout.hidden4 * 16;
      const look: Look = { from: 'stream', offset: first * rowBytes, bytes: rows.length * rowBytes };
      add(hidden, depth, look, bytes => {
        observe.hidden!.forEach((asked, index) => {
          if (asked !== depth) return;
          rows.forEach(({ ahead }, i) => {
            const row = new Float32Array(bytes, i * rowBytes, config.hiddenSize);
            record.hidden[index]!.set(row, ahead * config.hiddenSize);
          });
        });
      });
    }
  });
  if (places.size === 0) return null;
  return { attention, hidden, placeOf: look => places.get(look)! };
}
