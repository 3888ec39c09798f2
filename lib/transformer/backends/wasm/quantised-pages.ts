import type { PageFormat, Quantisation } from '../../cache/format';
import { scaleCount, tokenGroup, valuesOf } from '../../cache/format';
import type { PageId, QuantisedPages, SlotContents } from '../../cache/pages';
import { pageSlots } from '../../cache/pages';
import { restorePage, type StoredPart, storePage } from '../../cache/quantise';
import type { Arena } from './arena';
import type { Address } from './kernels';
import { upTo16 } from './layout';
import type { WasmPages } from './page-memory';

/** Number of pages by which the memory grows. */
const chunkPages = 64;

/** Where the codes, scales and middles of the keys or the values of a page lie. Offsets in bytes. */
interface PartLayout {
  part: Quantisation;
  bytes: number;
  scales: number;
  middles: number;
  /** The places of the codes [slot][headDim], counted in codes. */
  places: Int32Array;
}

/**
 * The pages of one format in the kernels' memory, as assembly/stored-format.ts describes them. A chunk holds the keys of
 * all its pages, then their values, so that each are one stream. The host quantises: a
 * page is filled once in 16 tokens, and the definition of the formats stays the only implementation.
 */
export class WasmQuantisedPages implements QuantisedPages {
  readonly pageBytes: number;
  /** Address of the description that the kernels read. */
  readonly description: Address;
  /** Dimensions of a head, padded at the end. */
  readonly wide: number;
  private readonly chunks: Address[] = [];
  private readonly keys: PartLayout;
  private readonly values: PartLayout;

  /** @throws Failure `too-large` */
  constructor(
    private readonly arena: Arena,
    private readonly full: WasmPages,
    private readonly format: PageFormat,
    private readonly headDim: number,
  ) {
    this.wide = upTo16(headDim);
    this.keys = layoutOf(format.keys, headDim, this.wide, keyPlace);
    this.values = layoutOf(valuesOf(format), headDim, this.wide, valuePlace);
    this.pageBytes = this.keys.bytes + this.values.bytes;
    const middles = (layout: PartLayout) => (layout.part.symmetric ? 0 : layout.middles);
    const fields = [
      headDim / 2,
      this.wide,
      format.keys.bits,
      format.values.bits,
      Number(format.keys.scales === 'channel'),
      Number(format.rotateKeys),
      this.keys.scales,
      middles(this.keys),
      this.values.scales,
      middles(this.values),
    ];
    this.description = arena.allocate(fields.length * 4);
    arena.words(this.description, fields.length).set(fields);
  }

  get capacity(): number {
    return this.chunks.length * chunkPages;
  }

  /** Writes the addresses of the keys and of the values of a page. */
  writeAddresses(page: PageId, into: Uint32Array, at: number): void {
    into[at] = this.keyAddress(page);
    into[at + 1] = this.valueAddress(page);
  }

  grow(capacity: number): void {
    while (this.capacity < capacity) this.chunks.push(this.arena.allocate(chunkPages * this.pageBytes));
  }

  quantise(pages: readonly { from: PageId; to: PageId }[]): void {
    for (const { from, to } of pages) {
      const { keys, values } = this.full.contents(from);
      const stored = storePage(this.format, this.headDim, keys, values);
      this.put(this.keyAddress(to), this.keys, stored.keys);
      this.put(this.valueAddress(to), this.values, stored.values);
    }
  }

  dequantise(pages: readonly { from: PageId; to: PageId }[]): void {
    for (const { from, to } of pages) this.full.setContents(to, this.contents(from));
  }

  async read(pages: readonly { page: PageId; slots: number }[]): Promise<SlotContents> {
    const size = pages.reduce((sum, { slots }) => sum + slots, 0) * this.headDim;
    const [keys, values] = [new Float32Array(size), new Float32Array(size)];
    let at = 0;
    for (const { page, slots } of pages) {
      const contents = this.contents(page);
      keys.set(contents.keys.subarray(0, slots * this.headDim), at);
      values.set(contents.values.subarray(0, slots * this.headDim), at);
      at += slots * this.headDim;
    }
    return { keys, values };
  }

  private keyAddress(page: PageId): Address {
    return this.chunks[Math.floor(page / chunkPages)]! + (page % chunkPages) * this.keys.bytes;
  }

  private valueAddress(page: PageId): Address {
    const values = this.chunks[Math.floor(page / chunkPages)]! + chunkPages * this.keys.bytes;
    return values + (page % chunkPages) * this.values.bytes;
  }

  private contents(page: PageId): SlotContents {
    return restorePage(this.format, this.headDim, {
      keys: this.get(this.keyAddress(page), this.keys),
      values: this.get(this.valueAddress(page), this.values),
    });
  }

  private put(address: Address, layout: PartLayout, { codes, scales, middles }: StoredPart): void {
    const { places } = layout;
    const count = this.wide * pageSlots;
    if (layout.part.bits === 4) {
      const bytes = this.arena.bytes(address, count / 2);
      bytes.fill(0x88 - 256);
      for (let i = 0; i < codes.length; i++) {
        const { byte, shift } = nibbleAt(places[i]!);
        bytes[byte] = (bytes[byte]! & ~(15 << shift)) | ((codes[i]! + 8) << shift);
      }
    } else {
      const target = this.codes(address, layout, count);
      for (let i = 0; i < codes.length; i++) target[places[i]!] = codes[i]!;
    }
    this.arena.halves(address + layout.scales, scales.length).set(scales);
    this.arena.halves(address + layout.middles, middles.length).set(middles);
  }

  private get(address: Address, layout: PartLayout): StoredPart {
    const { part, places } = layout;
    const count = this.wide * pageSlots;
    const stored = part.bits === 4 ? this.arena.bytes(address, count / 2) : this.codes(address, layout, count); // prettier-ignore
    const codes = part.bits === 32 ? new Float32Array(places.length) : part.bits === 16 ? new Uint16Array(places.length) : new Int8Array(places.length); // prettier-ignore
    for (let i = 0; i < places.length; i++) {
      if (part.bits !== 4) codes[i] = stored[places[i]!]!;
      else {
        const { byte, shift } = nibbleAt(places[i]!);
        codes[i] = ((stored[byte]! >> shift) & 15) - 8;
      }
    }
    const scales = scaleCount(part, this.headDim);
    return {
      codes,
      scales: this.arena.halves(address + layout.scales, scales).slice(),
      middles: this.arena.halves(address + layout.middles, part.symmetric ? 0 : scales).slice(),
    };
  }

  private codes(address: Address, { part }: PartLayout, count: number): Float32Array | Uint16Array | Int8Array {
    if (part.bits === 32) return this.arena.floats(address, count);
    return part.bits === 16 ? this.arena.halves(address, count) : this.arena.bytes(address, count);
  }
}

/** Scales in the kernels' memory, padded as dimensions are. */
const paddedScales = ({ bits, scales }: Quantisation, wide: number): number => {
  if (bits > 8) return 0;
  return scales === 'channel' ? wide : Math.ceil(wide / tokenGroup) * pageSlots;
};

function layoutOf(
  part: Quantisation,
  headDim: number,
  wide: number,
  place: (slot: number, dim: number, bits: number) => number,
): PartLayout {
  const scales = (wide * pageSlots * part.bits) / 8;
  const middles = scales + paddedScales(part, wide) * 2;
  const bytes = part.symmetric ? middles : middles + paddedScales(part, wide) * 2;
  const places = Int32Array.from({ length: pageSlots * headDim }, (_, i) =>
    place(Math.floor(i / headDim), i % headDim, part.bits),
  );
  return { part, bytes, scales, middles, places };
}

/** Numbers: [wide][16 slots]; codes: [wide/2][16 slots][2]. */
const keyPlace = (slot: number, dim: number, bits: number): number =>
  bits >= 16 ? dim * pageSlots + slot : (dim >> 1) * 2 * pageSlots + 2 * slot + (dim & 1);

/** In panels of 16 dimensions; numbers: [16 slots][16]; codes: [8][16][2 slots]. */
const valuePlace = (slot: number, dim: number, bits: number): number =>
  (dim >> 4) * 16 * pageSlots + (bits >= 16 ? slot * 16 + (dim & 15) : (slot >> 1) * 32 + 2 * (dim & 15) + (slot & 1));

/** Where a code of four bits is: blocks of 32 codes in 16 bytes. */
const nibbleAt = (place: number): { byte: number; shift: number } => ({
  byte: (place >> 5) * 16 + (place & 15),
  shift: (place & 16) >> 2,
});
