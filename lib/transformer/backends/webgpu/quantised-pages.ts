import { Failure } from '@/lib/core/failure';
import type { PageFormat } from '../../cache/format';
import { scaleCount } from '../../cache/format';
import type { PageId, QuantisedPages, SlotContents } from '../../cache/pages';
import { pageSlots } from '../../cache/pages';
import { restorePage, type StoredPart } from '../../cache/quantise';
import type { Gpu } from './device';
import { compileNow, type Kernel } from './kernel';
import type { Layout } from './layout';
import { PageBuffer } from './page-buffer';
import type { GpuPages } from './pages';
import { restoreKernel, storeKernel } from './shaders/store';
import { type StoredLayout, storedLayoutOf, type StoredPartLayout } from './stored-layout';

/** The pages of one format in one buffer; see `StoredLayout`. */
export class GpuQuantisedPages extends PageBuffer implements QuantisedPages {
  readonly stored: StoredLayout;
  private readonly store: Kernel;
  private readonly restore: Kernel;

  /** @throws Failure `gpu-feature` where a page of this model does not fit in the memory of a workgroup */
  constructor(
    gpu: Gpu,
    readonly format: PageFormat,
    private readonly headDim: number,
    layout: Layout,
    private readonly full: GpuPages,
  ) {
    const stored = storedLayoutOf(format, headDim);
    super(gpu, stored.pageWords * 4);
    if (pageSlots * headDim * 4 > gpu.device.limits.maxComputeWorkgroupStorageSize)
      throw new Failure('gpu-feature', `It cannot quantise heads of ${headDim} dimensions.`);
    this.stored = stored;
    this.store = compileNow(gpu.device, storeKernel(format, headDim, layout, stored, false), 'f32');
    this.restore = compileNow(gpu.device, restoreKernel(format, headDim, layout, stored), 'f32');
  }

  quantise(pages: readonly { from: PageId; to: PageId }[]): void {
    this.run(this.store, pages);
  }

  dequantise(pages: readonly { from: PageId; to: PageId }[]): void {
    this.run(this.restore, pages);
  }

  async read(pages: readonly { page: PageId; slots: number }[]): Promise<SlotContents> {
    const { headDim } = this;
    const size = pages.reduce((sum, { slots }) => sum + slots, 0) * headDim;
    const [keys, values] = [new Float32Array(size), new Float32Array(size)];
    await this.readPages(pages, bytes => {
      let to = 0;
      pages.forEach(({ slots }, i) => {
        const at = i * this.pageBytes;
        const contents = restorePage(this.format, headDim, {
          keys: this.unpack(bytes, at, this.stored.keys),
          values: this.unpack(bytes, at, this.stored.values),
        });
        keys.set(contents.keys.subarray(0, slots * headDim), to);
        values.set(contents.values.subarray(0, slots * headDim), to);
        to += slots * headDim;
      });
    });
    return { keys, values };
  }

  private unpack(bytes: ArrayBuffer, at: number, { part, codes, scales, middles }: StoredPartLayout): StoredPart {
    const { headDim } = this;
    const { dims } = this.stored;
    const { bits } = part;
    const from = at + codes * 4;
    const count = pageSlots * dims;
    const padded =
      bits === 32 ? new Float32Array(bytes, from, count)
      : bits === 16 ? new Uint16Array(bytes, from, count)
      : bits === 8 ? new Int8Array(bytes, from, count)
      : Int8Array.from({ length: count }, (_, i) => ((new Uint8Array(bytes, from + (i >> 1), 1)[0]! >> (4 * (i & 1))) & 15) - 8); // prettier-ignore
    const own = padded.slice(0, pageSlots * headDim);
    for (let slot = 0; slot < pageSlots; slot++)
      own.set(padded.subarray(slot * dims, slot * dims + headDim), slot * headDim);
    const halves = scaleCount(part, headDim);
    return {
      codes: own,
      scales: new Uint16Array(bytes, at + scales * 4, halves),
      middles: new Uint16Array(bytes, at + middles * 4, part.symmetric ? 0 : halves),
    };
  }

  private run(kernel: Kernel, pages: readonly { from: PageId; to: PageId }[]): void {
    if (pages.length === 0 || this.destroyed) return;
    const { device } = this.gpu;
    // A dispatch has at most 65535 workgroups.
    for (let first = 0; first < pages.length; first += 65_535) {
      const some = pages.slice(first, first + 65_535);
      const list = Uint32Array.from(some.flatMap(({ from, to }) => [from, to]));
      const fills = this.gpu.allocate(
        'pages to quantise',
        list.byteLength,
        GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
      );
      device.queue.writeBuffer(fills, 0, list);
      const buffers = { fills, pages: this.full.buffer, stored: this.buffer };
      const entries = kernel.names.map((name, binding) => ({ binding, resource: { buffer: buffers[name as keyof typeof buffers] } })); // prettier-ignore
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(kernel.pipeline);
      pass.setBindGroup(0, device.createBindGroup({ layout: kernel.layout, entries }));
      pass.dispatchWorkgroups(some.length);
      pass.end();
      device.queue.submit([encoder.finish()]);
      fills.destroy();
    }
  }
}
