import type { ModelConfig } from '../../config';
import type { Capture, Span } from '../../contract';
import { queryIndices } from './capture';
import type { CopyRange, Placed } from './commands';
import type { PassContext } from './context';
import type { Layout } from './layout';
import type { LayerDecisions, Run } from './learned-rows';
import type { Pass } from './plan';
import type { Readback } from './readback';

/** Bytes that a pass reads back at a time, at most: after the projection of a layer, or at its end. */
export function bytesReadBack(
  { rows, slots, logitRows }: Pass,
  spans: readonly Span[],
  { heads }: ModelConfig,
  { hidden4, qkvUnits, vocabulary4 }: Layout,
): number {
  const asks = (what: 'attention' | 'hidden') => spans.some(({ capture }) => capture?.[what]?.length);
  const captured = (asks('hidden') ? hidden4 * 16 : 0) + (asks('attention') ? heads * Math.ceil(slots / 4) * 16 : 0);
  // The sampled tokens of all spans are read with the last logits.
  const logits = logitRows.length * vocabulary4 * 16 + spans.length * 4;
  return rows.length * captured + Math.max(rows.length * qkvUnits * 32, logits);
}

/** Records what spans ask to see of a pass of a model that compresses its own cache. */
export class LearnedCapture {
  private readonly indices: number[];

  /** @param captured by span; filled as the pass goes on */
  constructor(
    private readonly context: PassContext,
    private readonly readback: Readback,
    private readonly spans: readonly Span[],
    private readonly captured: readonly (Capture | null)[],
  ) {
    this.indices = queryIndices(context.config, context.layout);
  }

  /** Whether a span asks for the attention to a KV head. */
  isViewed(layer: number, { span }: Run, kvHead: number): boolean {
    const { group } = this.context.layout;
    return (this.spans[span]!.capture?.attention ?? []).some(
      one => one.layer === layer && Math.floor(one.head / group) === kvHead,
    );
  }

  /** @param padded [row][head][headDim], scaled, in paired order */
  queries(layer: number, runs: readonly Run[], padded: Float32Array): void {
    const { config, layout } = this.context;
    const { indices } = this;
    const scale = Math.sqrt(config.headDim);
    for (const { span, first, count, row } of runs)
      this.spans[span]!.capture?.queries?.forEach((requested, i) => {
        if (requested !== layer) return;
        const record = this.captured[span]!.queries[i]!;
        for (let r = 0; r < count; r++)
          for (let value = 0; value < indices.length; value++)
            record[(first + r) * indices.length + value] =
              scale * padded[(row + r) * layout.query4 * 4 + indices[value]!]!;
      });
  }

  /** Has the attention of a layer delivered, with the slots as each row saw them. */
  attention(layer: number, runs: readonly Run[], { slots }: Pass, { views }: LayerDecisions): Placed[] {
    const { config, layout } = this.context;
    const width = Math.ceil(slots / 4) * 4;
    return runs.flatMap(({ span, first, count, row }) => {
      const requested = this.spans[span]!.capture?.attention ?? [];
      if (!requested.some(one => one.layer === layer)) return [];
      const record = this.captured[span]!;
      const rowBytes = config.heads * width * 4;
      return this.place({ from: 'scores', offset: row * rowBytes, bytes: count * rowBytes }, bytes => {
        const scores = new Float32Array(bytes);
        requested.forEach(({ layer: asked, head }, i) => {
          if (asked !== layer) return;
          for (let r = 0; r < count; r++) {
            const { places, positions } = views[row + r]![Math.floor(head / layout.group)]!;
            const at = (r * config.heads + head) * width;
            record.attention[i]![first + r] = Float32Array.from(places, place => scores[at + place]!);
            record.positions![i]![first + r] = positions;
          }
        });
      });
    });
  }

  /** Has the residual stream at a depth delivered. */
  hidden(depth: number, runs: readonly Run[]): Placed[] {
    const { config, layout } = this.context;
    return runs.flatMap(({ span, first, count, row }) => {
      const requested = this.spans[span]!.capture?.hidden ?? [];
      if (!requested.includes(depth)) return [];
      const rowBytes = layout.hidden4 * 16;
      return this.place({ from: 'residual', offset: row * rowBytes, bytes: count * rowBytes }, bytes =>
        requested.forEach((asked, i) => {
          if (asked !== depth) return;
          const record = this.captured[span]!.hidden[i]!;
          for (let r = 0; r < count; r++)
            record.set(new Float32Array(bytes, r * rowBytes, config.hiddenSize), (first + r) * config.hiddenSize);
        }),
      );
    });
  }

  private place(range: CopyRange, deliver: (bytes: ArrayBuffer) => void): Placed[] {
    return [{ ...range, place: this.readback.reserve(range.bytes, deliver) }];
  }
}
