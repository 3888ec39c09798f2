import type { Commands, Grid } from './commands';
import type { PassContext } from './context';
import type { KernelSet } from './kernels';
import { prepareLayers } from './layer-commands';
import { prepareLmHead } from './lm-head';
import type { Pass } from './plan';

/** The parts of a pass of a model that compresses its own cache. The host works between `project` and `attend`. */
export interface LearnedCommands {
  embed(to: Commands): void;
  /** Queries, keys and values of a layer, for the host. */
  project(to: Commands, layer: number): void;
  /** The rest of the layer; see `SlotChanges`. */
  attend(to: Commands, layer: number): void;
  lmHead(to: Commands): void;
}

/** Compiles the kernels of a pass of this size where that is not done yet. */
export async function prepareLearned(context: PassContext, pass: Pass, set: KernelSet): Promise<LearnedCommands> {
  const { config, kernels, layout } = context;
  const layers = await prepareLayers(context, pass, set, 'projection');
  const [append, keep, hide] = await Promise.all([kernels.place('appended'), kernels.place('kept'), kernels.hide()]);
  const lmHead = await prepareLmHead(context, pass, set);
  const rows = pass.rows.length;
  const placeGrid: Grid = [Math.ceil((rows * config.kvHeads * layout.head4) / 64)];
  return {
    embed: layers.embed,
    project: layers.project,
    attend(to, layer) {
      to.dispatch(append, placeGrid);
      layers.scores(to, layer);
      to.dispatch(hide, [Math.ceil((rows * config.heads) / 64)]);
      layers.softmax(to, layer);
      layers.values(to, layer);
      to.dispatch(keep, placeGrid);
      layers.finish(to, layer);
    },
    lmHead,
  };
}
