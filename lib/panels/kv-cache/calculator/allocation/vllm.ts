import { type Allocation, padded } from './contract';

/** Tokens of a page. */
const block = 16;

/** vLLM, with at most `batched` tokens in one step (`--max-num-batched-tokens`). */
export const vllmWith = (batched: number): Allocation => ({
  id: 'vllm',
  title: 'vLLM',
  difference: `Pages of ${block} tokens; a window may need pages for a whole step of up to ${batched.toLocaleString('en')} tokens and one page more, which is what a sequence is admitted by.`,
  growing: entries => padded(entries, block),
  window: (tokens, { size }) => padded(Math.min(tokens, size - 1 + batched), block) + block,
  columns: ({ span }) => span - 1,
});

export const vllm = vllmWith(2048);

/** Where the layers of a model cannot be given pages of one size, windows are allocated as if they were full attention. */
export const vllmUnified: Allocation = {
  ...vllm,
  id: 'vllm-unified',
  title: 'vLLM, layers unified',
  difference: `Pages of ${block} tokens; where kinds of layers cannot share a pool of pages, every window is allocated as full attention.`,
  window: tokens => padded(tokens, block),
};
