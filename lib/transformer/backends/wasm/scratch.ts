import type { ModelConfig } from '../../config';
import { type Arena, GrowableBuffer } from './arena';
import type { Address } from './kernels';
import type { Layout } from './layout';

/** Rows (tokens) that go through the layers together: enough to read each weight seldom, few enough to stay in the second cache. Fives, as
 * assembly/together.ts has it. */
export const maxRows = 40;

/** Queries that attend together to one KV head; a group of query heads may be larger. */
const maxQueries = 16;

/** Working memory of a pass over up to {@link maxRows} rows; each is [row][width] float32 unless said otherwise. */
export interface Scratch {
  residual: Address;
  normed: Address;
  qkv: Address;
  attended: Address;
  gateUp: Address;
  gated: Address;
  /** What a block adds to the residual stream. */
  delta: Address;
  /** [row][2][half]: cosines and sines of the row's position. */
  angles: Address;
  /** Activations of the widest matrix as int16, laid out by assembly/quantise.ts, and their scales [row]. */
  quantised: Address;
  scales: Address;
  /** Rows of one sequence that attend together, so that their queries are {@link maxQueries} or one row's. */
  attendingRows: number;
  /** [query][head] each: scaled queries and mixed values of the rows that attend together. */
  queries: Address;
  weightedSums: Address;
  /** Attention weights, [query][slots]. */
  scores: GrowableBuffer;
  /** Of the rows that want them. */
  logits: GrowableBuffer;
}

export function allocateScratch(arena: Arena, config: ModelConfig, layout: Layout): Scratch {
  const floats = (width: number): Address => arena.allocate(maxRows * width * 4);
  const group = config.heads / config.kvHeads;
  const attendingRows = Math.max(1, Math.floor(maxQueries / group));
  const queries = () => arena.allocate(attendingRows * group * layout.head * 4);
  return {
    residual: floats(layout.hidden),
    normed: floats(layout.hidden),
    qkv: floats(layout.qkv),
    attended: floats(layout.query),
    gateUp: floats(2 * layout.intermediate),
    gated: floats(layout.intermediate),
    delta: floats(layout.hidden),
    angles: floats(layout.head),
    quantised: arena.allocate(maxRows * Math.max(layout.hidden, layout.query, layout.intermediate) * 2),
    scales: floats(1),
    attendingRows,
    queries: queries(),
    weightedSums: queries(),
    scores: new GrowableBuffer(arena),
    logits: new GrowableBuffer(arena),
  };
}
