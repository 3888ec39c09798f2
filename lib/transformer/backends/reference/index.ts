import type { ModelConfig } from '../../config';
import type { Backend, SequenceId, StepInput, Weights } from '../../contract';
import { add, attend, gated, multiply, rmsNorm, rotate } from './arithmetic';

interface Layer {
  attentionNorm: Float32Array;
  query: Float32Array;
  key: Float32Array;
  value: Float32Array;
  output: Float32Array;
  mlpNorm: Float32Array;
  gate: Float32Array;
  up: Float32Array;
  down: Float32Array;
}

/** keys, values: [layer][position], rows [kvHeads * headDim], keys rotated. A row never changes, so forks share rows. */
interface Cache {
  keys: Float32Array[][];
  values: Float32Array[][];
}

/** The plain backend: float32 weights, one token at a time, nothing clever. Slow; it is what the fast ones are held against. */
export function createReferenceBackend(config: ModelConfig, weights: Weights): Backend {
  const { hiddenSize, headDim, ropeTheta, rmsNormEps } = config;
  const embedding = weights.get('model.embed_tokens.weight');
  const finalNorm = weights.get('model.norm.weight');
  const unembedding = config.tiedEmbedding ? embedding : weights.get('lm_head.weight');
  const layers = Array.from({ length: config.layers }, (_, i) => readLayer(weights, i));
  const sequences = new Map<SequenceId, Cache>();
  let opened = 0;

  const cacheOf = (sequence: SequenceId): Cache => {
    const cache = sequences.get(sequence);
    if (!cache) throw new Error(`Sequence ${sequence} is not open`);
    return cache;
  };
  const keep = (cache: Cache): SequenceId => {
    sequences.set(++opened, cache);
    return opened;
  };

  /** Appends one token to a cache and returns the residual stream after the last layer, [hiddenSize]. */
  function forward(cache: Cache, token: number): Float32Array {
    const x = embedding.slice(token * hiddenSize, (token + 1) * hiddenSize);
    layers.forEach((layer, index) => {
      const keys = cache.keys[index]!;
      const values = cache.values[index]!;
      const normed = rmsNorm(x, layer.attentionNorm, rmsNormEps);
      const query = multiply(layer.query, normed);
      const key = multiply(layer.key, normed);
      rotate(query, keys.length, headDim, ropeTheta);
      rotate(key, keys.length, headDim, ropeTheta);
      keys.push(key);
      values.push(multiply(layer.value, normed));
      add(x, multiply(layer.output, attend(query, keys, values, headDim)));
      const wide = rmsNorm(x, layer.mlpNorm, rmsNormEps);
      add(x, multiply(layer.down, gated(multiply(layer.gate, wide), multiply(layer.up, wide))));
    });
    return x;
  }

  const logits = (x: Float32Array): Float32Array => multiply(unembedding, rmsNorm(x, finalNorm, rmsNormEps));

  return {
    name: 'reference',
    config,
    open: () => keep({ keys: layers.map(() => []), values: layers.map(() => []) }),
    fork(sequence) {
      const { keys, values } = cacheOf(sequence);
      return keep({ keys: keys.map(rows => rows.slice()), values: values.map(rows => rows.slice()) });
    },
    length: sequence => cacheOf(sequence).keys[0]!.length,
    prefill(sequence: SequenceId, tokens: readonly number[]) {
      const cache = cacheOf(sequence);
      let x: Float32Array | undefined;
      for (const token of tokens) x = forward(cache, token);
      if (!x) throw new Error('Nothing to prefill');
      return logits(x);
    },
    decode: (steps: readonly StepInput[]) =>
      steps.map(({ sequence, token }) => logits(forward(cacheOf(sequence), token))),
    release: sequence => void sequences.delete(sequence),
    bytes() {
      const rows = new Set<Float32Array>();
      for (const { keys, values } of sequences.values())
        for (const positions of [...keys, ...values]) for (const row of positions) rows.add(row);
      const tensors = new Set([embedding, finalNorm, unembedding, ...layers.flatMap(layer => Object.values(layer))]);
      const size = (arrays: Iterable<Float32Array>) => [...arrays].reduce((sum, array) => sum + array.byteLength, 0);
      return { weights: size(tensors as Set<Float32Array>), cache: size(rows) };
    },
    dispose: () => sequences.clear(),
  };
}

function readLayer(weights: Weights, index: number): Layer {
  const get = (name: string) => weights.get(`model.layers.${index}.${name}.weight`);
  return {
    attentionNorm: get('input_layernorm'),
    query: get('self_attn.q_proj'),
    key: get('self_attn.k_proj'),
    value: get('self_attn.v_proj'),
    output: get('self_attn.o_proj'),
    mlpNorm: get('post_attention_layernorm'),
    gate: get('mlp.gate_proj'),
    up: get('mlp.up_proj'),
    down: get('mlp.down_proj'),
  };
}
