import type { PagedCache } from '../../cache/paged';
import type { Forward } from './forward';
import type { KernelSet } from './kernels';

/** The kernel set in use and why. */
export interface KernelChoice {
  set: KernelSet;
  /** In words, for the record of a run. */
  reason: string;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/**
 * Times one layer of the model with both sets in alternation, with one row as in decoding. The first turn compiles
 * the kernels and does not count.
 */
export async function chooseKernels(forward: Forward, cache: PagedCache): Promise<KernelChoice> {
  const sequence = cache.open();
  const times: Record<KernelSet, number[]> = { plain: [], workgroup: [] };
  try {
    for (let turn = 0; turn < 4; turn++)
      for (const set of ['plain', 'workgroup'] as const) {
        const time = await forward.time(sequence, 1, set);
        if (turn > 0) times[set].push(time);
      }
  } finally {
    cache.release(sequence);
  }
  const ratio = median(times.plain) / median(times.workgroup);
  return {
    set: ratio < 1 ? 'plain' : 'workgroup',
    reason: `one layer, one row: plain takes ${ratio.toPrecision(3)} times as long as workgroup`,
  };
}
