import { rotate } from '../rope';
import type { Slot } from './contract';

/**
 * Merges slots into one: averages values by weight, averages keys before rotation and rotates the mean to the latest
 * position among them (DMC, arXiv 2403.09636).
 */
export function mergeSlots(slots: readonly Slot[], weights: readonly number[], frequencies: Float64Array): Slot {
  const size = slots[0]!.value.length;
  const key = new Float32Array(size);
  const value = new Float32Array(size);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  slots.forEach((slot, s) => {
    const unrotated = slot.key.slice();
    rotate(unrotated, -slot.position, frequencies);
    const share = weights[s]! / total;
    for (let i = 0; i < size; i++) {
      key[i] = key[i]! + share * unrotated[i]!;
      value[i] = value[i]! + share * slot.value[i]!;
    }
  });
  const position = Math.max(...slots.map(slot => slot.position));
  rotate(key, position, frequencies);
  return { key, value, position };
}
