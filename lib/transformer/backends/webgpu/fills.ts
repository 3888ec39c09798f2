import type { PagedSequence } from '../../cache/paged';
import { pageSlots } from '../../cache/pages';
import type { Plan } from './plan';

/** The pages that the passes of a plan fill, and that are quantised before the rows of the pass attend. */
export interface Fills {
  /** A header (first entry, 0) for each layer of each pass, then the entries (float32 page, stored page). */
  list: Uint32Array<ArrayBuffer>;
  /** [pass][layer]: number of pages. */
  counts: number[][];
}

/** Of sequences without a format. */
export const noFills: Fills = { list: new Uint32Array(), counts: [] };

/**
 * Lists the pages of the heads that have a store.
 * @param sequences those of the plan's spans, with the lengths before the plan and all pages reserved
 */
export function fillsOf(plan: Plan, sequences: readonly PagedSequence[], layers: number): Fills {
  const headers: number[] = [];
  const entries: number[] = [];
  const headerWords = 2 * plan.passes.length * layers;
  const counts = plan.passes.map(({ rows }) => {
    // Tokens of each span in the pass, by their places in the plan.
    const tokens = new Map<number, { from: number; to: number }>();
    for (const { span, ahead } of rows) {
      const known = tokens.get(span);
      tokens.set(span, { from: Math.min(known?.from ?? ahead, ahead), to: Math.max(known?.to ?? 0, ahead + 1) });
    }
    return Array.from({ length: layers }, (_, layer) => {
      const first = entries.length;
      for (const [span, { from, to }] of tokens) {
        const { heads } = sequences[span]!;
        const kvHeads = heads.length / layers;
        for (const { store, length, pages, quantised } of heads.slice(layer * kvHeads, (layer + 1) * kvHeads)) {
          if (!store) continue;
          const end = Math.floor((length + to) / pageSlots);
          for (let page = Math.floor((length + from) / pageSlots); page < end; page++)
            entries.push(pages[page]!, quantised[page]!);
        }
      }
      headers.push((headerWords + first) / 2, 0);
      return (entries.length - first) / 2;
    });
  });
  return { list: Uint32Array.from([...headers, ...entries]), counts };
}
