import type { PagedCache, PagedSequence } from '../../cache/paged';
import type { ModelConfig } from '../../config';
import type { Span, SpanResult } from '../../contract';
import type { Arena } from './arena';
import type { Kernels } from './kernels';
import type { Layout } from './layout';
import type { Precision } from './matrix';
import type { Model } from './model';
import type { WasmPages } from './page-memory';
import type { PageTable, PageTables } from './page-tables';
import type { Scratch } from './scratch';

/** What the forward pass works with. */
export interface PassContext {
  config: ModelConfig;
  layout: Layout;
  precision: Precision;
  kernels: Kernels;
  arena: Arena;
  model: Model;
  scratch: Scratch;
  pages: WasmPages;
  tables: PageTables;
  cache: PagedCache;
}

/** Consecutive tokens of one span that go through the layers together, with runs of other spans. */
export interface Run {
  span: Span;
  /** Collects the results of the span. */
  result: SpanResult;
  sequence: PagedSequence;
  table: PageTable;
  /** Index of its first token in the span, number of tokens, and row of the first token. */
  first: number;
  count: number;
  row: number;
}

/** Splits spans into portions of at most `rows` tokens, in order. */
export function splitIntoPortions<T extends Pick<Run, 'span'>>(
  whole: readonly T[],
  rows: number,
): (T & Pick<Run, 'first' | 'count' | 'row'>)[][] {
  const portions: (T & Pick<Run, 'first' | 'count' | 'row'>)[][] = [[]];
  let row = 0;
  for (const one of whole) {
    const { length } = one.span.tokens;
    for (let first = 0; first < length;) {
      if (row === rows) {
        portions.push([]);
        row = 0;
      }
      const count = Math.min(length - first, rows - row);
      portions.at(-1)!.push({ ...one, first, count, row });
      first += count;
      row += count;
    }
  }
  return portions;
}
