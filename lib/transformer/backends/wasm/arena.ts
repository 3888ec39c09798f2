import { Failure } from '@/lib/core/failure';
import type { Address } from './kernels';

const wasmPage = 65_536;

/**
 * Lays out a kernel instance's memory from the bottom up and grows it. Nothing is ever given back, for WebAssembly memory cannot shrink:
 * what comes and goes is kept by its owner and used again. Views are made anew at each use, since growing detaches the old ones.
 */
export class Arena {
  private memory: WebAssembly.Memory | null;
  private top: Address;

  constructor(memory: WebAssembly.Memory, base: Address) {
    this.memory = memory;
    this.top = base;
  }

  /** Bytes laid out so far. */
  get used(): number {
    return this.top;
  }

  /** A zeroed region, aligned to a cache line. @throws Failure `too-large` when the memory cannot grow */
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

  bytes(address: Address, length: number): Int8Array {
    return new Int8Array(this.buffer, address, length);
  }

  copy(target: Address, source: Address, bytes: number): void {
    this.bytes(target, bytes).set(this.bytes(source, bytes));
  }

  /** Lets go of the memory, whoever may still hold the arena. */
  release(): void {
    this.memory = null;
  }

  private get buffer(): ArrayBuffer {
    if (!this.memory) throw new Error('This backend is disposed of');
    return this.memory.buffer;
  }

  private grow(pages: number): void {
    try {
      this.memory?.grow(pages);
    } catch (cause) {
      const megabytes = Math.round((this.buffer.byteLength + pages * wasmPage) / 1e6);
      throw new Failure('too-large', `${megabytes} MB of memory could not be had.`, { cause });
    }
  }
}

/** A region whose content lasts for one use, made larger when more is asked for. What it leaves behind is less than what it has. */
export class GrowableBuffer {
  private address: Address = 0;
  private size = 0;

  constructor(private readonly arena: Arena) {}

  /** @throws Failure `too-large` */
  ensure(bytes: number): Address {
    if (bytes > this.size) {
      const size = Math.max(bytes, 2 * this.size);
      this.address = this.arena.allocate(size);
      this.size = size;
    }
    return this.address;
  }
}
