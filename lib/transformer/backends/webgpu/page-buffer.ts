import type { PageId } from '../../cache/pages';
import type { Gpu } from './device';

/** Minimum number of pages to grow by, because growing copies all pages. */
const minimumGrowth = 128;

/** Pages of one size in one buffer. */
export class PageBuffer {
  capacity = 0;
  /** Increases when the buffer is replaced, which invalidates bind groups. */
  generation = 0;
  buffer: GPUBuffer;
  protected destroyed = false;

  constructor(
    protected readonly gpu: Gpu,
    readonly pageBytes: number,
  ) {
    this.buffer = this.allocate(0);
  }

  grow(capacity: number): void {
    if (this.destroyed) throw new Error('This backend was disposed');
    const { maxBufferSize, maxStorageBufferBindingSize } = this.gpu.device.limits;
    const most = Math.floor(Math.min(maxBufferSize, maxStorageBufferBindingSize) / this.pageBytes);
    // Near the limit, grow by what is needed instead of the minimum; beyond the limit `allocate` throws.
    const preferred = Math.max(capacity, this.capacity + minimumGrowth);
    this.replace(preferred <= most ? preferred : Math.max(this.capacity + 1, Math.min(capacity, most)), [
      { from: 0, to: 0, count: this.capacity },
    ]);
  }

  shrink(capacity: number, moved: readonly { from: PageId; to: PageId }[]): void {
    this.replace(capacity, [{ from: 0, to: 0, count: Math.min(capacity, this.capacity) }, ...contiguousRuns(moved)]);
  }

  /** Afterwards a sequence can still be released, but not used. */
  destroy(): void {
    this.destroyed = true;
    this.buffer.destroy();
    this.capacity = 0;
  }

  /** Copies pages to the host, and has their bytes read there. */
  protected async readPages(pages: readonly { page: PageId }[], read: (bytes: ArrayBuffer) => void): Promise<void> {
    if (pages.length === 0) return;
    const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
    const staging = this.gpu.allocate('A copy of the cache', pages.length * this.pageBytes, usage);
    try {
      const runs = contiguousRuns(pages.map(({ page }, i) => ({ from: page, to: i })));
      this.copyPages(this.buffer, staging, runs);
      await this.gpu.guard(() => staging.mapAsync(GPUMapMode.READ));
      read(staging.getMappedRange());
    } finally {
      staging.destroy();
    }
  }

  /** Replaces the buffer by one of another capacity and copies the kept pages. */
  private replace(capacity: number, kept: readonly PageRun[]): void {
    const buffer = this.allocate(capacity);
    this.copyPages(this.buffer, buffer, kept);
    this.buffer.destroy();
    this.buffer = buffer;
    this.capacity = capacity;
    this.generation++;
  }

  private copyPages(source: GPUBuffer, target: GPUBuffer, runs: readonly PageRun[]): void {
    const { pageBytes } = this;
    const encoder = this.gpu.device.createCommandEncoder();
    for (const { from, to, count } of runs)
      if (count > 0) encoder.copyBufferToBuffer(source, from * pageBytes, target, to * pageBytes, count * pageBytes);
    this.gpu.device.queue.submit([encoder.finish()]);
  }

  private allocate(capacity: number): GPUBuffer {
    const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
    return this.gpu.allocate('The KV cache', capacity * this.pageBytes, STORAGE | COPY_SRC | COPY_DST);
  }
}

interface PageRun {
  from: PageId;
  to: PageId;
  count: number;
}

/** Merges copies of adjacent pages into one copy. */
function contiguousRuns(pages: readonly { from: PageId; to: PageId }[]): PageRun[] {
  const result: PageRun[] = [];
  for (const { from, to } of pages) {
    const last = result.at(-1);
    if (last && from === last.from + last.count && to === last.to + last.count) last.count++;
    else result.push({ from, to, count: 1 });
  }
  return result;
}
