import { pageSlots } from '../../../cache/pages';
import type { ModelConfig } from '../../../config';
import type { KernelSource } from '../kernel';
import type { Layout } from '../layout';

/** Kernels for a model that compresses its own cache; what they read is in `SlotChanges`. */

/**
 * Fills slots with what rows write. The first entry of the list holds their number. Grid: [slots * headDim / 4].
 */
export const placeKernel = ({ head4, page4 }: Layout, list: 'appended' | 'kept'): KernelSource => ({
  label: `place ${list}`,
  uniforms: [],
  reads: ['written', list],
  writes: ['pages'],
  code: `
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x / ${head4}u;
  let d = id.x % ${head4}u;
  if (i >= ${list}[0].x) { return; }
  let entry = ${list}[1u + i];
  let page = entry.y / ${pageSlots}u * ${page4}u;
  let within = entry.y % ${pageSlots}u;
  let at = entry.x * ${2 * head4}u + d;
  pages[page + d * ${pageSlots}u + within] = written[at];
  pages[page + (${pageSlots}u + within) * ${head4}u + d] = written[at + ${head4}u];
}`,
});

/**
 * Takes from each row the slots that it or a row before it has filled again: the softmax gives such a score no weight.
 * A thread has all scores of a row and a query head, so that no two write to one vec4. Grid: [row * head].
 */
export const hideKernel = ({ heads, kvHeads }: ModelConfig, { group }: Layout): KernelSource => ({
  label: 'hide',
  uniforms: ['pass'],
  reads: ['replaced'],
  writes: ['scores'],
  code: `
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= pass_.rows * ${heads}u) { return; }
  let kvHead = id.x % ${heads}u / ${group}u;
  let range = 2u * (id.x / ${heads}u * ${kvHeads}u + kvHead);
  let end = replaced[range + 1u];
  for (var i = replaced[range]; i < end; i++) {
    let slot = replaced[i];
    scores[id.x * pass_.scores4 + slot / 4u][slot % 4u] = -3.4e38;
  }
}`,
});
