import { pageSlots } from './page';
import { quantise } from './quantise';
import { laneSum } from './reduce';
import { entryBytes, groupWidth, StoredFormat, valuesAt } from './stored-format';
import { copyBytes, halvesToFloats, nibblesToBytes } from './unpack';
import { weightedSumOne, weightedSumTwo } from './weighted-sum';
import { weightedSumInt8One, weightedSumInt8Two } from './weighted-sum-int8';

/** Pages whose weights share an int16 scale, and that are unpacked together. */
// @ts-ignore: decorator
@inline
const tilePages: u32 = 8;

/**
 * sums[query] = sum over the slots of `pages` stored pages of weights[query][slot] value[slot]. Codes are multiplied
 * by int16 weights, which include the scales of the slots.
 * sums: [count][wide]. table: see ./stored-format. scratch: see {@link valueScratch}.
 */
export function weightedSumStored(
  format: StoredFormat, sums: usize, weights: usize, weightBytes: usize, count: u32, table: usize, pages: u32, scratch: usize,
): void {
  const wide = format.wide;
  const bits = format.valueBits;
  const local = scratch;
  const unpacked = local + ((<usize>tilePages) << 2);
  const rest = unpacked + ((<usize>tilePages * wide * pageSlots) << 2);
  memory.fill(sums, 0, (<usize>count * wide) << 2);
  for (let first: u32 = 0; first < pages; first += tilePages) {
    const some = min(pages - first, tilePages);
    let target = unpacked;
    for (let page: u32 = 0; page < some; page++) {
      const values = valuesAt(table, page);
      store<u32>(local + ((<usize>page) << 2), <u32>(bits == 32 ? values : target));
      if (bits == 16) halvesToFloats(target, values, wide * pageSlots);
      if (bits == 8) copyBytes(target, values, wide * pageSlots);
      if (bits == 4) nibblesToBytes(target, values, wide * pageSlots);
      target += <usize>(wide * pageSlots) << (bits == 16 ? 2 : 0);
    }
    if (bits >= 16) floatSums(sums, weights, weightBytes, count, local, some, wide);
    else codeSums(format, sums, weights, weightBytes, count, table, local, some, rest);
    table += <usize>tilePages * entryBytes;
    weights += (<usize>tilePages * pageSlots) << 2;
  }
}

/** Bytes that {@link weightedSumStored} needs. */
export function valueScratch(count: u32, wide: u32): u32 {
  const slots = tilePages * pageSlots;
  return 4 * tilePages + 4 * wide * slots + 4 * slots + count * (4 * slots + 2 * slots + 4);
}

function floatSums(sums: usize, weights: usize, weightBytes: usize, count: u32, table: usize, pages: u32, wide: u32): void {
  const rowBytes: usize = (<usize>wide) << 2;
  for (let panel: u32 = 0; panel < wide / 16; panel++) {
    const values = (<usize>panel) << 10;
    let target = sums + ((<usize>panel) << 6);
    let x = weights;
    let left = count;
    for (; left >= 2; left -= 2) {
      weightedSumTwo(target, rowBytes, x, weightBytes, table, values, pages * pageSlots);
      target += rowBytes << 1;
      x += weightBytes << 1;
    }
    if (left > 0) weightedSumOne(target, x, table, values, pages * pageSlots);
  }
}

function codeSums(
  format: StoredFormat, sums: usize, weights: usize, weightBytes: usize, count: u32,
  table: usize, codes: usize, pages: u32, scratch: usize,
): void {
  const slots = pages * pageSlots;
  const factors = scratch;
  const scaled = factors + ((<usize>tilePages * pageSlots) << 2);
  const ints = scaled + ((<usize>count * slots) << 2);
  const intScales = ints + ((<usize>count * slots) << 1);
  const rowBytes: usize = (<usize>format.wide) << 2;
  let groupOffset: usize = 0;
  let panelOffset: usize = 0;
  for (let from: u32 = 0; from < format.wide; from += groupWidth) {
    const width = min(format.wide - from, groupWidth);
    const target = sums + ((<usize>from) << 2);
    weigh(scaled, weights, weightBytes, count, table, <usize>format.valueScales + groupOffset, pages, factors);
    quantisePairs(ints, intScales, scaled, slots, count);
    for (let panel: usize = 0; panel < width / 16; panel++) {
      panelSums(target + (panel << 6), rowBytes, ints, intScales, codes, panelOffset, pages, count);
      panelOffset += 256;
    }
    if (format.valueMiddles) {
      weigh(scaled, weights, weightBytes, count, table, <usize>format.valueMiddles + groupOffset, pages, factors);
      addMiddles(target, rowBytes, scaled, slots, width, count);
    }
    groupOffset += (<usize>pageSlots) << 1;
  }
}

/** Quantises weights to int16, interleaved two by two: all numbers of queries then sum in the same order. */
function quantisePairs(ints: usize, scales: usize, x: usize, slots: u32, count: u32): void {
  for (let query: u32 = 0; query < count; query += 2) {
    quantise(ints, scales, x, slots, min(count - query, 2));
    ints += (<usize>slots) << 2;
    scales += 8;
    x += (<usize>slots) << 3;
  }
}

/** One panel of 16 dimensions of all queries. */
// @ts-ignore: decorator
@inline
function panelSums(out: usize, rowBytes: usize, ints: usize, scales: usize, codes: usize, offset: usize, pages: u32, count: u32): void {
  const pairBytes: usize = (<usize>pages * pageSlots) << 2;
  let left = count;
  for (; left >= 2; left -= 2) {
    weightedSumInt8Two(out, rowBytes, ints, scales, codes, offset, pages);
    ints += pairBytes;
    scales += 8;
    out += rowBytes << 1;
  }
  if (left > 0) weightedSumInt8One(out, ints, scales, codes, offset, pages);
}

/** out[query][slot] = weights[query][slot] factor[slot], with the half-precision factors at an offset in each page. */
function weigh(
  out: usize, weights: usize, weightBytes: usize, count: u32, table: usize, offset: usize, pages: u32, factors: usize,
): void {
  const bytes: usize = (<usize>pages * pageSlots) << 2;
  for (let page: u32 = 0; page < pages; page++)
    halvesToFloats(factors + ((<usize>page) << 6), valuesAt(table, page) + offset, pageSlots);
  for (let query: u32 = 0; query < count; query++) {
    for (let i: usize = 0; i < bytes; i += 16)
      v128.store(out + i, f32x4.mul(v128.load(weights + i), v128.load(factors + i)));
    out += bytes;
    weights += weightBytes;
  }
}

/** Adds the sum of each query's x, [slots], to `width` of its sums. */
function addMiddles(sums: usize, rowBytes: usize, x: usize, slots: u32, width: u32, count: u32): void {
  for (let query: u32 = 0; query < count; query++) {
    let total = f32x4.splat(0);
    for (const end = x + ((<usize>slots) << 2); x < end; x += 16) total = f32x4.add(total, v128.load(x));
    const sum = f32x4.splat(laneSum(total));
    for (let p = sums; p < sums + ((<usize>width) << 2); p += 16) v128.store(p, f32x4.add(v128.load(p), sum));
    sums += rowBytes;
  }
}
