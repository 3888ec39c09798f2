import type { Slot } from '../cache/contract';
import { type Parameter, type Policy, type Removal, valueOf } from './contract';
import { attentionReceived, protectsRecentShare, recentShare } from './h2o';
import { inTokenOrder } from './token-order';
import { rowOf } from './vectors';

const targets: Parameter = {
  name: 'targets',
  title: 'Merged into',
  help: 'Number of kept tokens, the next ones in the text, over which the value of a removed token is spread.',
  default: 32,
  min: 1,
  max: 256,
  isInteger: true,
};

/**
 * Cache Merging (Zhang et al., ICML 2024) over the eviction of H2O: before a token goes, its value is added to the next kept ones, in
 * equal parts, with a probability of its attention over their mean attention. Keys stay as they are. kvpress does so for the whole layer at once;
 * here each head has its own victims, as in H2O.
 *
 * Values are added, never averaged, as in the paper, which removes one token a step. A removal of many at once, as after a prompt, therefore
 * makes the values of the tokens that stay large.
 */
export const cam: Policy = {
  id: 'cam',
  title: 'CaM',
  summary:
    'Evicts like H2O, but first adds the values of tokens that received attention to the tokens that follow them.',
  source: {
    authors: 'Zhang et al., 2024',
    title: 'CaM: Cache Merging for Memory-efficient LLMs Inference',
    url: 'https://openreview.net/forum?id=LCTmppB165',
    code: 'NVIDIA/kvpress, kvpress/presses/cam_press.py',
  },
  parameters: [recentShare, targets],
  needs: () => ({ keys: true, values: true, attention: true }),
  protects: protectsRecentShare,
  score: attentionReceived,
  remove,
};

async function remove({ cache, at, view, removed, moment }: Removal): Promise<[number, number][]> {
  const { tokens, keys, values, attention, positions } = view;
  if (!keys || !values || !attention) throw new Error('A head is merged with its keys, values and attention');
  const { headDim } = moment;
  const gone = new Set(removed);
  const order = inTokenOrder(tokens);
  const stream = moment.random(at.layer, at.head);
  const sums = new Map<number, Float32Array>();
  const merged: [number, number][] = [];
  const kept = order.filter(slot => !gone.has(slot));
  for (const victim of order.filter(slot => gone.has(slot))) {
    const first = kept.findIndex(slot => tokens[slot]! > tokens[victim]!);
    const next = first < 0 ? [] : kept.slice(first, first + valueOf(moment.parameters, targets));
    const mean = next.reduce((sum, slot) => sum + attention[slot]!, 0) / next.length;
    // No target, or no attention at all, gives NaN, and NaN is not above any number.
    if (!(attention[victim]! / mean > stream.next())) continue;
    merged.push([victim, next[0]!]);
    for (const slot of next) {
      const sum = sums.get(slot) ?? rowOf(values, slot, headDim).slice();
      for (let i = 0; i < headDim; i++) sum[i]! += values[victim * headDim + i]! / next.length;
      sums.set(slot, sum);
    }
  }
  for (const [slot, value] of sums) {
    const content: Slot = { key: rowOf(keys, slot, headDim).slice(), value, position: positions[slot]! };
    cache.overwrite(at, slot, content);
  }
  cache.evict(at, removed);
  return merged;
}
