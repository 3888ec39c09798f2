import { type Parameter, type Policy, valueOf } from './contract';
import { needsWindow, poolingWidth, protectsWindow, scoreByWindow, windowLength } from './observation-window';

const steepness: Parameter = {
  name: 'steepness',
  title: 'Steepness',
  help: 'The last layer keeps the average divided by this number, besides the window; at 1, all layers keep as much.',
  default: 20,
  min: 1,
  max: 1000,
  isInteger: false,
};

/**
 * PyramidKV (Cai et al., arXiv 2406.02069): the scores of SnapKV, and a budget that falls linearly from the first layer to the
 * last. The pyramid is of the slots beside the window, as in the authors' code; kvpress counts the window twice and gives up the
 * pyramid below 20 windows.
 */
export const pyramidkv: Policy = {
  id: 'pyramidkv',
  title: 'PyramidKV',
  summary: 'Scores tokens like SnapKV, but keeps more of them in early layers and fewer in late ones.',
  source: {
    authors: 'Cai et al., 2024',
    title: 'PyramidKV: Dynamic KV Cache Compression based on Pyramidal Information Funneling',
    arxiv: '2406.02069',
    code: 'Zefan-Cai/KVCache-Factory, pyramidkv/pyramidkv_utils.py',
  },
  parameters: [windowLength, poolingWidth, steepness],
  needs: needsWindow,
  protects: protectsWindow,
  score: scoreByWindow,
  allocate(scores, budget, { position, protects, parameters }) {
    const kept = pyramid(scores.length, budget, position, protects.recent, valueOf(parameters, steepness));
    return scores.map((heads, layer) => heads.map(({ length }) => Math.min(length, kept[layer]!)));
  },
};

/**
 * Budgets of all layers, whose mean is at most `budget`: of `window` slots everywhere, and of the rest from `most` in the first layer down to
 * `least` in the last. A first layer that would keep more than there are tokens leaves the rest to the last.
 */
function pyramid(layers: number, budget: number, tokens: number, window: number, steepness: number): number[] {
  const rest = budget - window;
  const most = Math.min(2 * rest - Math.floor(rest / steepness), tokens - window);
  const least = 2 * rest - most;
  if (layers === 1) return [budget];
  return Array.from(
    { length: layers },
    (_, layer) => window + Math.floor(most - (layer * (most - least)) / (layers - 1)),
  );
}
