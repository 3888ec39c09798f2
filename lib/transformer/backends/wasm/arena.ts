import { Failure } from '@/lib/ground/failure';
import type { Address, Kernels } from './kernels';

const wasmPage = 65_536;

/**
 * Lays out a kernel instance's memory from the bottom up and grows it. Nothing is ever given back: what comes and goes is held in pages
 * of one size (./pages). Views are made anew at each use, since growing detaches the old ones.
 */
export class Arena {
  private top: Address;

  constructor(
    private readonly memory: Kernels['memory'],
    base: Address,
  ) {
    this.top = base;
  }

  /** Bytes laid out so far. */
  get used(): number {
    return this.top;
  }

  /** A zeroed region, aligned to a cache line. @throws Failure `too-large` when the memory cannot grow */
  allocate(bytes: number): Address {
    const address = Math.ceil(this.top / 64) * 64;
    const missing = address + bytes - this.memory.buffer.byteLength;
    if (missing > 0) this.grow(Math.ceil(missing / wasmPage));
    this.top = address + bytes;
    return address;
  }

  private grow(pages: number): void {
    try {
      this.memory.grow(pages);
    } catch (cause) {
      const megabytes = Math.round((this.memory.buffer.byteLength + pages * wasmPage) / 1e6);
      throw new Failure('too-large', `${megabytes} MB of memory could not be had.`, { cause });
    }
  }

  floats(address: Address, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, length);
  }

  words(address: Address, length: number): Uint32Array {
    return new Uint32Array(this.memory.buffer, address, length);
  }

  bytes(address: Address, length: number): Int8Array {
    return new Int8Array(this.memory.buffer, address, length);
  }

  copy(target: Address, source: Address, bytes: number): void {
    this.bytes(target, bytes).set(this.bytes(source, bytes));
  }
}
