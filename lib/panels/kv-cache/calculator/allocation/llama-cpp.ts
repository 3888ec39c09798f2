import { type Allocation, padded } from './contract';

/** Cells are set aside in multiples of this. */
const cells = 256;

/** llama.cpp, with `batch` tokens in a physical batch (`--ubatch-size`). */
export const llamaCppWith = (batch: number): Allocation => ({
  id: 'llama-cpp',
  title: 'llama.cpp',
  difference: `Room for the whole context is set aside at the start, in multiples of ${cells} cells; a window also has room for a batch of ${batch} tokens, and states are in 32 bits.`,
  growing: (entries, { stride }) => Math.ceil(padded(entries * stride, cells) / stride),
  window: (tokens, { size }) => padded(Math.min(tokens, size + batch), cells),
  columns: ({ span }) => span - 1,
  stateBytes: { convolution: 4, recurrent: 4 },
});

export const llamaCpp = llamaCppWith(512);
