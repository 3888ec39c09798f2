import type { Gpu } from './device';

type Deliver = (bytes: ArrayBuffer) => void;

/** Collects copies from the GPU and reads them back with a single map. */
export class Readback {
  private staging: GPUBuffer | null = null;
  private requests: { offset: number; bytes: number; deliver: Deliver }[] = [];
  private used = 0;

  constructor(private readonly gpu: Gpu) {}

  /** Bytes reserved since the last {@link fetch}. */
  get pending(): number {
    return this.used;
  }

  /** Reserves space for bytes that a pass will copy, and returns its offset. `fetch` delivers the bytes. */
  reserve(bytes: number, deliver: Deliver): number {
    const offset = this.used;
    this.requests.push({ offset, bytes, deliver });
    this.used += bytes;
    return offset;
  }

  /**
   * The staging buffer. Call it after all reservations of a round and before the first copy.
   * @throws Failure `too-large`
   */
  buffer(): GPUBuffer {
    return this.ensure(this.used);
  }

  /**
   * Grows the staging buffer to at least `bytes`. Call it between rounds only, or as {@link buffer}.
   * @throws Failure `too-large`
   */
  ensure(bytes: number): GPUBuffer {
    if (this.staging && this.staging.size >= bytes) return this.staging;
    this.destroy();
    this.staging = this.gpu.allocate('What is read back', bytes, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
    return this.staging;
  }

  /**
   * Waits for the submitted copies and delivers them.
   * @throws Failure `device-lost`
   */
  async fetch(): Promise<void> {
    const [{ used, requests }, staging] = [this, this.buffer()];
    this.clear();
    await this.gpu.guard(() => staging.mapAsync(GPUMapMode.READ, 0, Math.max(4, used)));
    const bytes = staging.getMappedRange(0, Math.max(4, used));
    for (const { offset, bytes: size, deliver } of requests) deliver(bytes.slice(offset, offset + size));
    staging.unmap();
  }

  clear(): void {
    this.requests = [];
    this.used = 0;
  }

  destroy(): void {
    this.staging?.destroy();
    this.staging = null;
  }
}
