/** Thrown where data is no deflate stream, or unfolds to more than there is room for. */
export class InflateError extends Error {
  override readonly name = 'InflateError';
  constructor(readonly reason: 'malformed' | 'too-large') {
    super(reason);
  }
}

/** A canonical Huffman code: how many codes of each length there are, and the symbols in the order of their codes. */
interface Code {
  counts: Uint16Array;
  symbols: Uint16Array;
}

/** RFC 1951: longest code, literals and lengths, distances, and the order in which lengths of length codes are written. */
const longestCode = 15;
const mostSymbols = 286;
const mostDistances = 30;
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Base and extra bits of the symbols for lengths (257 and up) and distances. */
const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceExtra = Array.from({ length: mostDistances }, (_, symbol) => Math.max(0, (symbol >> 1) - 1));
const distanceBase = distanceExtra.map((extra, symbol) =>
  symbol < 2 ? symbol + 1 : ((2 + (symbol & 1)) << extra) + 1,
);

/**
 * Unfolds raw deflate data (RFC 1951) into `room` and returns the part of it that was written. Needs no memory but `room` and two kilobytes,
 * and its work is bounded by the size of both: it is for data from strangers. Decodes code by code, after `puff.c` (M. Adler, zlib).
 *
 * @throws InflateError
 */
export function inflate(data: Uint8Array, room: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let [at, held, holds, written] = [0, 0, 0, 0];

  /** The next `count` bits, at most 20, the first one lowest. */
  function bits(count: number): number {
    while (holds < count) {
      if (at >= data.length) throw new InflateError('malformed');
      held |= (data[at++] ?? 0) << holds;
      holds += 8;
    }
    const value = held & ((1 << count) - 1);
    held >>>= count;
    holds -= count;
    return value;
  }

  function put(byte: number): void {
    if (written >= room.length) throw new InflateError('too-large');
    room[written++] = byte;
  }

  function symbolOf({ counts, symbols }: Code): number {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length <= longestCode; length++) {
      code |= bits(1);
      const count = counts[length] ?? 0;
      if (code - count < first) return symbols[index + code - first] ?? 0;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new InflateError('malformed');
  }

  function stored(): void {
    [held, holds] = [0, 0];
    const length = bits(16);
    if ((bits(16) ^ 0xffff) !== length) throw new InflateError('malformed');
    for (let copied = 0; copied < length; copied++) put(bits(8));
  }

  function coded(literals: Code, distances: Code): void {
    for (let symbol = symbolOf(literals); symbol !== 256; symbol = symbolOf(literals)) {
      if (symbol < 256) {
        put(symbol);
        continue;
      }
      const length = numberOf(symbol - 257, lengthBase, lengthExtra);
      const distance = numberOf(symbolOf(distances), distanceBase, distanceExtra);
      if (distance > written) throw new InflateError('malformed');
      for (let copied = 0; copied < length; copied++) put(room[written - distance] ?? 0);
    }
  }

  /** A length or a distance: the base of its symbol and the bits that follow. */
  function numberOf(symbol: number, bases: readonly number[], extras: readonly number[]): number {
    const base = bases[symbol];
    if (base === undefined) throw new InflateError('malformed');
    return base + bits(extras[symbol] ?? 0);
  }

  function dynamic(): void {
    const literals = bits(5) + 257;
    const distances = bits(5) + 1;
    const codes = bits(4) + 4;
    if (literals > mostSymbols || distances > mostDistances) throw new InflateError('malformed');
    const lengths = new Uint8Array(mostSymbols + mostDistances);
    for (const symbol of lengthOrder.slice(0, codes)) lengths[symbol] = bits(3);
    const lengthCode = codeOf(lengths.slice(0, lengthOrder.length));
    lengths.fill(0);
    for (let index = 0; index < literals + distances;) {
      const symbol = symbolOf(lengthCode);
      if (symbol < 16) {
        lengths[index++] = symbol;
        continue;
      }
      if (symbol === 16 && index === 0) throw new InflateError('malformed');
      const repeated = symbol === 16 ? (lengths[index - 1] ?? 0) : 0;
      const times = symbol === 16 ? 3 + bits(2) : symbol === 17 ? 3 + bits(3) : 11 + bits(7);
      if (index + times > literals + distances) throw new InflateError('malformed');
      lengths.fill(repeated, index, index + times);
      index += times;
    }
    coded(codeOf(lengths.subarray(0, literals)), codeOf(lengths.subarray(literals, literals + distances)));
  }

  for (let isLast = 0; !isLast;) {
    isLast = bits(1);
    const kind = bits(2);
    if (kind === 0) stored();
    else if (kind === 1) coded(fixedLiterals, fixedDistances);
    else if (kind === 2) dynamic();
    else throw new InflateError('malformed');
  }
  return room.subarray(0, written);
}

/** The code in which the symbols have these lengths; 0: the symbol does not occur. @throws InflateError where there are too many codes */
function codeOf(lengths: Uint8Array): Code {
  const counts = new Uint16Array(longestCode + 1);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  let left = 1;
  for (let length = 1; length <= longestCode; length++) {
    left = left * 2 - (counts[length] ?? 0);
    if (left < 0) throw new InflateError('malformed');
  }
  const offsets = new Uint16Array(longestCode + 2);
  for (let length = 1; length <= longestCode; length++)
    offsets[length + 1] = (offsets[length] ?? 0) + (counts[length] ?? 0);
  const symbols = new Uint16Array(lengths.length);
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue;
    const place = offsets[length] ?? 0;
    symbols[place] = symbol;
    offsets[length] = place + 1;
  }
  return { counts, symbols };
}

const fixedLiterals = codeOf(
  Uint8Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
);
const fixedDistances = codeOf(new Uint8Array(mostDistances).fill(5));
