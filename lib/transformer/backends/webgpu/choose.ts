import type { PagedCache } from '../../cache/paged';
import type { Forward } from './forward';
import type { KernelSet } from './kernels';

/** How a kernel set came to be used. */
export interface KernelChoice {
  set: KernelSet;
  /** For the record of a run, in words. */
  reason: string;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Times one layer of the model with both sets, in turns, with one row as in decoding; the first turn compiles and is not counted. */
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
