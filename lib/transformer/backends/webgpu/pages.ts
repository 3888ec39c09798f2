import type { PageFormat } from '../../cache/format';
import type { PageId, PageMemory, SlotContents, SlotMove } from '../../cache/pages';
import { pageSlots } from '../../cache/pages';
import type { ModelConfig } from '../../config';
import type { Gpu } from './device';
import type { Kernel, KernelSource } from './kernel';
import { type Layout, pairedIndex } from './layout';
import { PageBuffer } from './page-buffer';
import { GpuQuantisedPages } from './quantised-pages';

/**
 * Copies runs of vec4s within one buffer, which the WebGPU API does not offer. Runs that are read are not written in
 * the same call. Grid: [runs * length].
 */
export const moveKernel: KernelSource = {
  label: 'move',
  uniforms: [],
  reads: ['runs'],
  writes: ['pages'],
  code: `
@compute @workgroup_size(64) fn main(
  @builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u,
) {
  let length = runs[0].x;
  let i = id.y * groups.x * 64u + id.x;
  if (i >= length * runs[0].y) { return; }
  let run = runs[1u + i / length];
  pages[run.y + i % length] = pages[run.x + i % length];
}`,
};

/** The pages of all sequences in one buffer; keys are in paired order (see `Layout`). */
export class GpuPages extends PageBuffer implements PageMemory {
  /** The pages of every format in use. */
  readonly stores: GpuQuantisedPages[] = [];
  private readonly keyIndices: number[];

  constructor(
    gpu: Gpu,
    private readonly config: ModelConfig,
    private readonly layout: Layout,
    private readonly moveKernel: Kernel,
  ) {
    super(gpu, layout.page4 * 16);
    this.keyIndices = Array.from({ length: config.headDim }, (_, i) => pairedIndex(i, config.headDim));
  }

  copy(pages: readonly { from: PageId; to: PageId }[]): void {
    const { page4 } = this.layout;
    this.copyRuns(page4, pages.map(({ from, to }) => [from * page4, to * page4])); // prettier-ignore
  }

  move(moves: readonly SlotMove[]): void {
    const { head4 } = this.layout;
    const vec4s = Array.from({ length: head4 }, (_, d) => d);
    this.copyRuns(1, moves.flatMap(({ from, to }) => vec4s.map(d => [this.key4(from, d), this.key4(to, d)]))); // prettier-ignore
    this.copyRuns(head4, moves.map(({ from, to }) => [this.value4(from), this.value4(to)])); // prettier-ignore
  }

  write(at: { page: PageId; slot: number }, key: Float32Array, value: Float32Array): void {
    if (this.destroyed) return;
    const { head4 } = this.layout;
    const { queue } = this.gpu.device;
    const padded = new Float32Array(head4 * 4);
    this.keyIndices.forEach((place, i) => (padded[place] = key[i]!));
    for (let d = 0; d < head4; d++) queue.writeBuffer(this.buffer, this.key4(at, d) * 16, padded, 4 * d, 4);
    padded.fill(0).set(value);
    queue.writeBuffer(this.buffer, this.value4(at) * 16, padded);
  }

  async read(pages: readonly { page: PageId; slots: number }[]): Promise<SlotContents> {
    const { headDim } = this.config;
    const total = pages.reduce((sum, { slots }) => sum + slots, 0);
    const keys = new Float32Array(total * headDim);
    const values = new Float32Array(total * headDim);
    await this.readPages(pages, bytes => this.unpack(new Float32Array(bytes), pages, keys, values));
    return { keys, values };
  }

  /** @throws Failure `gpu-feature` where the GPU cannot quantise pages of this model */
  quantised(format: PageFormat): GpuQuantisedPages {
    const store = new GpuQuantisedPages(this.gpu, format, this.config.headDim, this.layout, this);
    this.stores.push(store);
    return store;
  }

  override destroy(): void {
    super.destroy();
    for (const store of this.stores) store.destroy();
  }

  private unpack(
    stored: Float32Array,
    pages: readonly { slots: number }[],
    keys: Float32Array,
    values: Float32Array,
  ): void {
    const { headDim } = this.config;
    const { head4, page4 } = this.layout;
    let to = 0;
    pages.forEach(({ slots }, page) => {
      for (let slot = 0; slot < slots; slot++, to += headDim) {
        const keyAt = page * page4 * 4 + slot * 4;
        this.keyIndices.forEach((place, i) => {
          keys[to + i] = stored[keyAt + Math.floor(place / 4) * pageSlots * 4 + (place % 4)]!;
        });
        const valueAt = page * page4 * 4 + (pageSlots + slot) * head4 * 4;
        values.set(stored.subarray(valueAt, valueAt + headDim), to);
      }
    });
  }

  /** Index in vec4s of the four values `d` of a slot's key. */
  private key4({ page, slot }: { page: PageId; slot: number }, d: number): number {
    return page * this.layout.page4 + d * pageSlots + slot;
  }

  private value4({ page, slot }: { page: PageId; slot: number }): number {
    return page * this.layout.page4 + (pageSlots + slot) * this.layout.head4;
  }

  /** Copies runs of `length` vec4s within the buffer. */
  private copyRuns(length: number, pairs: readonly (readonly number[])[]): void {
    if (pairs.length === 0 || this.destroyed) return;
    const { device } = this.gpu;
    const list = Uint32Array.from([length, pairs.length, ...pairs.flat()]);
    const buffer = this.gpu.allocate('moves', list.byteLength, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST);
    device.queue.writeBuffer(buffer, 0, list);
    const entries = [buffer, this.buffer].map((resource, binding) => ({ binding, resource: { buffer: resource } }));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.moveKernel.pipeline);
    pass.setBindGroup(0, device.createBindGroup({ layout: this.moveKernel.layout, entries }));
    const groups = Math.ceil((pairs.length * length) / 64);
    const wide = Math.min(groups, 32_768);
    pass.dispatchWorkgroups(wide, Math.ceil(groups / wide));
    pass.end();
    device.queue.submit([encoder.finish()]);
    buffer.destroy();
  }
}
