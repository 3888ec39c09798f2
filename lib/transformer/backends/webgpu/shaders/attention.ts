import { pageSlots } from '../../../cache/pages';
import type { ModelConfig } from '../../../config';
import type { Layout } from '../layout';
import { listIndex } from './epilogues';

/** How the attention kernels divide their work among threads. */
export interface AttentionTiling {
  /**
   * Adjacent rows per thread. Where the rows attend to the same page (rows of a prompt, forks of one prompt) the
   * thread reads it once for all of them.
   */
  rows: number;
  /** Slots that a thread scores: 4, 8 or 16. */
  slots: number;
  /** vec4s of a head that a thread sums, in kernels without barriers. */
  width: number;
  /** Threads per workgroup, for scores and values. */
  scoreThreads: number;
  valueThreads: number;
}

/**
 * Chooses the tiling. Without barriers a read costs more than the arithmetic on it, so a thread takes many slots, and
 * several rows where they share pages, as far as registers allow. A GPU has many threads and coalesces the reads of
 * neighbours, so smaller tiles are better.
 * @param sharesPages whether most adjacent rows attend to the same pages
 */
export function attentionTiling(
  set: 'plain' | 'workgroup',
  { group, head4 }: Layout,
  sharesPages: boolean,
): AttentionTiling {
  if (set === 'workgroup') return { rows: 1, slots: 4, width: 1, scoreThreads: 64, valueThreads: 64 };
  const width = (most: number) => [most, most / 2, 1].find(each => head4 % each === 0)!;
  const threads = { scoreThreads: 8, valueThreads: 4 };
  const slots = group <= 2 ? 16 : group <= 4 ? 8 : 4;
  if (!sharesPages) return { rows: 1, slots, width: width(2), ...threads };
  return { rows: group <= 4 ? 4 : 2, slots, width: width(4), ...threads };
}

/** Repeats a line of WGSL `count` times. */
export const each = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

/** WGSL functions for a row's list of slots in this layer: its index, and its length for the row. */
export const listFunctions = (config: ModelConfig, layout: Layout): string => `${listIndex(config, layout)}
fn lengthOf(info: vec4u, kvHead: u32) -> u32 { return pageTable[listOf(info, kvHead)] + info.w + 1u; }`;

/**
 * WGSL that finds page `slot` of each of a thread's rows (`page0`..): `none` where `slot` is beyond the row's length
 * (`length0`..). `page` is the common page; `same` is true if all rows that have a page have this one.
 */
export const pagesOf = (rows: number, slot: string): string => `
  ${each(rows, r => `let page${r} = select(none, pageTable[pass_.tables + listOf(info${r}, kvHead) * pass_.tablePages + (${slot}) / ${pageSlots}u], (${slot}) < length${r});`)}
  let page = ${Array.from({ length: rows }, (_, r) => `page${r}`).reduce((least, next) => `min(${least}, ${next})`)};
  let same = ${Array.from({ length: rows }, (_, r) => `(page${r} == page || page${r} == none)`).join(' && ')};`;

/**
 * WGSL that loads the thread's rows (`row0`..) with their entries and lengths. Rows beyond the last of the pass
 * repeat the last.
 */
export const rowsOf = (rows: number): string => `const none = 0xffffffffu;
  ${each(
    rows,
    r => `let row${r} = min(id.z * ${rows}u + ${r}u, pass_.rows - 1u);
  let info${r} = rows[pass_.firstRow + row${r}];
  let length${r} = lengthOf(info${r}, kvHead);`,
  )}`;
