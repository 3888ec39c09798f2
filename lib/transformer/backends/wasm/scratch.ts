import type { ModelConfig } from '../../config';
import { type Arena, GrowableBuffer } from './arena';
import type { Address } from './kernels';
import type { Layout } from './layout';

/**
 * Number of rows (tokens) that go through the layers together: enough to read each weight seldom, few enough to stay
 * in the L2 cache. A multiple of the five of assembly/row-tile.ts.
 */
export const maxRows = 40;

/** Number of queries that attend to one KV head together; a group of query heads may be larger. */
const maxQueries = 16;

/**
 * Working memory of a pass over up to {@link maxRows} rows; each region is [row][width] float32 unless stated
 * otherwise.
 */
export interface Scratch {
  residual: Address;
  normed: Address;
  qkv: Address;
  attended: Address;
  gateUp: Address;
  gated: Address;
  /** The output of a block, which is added to the residual stream. */
  delta: Address;
  /** [row][2][half]: cosines and sines of the row's position. */
  angles: Address;
  /** int16 activations of the widest matrix, in the layout of assembly/quantise.ts, and their scales [row]. */
  quantised: Address;
  scales: Address;
  /**
   * Rows of one sequence that attend together: as many as give at most {@link maxQueries} queries, and at least one.
   */
  attendingRows: number;
  /** [query][head] each: scaled queries and weighted sums of values of the rows that attend together. */
  queries: Address;
  weightedSums: Address;
  /** Attention weights, [query][slots]. */
  scores: GrowableBuffer;
  /** Working memory of the attention to stored pages. */
  stored: GrowableBuffer;
  /** Logits of the rows that want them. */
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
    stored: new GrowableBuffer(arena),
    logits: new GrowableBuffer(arena),
  };
}
