import type { ModelConfig } from '../../config';
import type { Gpu } from './device';
import type { Kernels } from './kernels';
import type { Layout } from './layout';
import type { GpuModel } from './model';
import type { PageTable } from './page-table';
import type { GpuPages } from './pages';
import type { Scratch } from './scratch';

/** What the forward pass works with. */
export interface PassContext {
  gpu: Gpu;
  config: ModelConfig;
  layout: Layout;
  kernels: Kernels;
  model: GpuModel;
  pages: GpuPages;
  pageTable: PageTable;
  scratch: Scratch;
}
