import type { Buffers } from './bind-groups';
import type { Commands, Grid } from './commands';
import type { PassContext } from './context';
import type { KernelSet, ProductName } from './kernels';
import { tilingOf } from './kernels';
import type { Pass } from './plan';
import { attentionTiling } from './shaders/attention';
import { groupUnits } from './shaders/bodies';

/** The parts of a layer, each encoded by a call. */
export interface LayerCommands {
  /** The embeddings of the rows. */
  embed(to: Commands): void;
  /** Queries, keys and values: of `qkv`, rotated and in their places; of `projection`, as they are. */
  project(to: Commands, layer: number): void;
  scores(to: Commands, layer: number): void;
  softmax(to: Commands, layer: number): void;
  values(to: Commands, layer: number): void;
  /** The output projection of the attention, and the MLP. */
  finish(to: Commands, layer: number): void;
}

/** Compiles the kernels of a pass of this size where that is not done yet. */
export async function prepareLayers(
  { config, kernels, model, layout }: PassContext,
  pass: Pass,
  set: KernelSet,
  projection: 'qkv' | 'projection',
): Promise<LayerCommands> {
  const { kvHeads, heads } = config;
  const count = pass.rows.length;
  const tiling = tilingOf(set, count);
  const attention = attentionTiling(set, layout, pass.sharesPages);
  const [embed, scores, softmax, values, project, output, gateUp, down] = await Promise.all([
    kernels.embed(), kernels.scores(attention), kernels.softmax(set), kernels.values(set, attention),
    kernels.product(projection, tiling), kernels.product('output', tiling), kernels.product('gateUp', tiling), kernels.product('down', tiling),
  ]); // prettier-ignore

  const { slots, width, scoreThreads, valueThreads, rows } = attention;
  const scoreGrid: Grid = [Math.ceil(pass.slots / slots / scoreThreads), kvHeads, Math.ceil(count / rows)];
  const softmaxGrid: Grid = [set === 'plain' ? Math.ceil((count * heads) / 8) : count * heads];
  const valueGrid: Grid =
    set === 'plain'
      ? [Math.ceil((kvHeads * layout.head4) / width / valueThreads), 1, Math.ceil(count / rows)]
      : [1, kvHeads, count];
  const gridOf = (name: ProductName): Grid => [
    Math.ceil(kernels.units(name) / groupUnits(tiling)),
    Math.ceil(count / tiling.rows),
  ];
  const buffersOf = (layer: number, name: 'qkv' | 'output' | 'gateUp' | 'down'): Buffers => {
    const { vectors, [name]: weights } = model.layers[layer]!;
    return { weights, vectors };
  };
  return {
    embed: to => to.dispatch(embed, [Math.ceil(layout.hidden4 / 64), count], 0, { embedding: model.embedding }),
    project: (to, layer) => to.dispatch(project, gridOf(projection), layer, buffersOf(layer, 'qkv')),
    scores: (to, layer) => to.dispatch(scores, scoreGrid, layer),
    softmax: (to, layer) => to.dispatch(softmax, softmaxGrid, layer),
    values: (to, layer) => to.dispatch(values, valueGrid, layer),
    finish(to, layer) {
      to.dispatch(output, gridOf('output'), layer, buffersOf(layer, 'output'));
      to.dispatch(gateUp, gridOf('gateUp'), layer, buffersOf(layer, 'gateUp'));
      to.dispatch(down, gridOf('down'), layer, buffersOf(layer, 'down'));
    },
  };
}
