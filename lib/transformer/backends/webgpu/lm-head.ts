import type { Commands, Grid } from './commands';
import type { PassContext } from './context';
import { type KernelSet, tilingOf } from './kernels';
import type { Pass } from './plan';
import { groupUnits } from './shaders/bodies';
import { nucleusRounds, samplingParts } from './shaders/sample';

/** Compiles the kernels that compute and sample the logits of a pass. Returns what encodes them. */
export async function prepareLmHead(context: PassContext, pass: Pass, set: KernelSet): Promise<(to: Commands) => void> {
  const { kernels, model } = context;
  const count = pass.logitRows.length;
  const tiling = tilingOf(set, count);
  const lmHead = count > 0 ? await kernels.product('lmHead', tiling) : null;
  const sample = pass.samples > 0 ? await prepareSampling(context, pass) : null;
  const grid: Grid = [Math.ceil(kernels.units('lmHead') / groupUnits(tiling)), Math.ceil(count / tiling.rows)];
  return to => {
    if (lmHead) to.dispatch(lmHead, grid, 0, { weights: model.lmHead, vectors: model.finalVectors });
    sample?.(to);
  };
}

/**
 * Samples from the first `samples` logit rows. Leaves out the mask where every token is allowed in all rows, and the
 * nucleus search where no row has a top_p below 1.
 */
async function prepareSampling(
  { kernels, layout }: PassContext,
  { logitRows, samples }: Pass,
): Promise<(to: Commands) => void> {
  const usesNucleus = logitRows.some(({ sampling }) => sampling && sampling.temperature > 0 && sampling.top_p < 1);
  const partGrid: Grid = [samplingParts(layout) / 8, samples];
  const [scores, sample] = await Promise.all([kernels.sampleScores(), kernels.sample()]);
  const mask = logitRows.some(({ sampling }) => sampling?.allowed) ? await kernels.mask() : null;
  const search = usesNucleus
    ? await Promise.all([kernels.largestLogit(), kernels.beginNucleus(), kernels.binMass(), kernels.refineNucleus()])
    : null;
  return to => {
    if (mask) to.dispatch(mask, partGrid);
    if (search) {
      const [largestLogit, beginNucleus, binMass, refineNucleus] = search;
      to.dispatch(largestLogit, partGrid);
      to.dispatch(beginNucleus, [samples]);
      for (let round = 0; round < nucleusRounds; round++) {
        to.dispatch(binMass, partGrid);
        to.dispatch(refineNucleus, [samples]);
      }
    }
    to.dispatch(scores, partGrid);
    to.dispatch(sample, [samples]);
  };
}
