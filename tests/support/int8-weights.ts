import type { ModelConfig } from '@/lib/transformer/config';
import type { RandomWeights } from './random-model';

/**
 * The weights that an int8 model stands for: every matrix rounded to 127 steps either side of zero per output, then back to float32. The
 * reference backend on these is the exact oracle of the int8 one, whatever the rounding costs. Norms and the look-up of embeddings are not
 * rounded; a tied output matrix is, so that the oracle's config is that of an untied model.
 */
export function roundedToInt8(weights: RandomWeights, config: ModelConfig): RandomWeights {
  const widths = (name: string): number => {
    if (name.includes('o_proj')) return config.heads * config.headDim;
    return name.includes('down_proj') ? config.intermediateSize : config.hiddenSize;
  };
  return {
    has: name => weights.has(name) || name === 'lm_head.weight',
    get(name) {
      const tied = config.tiedEmbedding && name === 'lm_head.weight';
      const tensor = weights.get(tied ? 'model.embed_tokens.weight' : name);
      if (!name.endsWith('_proj.weight') && name !== 'lm_head.weight') return tensor;
      const width = widths(name);
      const rounded = new Float32Array(tensor.length);
      for (let from = 0; from < tensor.length; from += width) {
        const row = tensor.subarray(from, from + width);
        const step = row.reduce((peak, value) => Math.max(peak, Math.abs(value)), 0) / 127;
        row.forEach((value, i) => (rounded[from + i] = step > 0 ? Math.round(value / step) * step : 0));
      }
      return rounded;
    },
  };
}
