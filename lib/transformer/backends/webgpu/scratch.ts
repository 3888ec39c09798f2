import type { StorageName } from './bindings';
import type { Gpu } from './device';

/** Buffers for the temporary data of a pass. They only grow. */
export class Scratch {
  /** Increases when a buffer is replaced. */
  generation = 0;
  private readonly buffers = new Map<StorageName | 'passes', GPUBuffer>();

  constructor(private readonly gpu: Gpu) {}

  /**
   * Returns a buffer of at least `bytes`; growing loses its content.
   * @throws Failure `too-large`
   */
  ensure(name: StorageName | 'passes', bytes: number): GPUBuffer {
    const held = this.buffers.get(name);
    if (held && held.size >= bytes) return held;
    const { STORAGE, UNIFORM, COPY_SRC, COPY_DST } = GPUBufferUsage;
    const kind = name === 'passes' ? UNIFORM : STORAGE;
    // Grow by half, so that a growing context does not replace the buffer at every step; near a limit, grow exactly.
    const { maxBufferSize, maxStorageBufferBindingSize } = this.gpu.device.limits;
    const roomy = bytes * 1.5 <= Math.min(maxBufferSize, maxStorageBufferBindingSize) ? bytes * 1.5 : bytes;
    const buffer = this.gpu.allocate(`"${name}"`, roomy, kind | COPY_SRC | COPY_DST);
    held?.destroy();
    this.buffers.set(name, buffer);
    this.generation++;
    return buffer;
  }

  get(name: StorageName | 'passes'): GPUBuffer | undefined {
    return this.buffers.get(name);
  }

  destroy(): void {
    for (const buffer of this.buffers.values()) buffer.destroy();
    this.buffers.clear();
  }
}
