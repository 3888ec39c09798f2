import type { ModelConfig } from '../../config';
import type { Layout } from './layout';

/** Offsets of the norms, biases and scales of a layer in its vectors buffer, in vec4s; the same for all layers. */
export interface LayerVectors {
  attentionNorm: number;
  mlpNorm: number;
  /** Null where the model has none. */
  bias: number | null;
  qkvScales: number;
  outputScales: number;
  gateUpScales: number;
  downScales: number;
}

export function layerVectors(config: ModelConfig, layout: Layout): { at: LayerVectors; size: number } {
  let size = 0;
  const take = (count: number): number => {
    size += count;
    return size - count;
  };
  const at = {
    attentionNorm: take(layout.hidden4),
    mlpNorm: take(layout.hidden4),
    bias: config.qkvBias ? take(2 * layout.qkvUnits) : null,
    qkvScales: take(2 * layout.qkvUnits),
    outputScales: take(layout.hidden4),
    gateUpScales: take(2 * layout.intermediate4),
    downScales: take(layout.hidden4),
  };
  return { at, size };
}

/** The same for the final norm and the lm_head matrix. */
export const finalVectors = ({ hidden4, vocabulary4 }: Layout) => ({
  at: { norm: 0, scales: hidden4 },
  size: hidden4 + vocabulary4,
});
