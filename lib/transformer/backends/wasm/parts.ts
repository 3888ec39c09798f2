import type { PagedCache } from '../../cache/paged';
import type { ModelConfig } from '../../config';
import type { Arena } from './arena';
import type { Kernels } from './kernels';
import type { Layout } from './layout';
import type { Precision } from './matrix';
import type { Model } from './model';
import type { WasmPages } from './page-memory';
import type { PageTables } from './page-tables';
import type { Scratch } from './scratch';

/** What a pass works with. */
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
