import { type Parameter, type Policy, type Removal, valueOf } from './contract';
import { needsWindow, poolingWidth, protectsWindow, scoreByWindow, windowLength } from './observation-window';
import { dotRow, normalised, norms, rowOf } from './vectors';

const similarity: Parameter = {
  name: 'similarity',
  title: 'Least similarity',
  help: 'Cosine of two keys from which on the value of the one is merged into the other.',
  default: 0,
  min: 0,
  max: 1,
  isInteger: false,
};

/**
 * Merging by key similarity over the eviction of SnapKV: the value of an evicted token is folded into the kept token of the most similar
 * key, weighed by the cosine of the keys and the norms of the values. The definition is kvpress's, after token merging (Bolya et al., arXiv
 * 2210.09461) and D2O (Wan et al., arXiv 2406.13035). Keys stay as they are.
 */
export const merging: Policy = {
  id: 'merging',
  title: 'Similarity merging',
  summary:
    'Evicts like SnapKV, but folds the value of each evicted token into the kept token whose key is most like its own.',
  source: {
    authors: 'Wan et al., 2024',
    title: 'D2O: Dynamic Discriminative Operations for Efficient Long-Context Inference of Large Language Models',
    arxiv: '2406.13035',
    code: 'NVIDIA/kvpress, kvpress/presses/merging_press.py',
  },
  parameters: [windowLength, poolingWidth, similarity],
  needs: parameters => ({ ...needsWindow(parameters), values: true }),
  protects: protectsWindow,
  score: scoreByWindow,
  remove,
};

/** Sums over the evicted tokens that one slot takes in. */
interface Taken {
  weight: number;
  /** [headDim]. */
  values: Float32Array;
}

async function remove({ cache, at, view, removed, moment }: Removal): Promise<[number, number][]> {
  const { keys, values, length, positions } = view;
  if (!keys || !values) throw new Error('A head is merged with its keys and values');
  const { headDim } = moment;
  const gone = new Set(removed);
  const kept = Array.from({ length }, (_, slot) => slot).filter(slot => !gone.has(slot));
  const directions = normalised(keys, headDim);
  const lengths = norms(values, headDim);
  const taken = new Map<number, Taken>();
  const merged: [number, number][] = [];
  for (const victim of removed) {
    const { slot, cosine } = nearest(directions, victim, kept, headDim);
    const weight = (cosine * lengths[victim]!) / (lengths[victim]! + lengths[slot]! + 1e-6);
    if (!(weight > 0) || cosine < valueOf(moment.parameters, similarity)) continue;
    merged.push([victim, slot]);
    const sums = taken.get(slot) ?? { weight: 0, values: new Float32Array(headDim) };
    sums.weight += weight;
    for (let i = 0; i < headDim; i++) sums.values[i]! += weight * values[victim * headDim + i]!;
    taken.set(slot, sums);
  }
  for (const [slot, sums] of taken) {
    const value = rowOf(values, slot, headDim).map((own, i) => (own + sums.values[i]!) / (1 + sums.weight));
    cache.overwrite(at, slot, { key: rowOf(keys, slot, headDim).slice(), value, position: positions[slot]! });
  }
  cache.evict(at, removed);
  return merged;
}

/** The kept slot of the most similar direction. */
function nearest(directions: Float32Array, victim: number, kept: readonly number[], headDim: number) {
  const own = rowOf(directions, victim, headDim);
  let best = { slot: kept[0]!, cosine: -Infinity };
  for (const slot of kept) {
    const cosine = dotRow(own, directions, slot);
    if (cosine > best.cosine) best = { slot, cosine };
  }
  return best;
}
