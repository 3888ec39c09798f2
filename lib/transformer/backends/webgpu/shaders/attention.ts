import { pageSlots } from '../../../cache/pages';
import type { ModelConfig } from '../../../config';
import type { Layout } from '../layout';
import { listIndex } from './epilogues';

/** How the attention is shared out among threads. */
export interface AttentionTiling {
  /** Neighbouring rows of a thread. Where they see the same page (a prompt's rows, forks of one prompt) it is read once for all of them. */
  rows: number;
  /** Slots that a thread scores: 4, 8 or 16. */
  slots: number;
  /** vec4s of a head that a thread adds up, without barriers. */
  width: number;
  /** Threads of a workgroup, for scores and values. */
  scoreThreads: number;
  valueThreads: number;
}

/**
 * Without barriers, a read costs more than what is computed with it: a thread takes many slots, and several rows where they share pages, as
 * many as its registers bear. On a GPU, where threads are many and what neighbours read in common costs nothing, few of both are better.
 * @param sharesPages whether neighbouring rows mostly see the same pages
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

/** WGSL `count` times, one below the other. */
export const each = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

/** A row's list of slots in this layer: how long it is for the row, and its pages. */
export const listFunctions = (config: ModelConfig, layout: Layout): string => `${listIndex(config, layout)}
fn lengthOf(info: vec4u, kvHead: u32) -> u32 { return pageTable[listOf(info, kvHead)] + info.w + 1u; }`;

/**
 * Page `slot` of each of a thread's rows in `page0`.., and the one that they share in `page`: none where `slot` is beyond a row's length
 * (`length0`..), and `same` tells whether those rows that have one have the same.
 */
export const pagesOf = (rows: number, slot: string): string => `
  ${each(rows, r => `let page${r} = select(none, pageTable[pass_.tables + listOf(info${r}, kvHead) * pass_.tablePages + (${slot}) / ${pageSlots}u], (${slot}) < length${r});`)}
  let page = ${Array.from({ length: rows }, (_, r) => `page${r}`).reduce((least, next) => `min(${least}, ${next})`)};
  let same = ${Array.from({ length: rows }, (_, r) => `(page${r} == page || page${r} == none)`).join(' && ')};`;

/** The thread's rows in `row0`.., with their entries and lengths. Beyond the last row of the pass, the last is taken again. */
export const rowsOf = (rows: number): string => `const none = 0xffffffffu;
  ${each(
    rows,
    r => `let row${r} = min(id.z * ${rows}u + ${r}u, pass_.rows - 1u);
  let info${r} = rows[pass_.firstRow + row${r}];
  let length${r} = lengthOf(info${r}, kvHead);`,
  )}`;
