import type { ModelConfig } from '../../config';
import type { Arena } from './arena';
import type { Address } from './kernels';
import type { Layout } from './layout';
import { pageSlots } from './pages';

/** Rows (tokens) that go through the layers together: enough to read each weight seldom, few enough to stay in the second cache. */
export const rowsAtOnce = 32;

/** Working memory of a pass over up to {@link rowsAtOnce} rows; each is [row][width] float32 unless said otherwise. */
export interface Scratch {
  residual: Address;
  normed: Address;
  projected: Address;
  attended: Address;
  widened: Address;
  gated: Address;
  /** What a block adds to the residual stream. */
  delta: Address;
  logits: Address;
  /** [row][2][half]: cosines and sines of the row's position. */
  angles: Address;
  /** Attention scores of one head, rounded up to a page. */
  scores: Address;
  /** [row][pages of a full context] addresses, uint32. */
  tables: Address;
  /** Bytes of a row of `tables`. */
  tableBytes: number;
  /** Activations of the widest matrix as int16, and their scales [row]. */
  quantised: Address;
  scales: Address;
}

export function allocateScratch(arena: Arena, config: ModelConfig, layout: Layout): Scratch {
  const floats = (width: number): Address => arena.allocate(rowsAtOnce * width * 4);
  const pages = Math.ceil(config.context / pageSlots);
  return {
    residual: floats(layout.hidden),
    normed: floats(layout.hidden),
    projected: floats(layout.projected),
    attended: floats(layout.query),
    widened: floats(2 * layout.inner),
    gated: floats(layout.inner),
    delta: floats(layout.hidden),
    logits: floats(layout.vocabulary),
    angles: floats(layout.head),
    scores: arena.allocate(pages * pageSlots * 4),
    tables: floats(pages),
    tableBytes: pages * 4,
    quantised: arena.allocate(rowsAtOnce * Math.max(layout.hidden, layout.query, layout.inner) * 2),
    scales: floats(1),
  };
}
