import type { Policy } from './contract';
import { needsWindow, poolingWidth, protectsWindow, scoreByWindow, windowLength } from './observation-window';

/** SnapKV (Li et al., arXiv 2404.14469), with scores averaged over the query heads that share a KV head, as kvpress has it. */
export const snapkv: Policy = {
  id: 'snapkv',
  title: 'SnapKV',
  summary: 'Keeps the newest tokens, and the older ones (with their neighbours) that these attend to most.',
  source: {
    authors: 'Li et al., 2024',
    title: 'SnapKV: LLM Knows What You are Looking for Before Generation',
    arxiv: '2404.14469',
    code: 'FasterDecoding/SnapKV, snapkv/monkeypatch/snapkv_utils.py',
  },
  isChosenAtFirst: true,
  parameters: [windowLength, poolingWidth],
  needs: needsWindow,
  protects: protectsWindow,
  score: scoreByWindow,
};
