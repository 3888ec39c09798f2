import { jointly } from './allocation';
import { type Parameter, type Policy, valueOf } from './contract';
import { needsWindow, poolingWidth, protectsWindow, scoreByWindow, windowLength } from './observation-window';

const safeguard: Parameter = {
  name: 'safeguard',
  title: 'Safe share',
  help: 'Part of the budget that every head keeps for sure.',
  default: 0.2,
  min: 0,
  max: 1,
  isInteger: false,
};

/** Ada-KV (Feng et al., arXiv 2407.11550) over the scores of SnapKV. */
export const adakv: Policy = {
  id: 'adakv',
  title: 'Ada-KV',
  summary:
    'Scores tokens like SnapKV, and lets the heads of a layer compete, so that each keeps as much as its attention is spread.',
  source: {
    authors: 'Feng et al., 2024',
    title: 'Ada-KV: Optimizing KV Cache Eviction by Adaptive Budget Allocation for Efficient LLM Inference',
    arxiv: '2407.11550',
    code: 'NVIDIA/kvpress, kvpress/presses/adakv_press.py',
  },
  parameters: [windowLength, poolingWidth, safeguard],
  needs: needsWindow,
  protects: protectsWindow,
  score: scoreByWindow,
  allocate: (scores, budget, { parameters }) =>
    scores.map(heads => jointly(heads, budget, Math.floor(valueOf(parameters, safeguard) * budget))),
};
