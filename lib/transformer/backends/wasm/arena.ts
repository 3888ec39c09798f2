import { Failure } from '@/lib/core/failure';
import type { Address } from './kernels';

const wasmPage = 65_536;

/**
 * A bump allocator over the memory of one kernel instance, which it grows on demand. It never frees, because
 * WebAssembly memory cannot shrink; owners of temporary regions reuse them. Callers create views anew for each use,
 * because growing detaches existing views.
 */
export class Arena {
  private memory: WebAssembly.Memory | null;
  private top: Address;

  constructor(memory: WebAssembly.Memory, base: Address) {
    this.memory = memory;
    this.top = base;
  }

  /** Bytes allocated so far. */
  get used(): number {
    return this.top;
  }

  /**
   * Allocates a zeroed region, aligned to a cache line (64 bytes).
   * @throws Failure `too-large` when the memory cannot grow
   */
  allocate(bytes: number): Address {
    const address = Math.ceil(this.top / 64) * 64;
    const missing = address + bytes - this.buffer.byteLength;
    if (missing > 0) this.grow(Math.ceil(missing / wasmPage));
    this.top = address + bytes;
    return address;
  }

  floats(address: Address, length: number): Float32Array {
    return new Float32Array(this.buffer, address, length);
  }

  words(address: Address, length: number): Uint32Array {
    return new Uint32Array(this.buffer, address, length);
  }

  halves(address: Address, length: number): Uint16Array {
    return new Uint16Array(this.buffer, address, length);
  }

  bytes(address: Address, length: number): Int8Array {
    return new Int8Array(this.buffer, address, length);
  }

  copy(target: Address, source: Address, bytes: number): void {
    this.bytes(target, bytes).set(this.bytes(source, bytes));
  }

  /** Releases the memory, even while other objects still reference the arena. */
  release(): void {
    this.memory = null;
  }

  private get buffer(): ArrayBuffer {
    if (!this.memory) throw new Error('This backend was disposed');
    return this.memory.buffer;
  }

  private grow(pages: number): void {
    try {
      this.memory?.grow(pages);
    } catch (cause) {
      const megabytes = Math.round((this.buffer.byteLength + pages * wasmPage) / 1e6);
      throw new Failure('too-large', `${megabytes} MB of memory could not be allocated.`, { cause });
    }
  }
}

/**
 * A region for temporary content that grows on demand. The abandoned smaller regions take less memory together than
 * the current one.
 */
export class GrowableBuffer {
  private address: Address = 0;
  private size = 0;

  constructor(private readonly arena: Arena) {}

  /**
   * Returns a region of at least `bytes`; growing loses its content.
   * @throws Failure `too-large`
   */
  ensure(bytes: number): Address {
    if (bytes > this.size) {
      const size = Math.max(bytes, 2 * this.size);
      this.address = this.arena.allocate(size);
      this.size = size;
    }
    return this.address;
  }
}
