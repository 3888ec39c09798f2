import type { ModelConfig } from '../../config';
import type { Arena } from './arena';
import type { Address } from './kernels';
import type { Layout } from './layout';

/** Slots (tokens) of a page; assembly/page.ts says the same. */
export const pageSlots = 32;

/**
 * The KV cache's pages: each holds 32 slots of all layers, [layer][K, V][kvHead][slot][head], keys rotated. All are of one size, so that
 * a released page serves any sequence and memory never fragments; they are counted, so that forks share what they have in common.
 */
export class Pages {
  /** Bytes of one layer's share of a page. */
  readonly layerBytes: number;
  readonly pageBytes: number;
  private readonly free: Address[] = [];
  private readonly holders = new Map<Address, number>();

  constructor(
    private readonly arena: Arena,
    config: ModelConfig,
    layout: Layout,
  ) {
    this.layerBytes = 2 * config.kvHeads * pageSlots * layout.head * 4;
    this.pageBytes = this.layerBytes * config.layers;
  }

  /** Bytes of the pages that some sequence holds. */
  get bytes(): number {
    return this.holders.size * this.pageBytes;
  }

  take(): Address {
    const page = this.free.pop() ?? this.arena.allocate(this.pageBytes);
    this.holders.set(page, 1);
    return page;
  }

  /** One more holder. A page with several is full and never written again. */
  share(page: Address): Address {
    this.holders.set(page, this.holders.get(page)! + 1);
    return page;
  }

  copy(page: Address): Address {
    const own = this.take();
    this.arena.copy(own, page, this.pageBytes);
    return own;
  }

  drop(page: Address): void {
    const left = this.holders.get(page)! - 1;
    if (left > 0) this.holders.set(page, left);
    else {
      this.holders.delete(page);
      this.free.push(page);
    }
  }
}
