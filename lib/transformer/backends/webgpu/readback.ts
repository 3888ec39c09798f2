import type { Gpu } from './device';

type Deliver = (bytes: ArrayBuffer) => void;

/** Copies from the GPU that come back together: one map for all of them. */
export class Readback {
  private staging: GPUBuffer | null = null;
  private requests: { offset: number; bytes: number; deliver: Deliver }[] = [];
  private used = 0;

  constructor(private readonly gpu: Gpu) {}

  /** Bytes asked for since the last {@link fetch}. */
  get pending(): number {
    return this.used;
  }

  /** A place for bytes that a pass will copy; they are given when all come back. */
  reserve(bytes: number, deliver: Deliver): number {
    const offset = this.used;
    this.requests.push({ offset, bytes, deliver });
    this.used += bytes;
    return offset;
  }

  /** After all places of this round are reserved, and before any copy. @throws Failure `too-large` */
  buffer(): GPUBuffer {
    if (this.staging && this.staging.size >= this.used) return this.staging;
    this.staging?.destroy();
    this.staging = this.gpu.allocate('What is read back', this.used, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
    return this.staging;
  }

  /** Waits for what was submitted and hands it out. @throws Failure `device-lost` */
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
