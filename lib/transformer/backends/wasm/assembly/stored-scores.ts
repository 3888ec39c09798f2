import { pageSlots } from './page';
import { oneF32, twoF32 } from './panel-f32';
import { productRows } from './matmul-int8';
import { quantise } from './quantise';
import { laneSum } from './reduce';
import { entryBytes, groupWidth, StoredFormat } from './stored-format';
import { copyBytes, halvesToFloats, nibblesToBytes } from './unpack';

/**
 * scores[query][slot] = query . key for the slots of `pages` stored pages. Codes are multiplied by int16 queries, one
 * page of keys at a time, which is copied or unpacked to the L1 cache first.
 * queries: see ./stored-queries. table: see ./stored-format. scratch: see {@link scoreScratch}.
 */
export function scoreStored(
  format: StoredFormat, scores: usize, scoreBytes: usize, queries: usize, count: u32, table: usize, pages: u32, scratch: usize,
): void {
  const wide = format.wide;
  const ints = scratch;
  const intScales = ints + ((<usize>count * wide) << 1);
  const scaled = intScales + ((<usize>count * groups(wide)) << 2);
  const floats = scaled + ((<usize>count * groupWidth) << 2);
  const unpacked = floats + ((<usize>groupWidth) << 2);
  const bits = format.keyBits;
  if (bits <= 8 && !format.keyChannels) quantiseGroups(ints, intScales, queries, count, wide);
  for (let page: u32 = 0; page < pages; page++) {
    const keys = <usize>load<u32>(table);
    table += entryBytes;
    let codes = keys;
    if (bits == 16) halvesToFloats(codes = unpacked, keys, wide * pageSlots);
    if (bits == 8) copyBytes(codes = unpacked, keys, wide * pageSlots);
    if (bits == 4) nibblesToBytes(codes = unpacked, keys, wide * pageSlots);
    if (bits >= 16) floatScores(scores, scoreBytes, queries, count, codes, wide);
    else if (format.keyChannels) channelScores(format, scores, scoreBytes, queries, count, keys, codes, ints, intScales, scaled, floats);
    else tokenScores(format, scores, scoreBytes, queries, count, keys, codes, ints, intScales, floats);
    scores += (<usize>pageSlots) << 2;
  }
}

/** Bytes that {@link scoreStored} needs. */
export function scoreScratch(count: u32, wide: u32): u32 {
  return count * (2 * wide + 4 * groups(wide) + 4 * groupWidth) + 4 * groupWidth + 4 * wide * pageSlots;
}

// @ts-ignore: decorator
@inline
function groups(wide: u32): u32 {
  return (wide + groupWidth - 1) / groupWidth;
}

/** Quantises the queries to int16, with a scale for each group. */
function quantiseGroups(ints: usize, scales: usize, queries: usize, count: u32, wide: u32): void {
  for (let from: u32 = 0; from < wide; from += groupWidth) {
    const width = min(wide - from, groupWidth);
    quantise(ints, scales, queries, width, count);
    ints += (<usize>count * width) << 1;
    scales += (<usize>count) << 2;
    queries += (<usize>count * width) << 2;
  }
}

function floatScores(scores: usize, scoreBytes: usize, queries: usize, count: u32, keys: usize, wide: u32): void {
  for (let from: u32 = 0; from < wide; from += groupWidth) {
    const width = min(wide - from, groupWidth);
    const panelBytes = (<usize>width) << 6;
    const bytes: usize = (<usize>width) << 2;
    let target = scores;
    let left = count;
    for (; left >= 2; left -= 2) {
      twoF32(target, scoreBytes, queries, bytes, keys, panelBytes, from > 0);
      target += scoreBytes << 1;
      queries += bytes << 1;
    }
    if (left > 0) {
      oneF32(target, queries, keys, panelBytes, from > 0);
      queries += bytes;
    }
    keys += panelBytes;
  }
}

/** Scales along tokens: a slot's scale multiplies its product with the int16 query. */
function tokenScores(
  format: StoredFormat, scores: usize, scoreBytes: usize, queries: usize, count: u32,
  keys: usize, codes: usize, ints: usize, intScales: usize, floats: usize,
): void {
  let scales = keys + format.keyScales;
  let middles = keys + format.keyMiddles;
  for (let from: u32 = 0; from < format.wide; from += groupWidth) {
    const width = min(format.wide - from, groupWidth);
    halvesToFloats(floats, scales, pageSlots);
    productRows(scores, scoreBytes, ints, (<usize>width) << 1, 0, intScales, codes, floats, (<usize>width) << 4, count, from > 0);
    if (format.keyMiddles) {
      // The middle of a group is added to each of its dimensions.
      halvesToFloats(floats, middles, pageSlots);
      let target = scores;
      for (let query: u32 = 0; query < count; query++) {
        const sum = f32x4.splat(sumOf(queries + ((<usize>query * width) << 2), width));
        for (let i: usize = 0; i < 64; i += 16)
          v128.store(target + i, f32x4.add(v128.load(target + i), f32x4.mul(sum, v128.load(floats + i))));
        target += scoreBytes;
      }
      middles += (<usize>pageSlots) << 1;
    }
    queries += (<usize>count * width) << 2;
    ints += (<usize>count * width) << 1;
    intScales += (<usize>count) << 2;
    codes += (<usize>width) << 4;
    scales += (<usize>pageSlots) << 1;
  }
}

/** Scales along channels: they multiply the query, which is quantised anew for every page. */
function channelScores(
  format: StoredFormat, scores: usize, scoreBytes: usize, queries: usize, count: u32,
  keys: usize, codes: usize, ints: usize, intScales: usize, scaled: usize, floats: usize,
): void {
  let scales = keys + format.keyScales;
  let middles = keys + format.keyMiddles;
  for (let from: u32 = 0; from < format.wide; from += groupWidth) {
    const width = min(format.wide - from, groupWidth);
    halvesToFloats(floats, scales, width);
    multiplyRows(scaled, queries, floats, width, count);
    quantise(ints, intScales, scaled, width, count);
    for (let i: usize = 0; i < 64; i += 16) v128.store(floats + i, f32x4.splat(1));
    productRows(scores, scoreBytes, ints, (<usize>width) << 1, 0, intScales, codes, floats, (<usize>width) << 4, count, from > 0);
    if (format.keyMiddles) {
      halvesToFloats(floats, middles, width);
      multiplyRows(scaled, queries, floats, width, count);
      let target = scores;
      for (let query: u32 = 0; query < count; query++) {
        const sum = f32x4.splat(sumOf(scaled + ((<usize>query * width) << 2), width));
        for (let i: usize = 0; i < 64; i += 16) v128.store(target + i, f32x4.add(v128.load(target + i), sum));
        target += scoreBytes;
      }
    }
    queries += (<usize>count * width) << 2;
    codes += (<usize>width) << 4;
    scales += (<usize>width) << 1;
    middles += (<usize>width) << 1;
  }
}

/** out[row] = x[row] y, elementwise; `width` is a multiple of 4. */
function multiplyRows(out: usize, x: usize, y: usize, width: u32, rows: u32): void {
  const bytes: usize = (<usize>width) << 2;
  for (let row: u32 = 0; row < rows; row++) {
    for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, f32x4.mul(v128.load(x + i), v128.load(y + i)));
    out += bytes;
    x += bytes;
  }
}

function sumOf(x: usize, width: u32): f32 {
  let sum = f32x4.splat(0);
  for (const end = x + ((<usize>width) << 2); x < end; x += 16) sum = f32x4.add(sum, v128.load(x));
  return laneSum(sum);
}
