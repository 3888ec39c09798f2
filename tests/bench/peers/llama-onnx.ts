import type { ModelConfig } from '@/lib/transformer/config';
import type { RandomWeights } from '../../support/random-model';
import { OnnxGraph } from './onnx';
import { ropeTables } from './rope';

/**
 * What leaves the graph of the cache: the `whole` of it, old and new, to be handed in again; or the new `rows` only, for a host that keeps it
 * in arrays of a fixed length. On WebAssembly all that goes in and out is copied, so that rows are faster in long contexts.
 */
export type CacheOutput = 'whole' | 'rows';

/**
 * One step of a decoder as ONNX Runtime runs it fastest: its own fused operators (`GroupQueryAttention` with rotation and packed
 * projections, norms with the residual sum in them), and logits of the last token only.
 *
 * Inputs: `tokens` [1, n], `last` [1] (index of the last token in the whole sequence), `total` (its length), `positions` [n] for `rows`, and
 * for each layer i `pastKey.i`, `pastValue.i` [1, kvHeads, past, headDim]. Outputs: `logits` [1, vocab], and `key.i`, `value.i`
 * [1, kvHeads, held or n, headDim].
 */
export function llamaOnnx(config: ModelConfig, weights: RandomWeights, cache: CacheOutput): Uint8Array<ArrayBuffer> {
  const { layers, hiddenSize, intermediateSize, vocabSize, heads, kvHeads, headDim } = config;
  const graph = new OnnxGraph();
  const microsoft = 'com.microsoft';
  const epsilon = { float: config.rmsNormEps };
  const vector = (name: string) => graph.constant(name, [weights.get(name).length], weights.get(name));
  const { cosines, sines } = ropeTables(config);
  const cos = graph.constant('cosines', [config.context, headDim / 2], cosines);
  const sin = graph.constant('sines', [config.context, headDim / 2], sines);
  graph.input('tokens', 'int64', [1, 'n']);
  graph.input('last', 'int32', [1]);
  graph.input('total', 'int32', []);
  if (cache === 'rows') graph.input('positions', 'int64', ['n']);

  const embedding = weights.get('model.embed_tokens.weight');
  graph.constant('embedding', [vocabSize, hiddenSize], embedding);
  let stream = graph.node('Gather', ['embedding', 'tokens'], ['embedded']);
  let normed = graph.node(
    'SimplifiedLayerNormalization',
    [stream, vector('model.layers.0.input_layernorm.weight')],
    ['normed'],
    { epsilon, axis: 2 },
  );
  for (let layer = 0; layer < layers; layer++) {
    const from = (name: string) => `model.layers.${layer}.${name}`;
    const own = (name: string) => `${name}.${layer}`;
    /** Inputs times a matrix, stored as the product needs it: [inputs, outputs]. */
    const project = (x: string, names: readonly string[], outputs: number, inputs: number, to: string) => {
      const rows = names.flatMap(name => [weights.get(from(name))]);
      graph.constant(own(`${to}Matrix`), [inputs, outputs], transpose(rows, inputs));
      return graph.node('MatMul', [x, own(`${to}Matrix`)], [own(to)]);
    };
    /** The stream plus what a half of the layer adds, and its norm for what comes next. */
    const add = (x: string, norm: string, to: string) => {
      const sum = own(`${to}Stream`);
      graph.node(
        'SkipSimplifiedLayerNormalization',
        [stream, x, vector(norm)],
        [own(to), '', '', sum],
        { epsilon },
        microsoft,
      );
      stream = sum;
      return own(to);
    };

    const parts = ['self_attn.q_proj', 'self_attn.k_proj', 'self_attn.v_proj'];
    const width = (heads + 2 * kvHeads) * headDim;
    let packed = project(
      normed,
      parts.map(part => `${part}.weight`),
      width,
      hiddenSize,
      'qkv',
    );
    if (config.qkvBias) {
      const bias = parts.flatMap(part => [...weights.get(from(`${part}.bias`))]);
      packed = graph.node('Add', [packed, graph.constant(own('bias'), [width], Float32Array.from(bias))], [own('sum')]);
    }
    const past = ['pastKey', 'pastValue'].map(name => graph.input(own(name), 'float', [1, kvHeads, 'past', headDim]));
    const outputs = [own('key'), own('value')];
    const present = cache === 'rows' ? [own('presentKey'), own('presentValue')] : outputs;
    const attended = graph.node(
      'GroupQueryAttention',
      [packed, '', '', ...past, 'last', 'total', cos, sin],
      [own('attended'), ...present],
      { num_heads: heads, kv_num_heads: kvHeads, do_rotary: 1 },
      microsoft,
    );
    for (const [i, output] of outputs.entries()) {
      if (cache === 'rows') graph.node('Gather', [present[i]!, 'positions'], [output], { axis: 2 });
      graph.output(output, 'float', [1, kvHeads, cache === 'rows' ? 'n' : 'held', headDim]);
    }
    const mixed = project(attended, ['self_attn.o_proj.weight'], hiddenSize, heads * headDim, 'mixed');
    const inner = add(mixed, from('post_attention_layernorm.weight'), 'inner');
    const gate = project(inner, ['mlp.gate_proj.weight'], intermediateSize, hiddenSize, 'gate');
    const up = project(inner, ['mlp.up_proj.weight'], intermediateSize, hiddenSize, 'up');
    // With alpha 1, x * sigmoid(alpha * x) is SiLU.
    const open = graph.node('QuickGelu', [gate], [own('open')], { alpha: { float: 1 } }, microsoft);
    const product = graph.node('Mul', [open, up], [own('product')]);
    const down = project(product, ['mlp.down_proj.weight'], hiddenSize, intermediateSize, 'down');
    const next = layer + 1 < layers ? `model.layers.${layer + 1}.input_layernorm.weight` : 'model.norm.weight';
    normed = add(down, next, 'out');
  }
  graph.constant('end', [], BigInt64Array.of(-1n));
  const final = graph.node('Gather', [normed, 'end'], ['final'], { axis: 1 });
  const output = config.tiedEmbedding ? embedding : weights.get('lm_head.weight');
  graph.constant('outputMatrix', [hiddenSize, vocabSize], transpose([output], hiddenSize));
  graph.node('MatMul', [final, 'outputMatrix'], ['logits']);
  graph.output('logits', 'float', [1, vocabSize]);
  return graph.write();
}

/** Matrices [outputs][inputs] below one another, as one [inputs][outputs]. */
function transpose(matrices: readonly Float32Array[], inputs: number): Float32Array {
  const outputs = matrices.reduce((sum, matrix) => sum + matrix.length / inputs, 0);
  const turned = new Float32Array(outputs * inputs);
  let column = 0;
  for (const matrix of matrices)
    for (let row = 0; row < matrix.length / inputs; row++, column++)
      for (let i = 0; i < inputs; i++) turned[i * outputs + column] = matrix[row * inputs + i]!;
  return turned;
}
