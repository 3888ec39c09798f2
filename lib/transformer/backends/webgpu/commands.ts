import type { BindGroups, Buffers } from './bind-groups';
import type { StorageName } from './bindings';
import { passStride } from './bindings';
import type { PassContext } from './context';
import type { Kernel } from './kernel';

/** A range of a buffer to copy out. */
export interface CopyRange {
  from: StorageName;
  offset: number;
  bytes: number;
}

/** A copy with its offset in the buffer that is read back. */
export type Placed = CopyRange & { place: number };

export type Grid = readonly [number, number?, number?];

/** Encodes dispatches and copies, in order. */
export class Commands {
  private readonly encoder: GPUCommandEncoder;
  private compute: GPUComputePassEncoder | null = null;

  /**
   * Create it after the last allocation for its commands: a buffer that is replaced later is not the one that they use.
   * @param index of the pass record
   */
  constructor(
    private readonly context: PassContext,
    private readonly bindGroups: BindGroups,
    private readonly index: number,
  ) {
    bindGroups.dropStale();
    this.encoder = context.gpu.device.createCommandEncoder();
  }

  /** @param buffers those of the layer; the others are known by their names */
  dispatch(kernel: Kernel, grid: Grid, layer = 0, buffers: Buffers = {}): void {
    const compute = (this.compute ??= this.encoder.beginComputePass());
    compute.setPipeline(kernel.pipeline);
    const offsets = kernel.names.includes('pass') ? [this.index * passStride] : [];
    compute.setBindGroup(0, this.bindGroups.get(kernel, layer, buffers), offsets);
    compute.dispatchWorkgroups(...grid);
  }

  copy({ from, offset, bytes, place }: Placed, into: GPUBuffer): void {
    this.endCompute();
    this.encoder.copyBufferToBuffer(this.context.scratch.get(from)!, offset, into, place, bytes);
  }

  finish(): GPUCommandBuffer {
    this.endCompute();
    return this.encoder.finish();
  }

  private endCompute(): void {
    this.compute?.end();
    this.compute = null;
  }
}
