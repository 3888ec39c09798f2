import type { ModelConfig } from '../../config';
import type { Kernel, KernelSource } from './kernel';
import { compile } from './kernel';
import type { Layout } from './layout';
import type { Precision } from './matrix';
import type { GpuQuantisedPages } from './quantised-pages';
import type { AttentionTiling } from './shaders/attention';
import { tileRows, type Tiling } from './shaders/bodies';
import { embedKernel } from './shaders/embed';
import { logitsEpilogue, projectionEpilogue, qkvEpilogue, residualEpilogue, swigluEpilogue } from './shaders/epilogues';
import { hideKernel, placeKernel } from './shaders/learned';
import { type Product, productKernel } from './shaders/product';
import {
  beginNucleusKernel,
  binMassKernel,
  largestLogitKernel,
  maskKernel,
  refineNucleusKernel,
  sampleKernel,
  sampleScoresKernel,
} from './shaders/sample';
import { scoresKernel } from './shaders/scores';
import { softmaxKernel } from './shaders/softmax';
import { storeKernel } from './shaders/store';
import {
  storedQueryKernel,
  storedScoresKernel,
  type StoredSource,
  storedValuesKernel,
} from './shaders/stored-attention';
import { sharedValuesKernel, valuesKernel } from './shaders/values';
import { finalVectors, layerVectors } from './vectors';

/** `plain` uses no barriers, which suits a CPU; `workgroup` shares data through workgroup memory, which suits a GPU. */
export type KernelSet = 'plain' | 'workgroup';

/** `projection` is `qkv` for a model that compresses its own cache. */
export type ProductName = 'qkv' | 'projection' | 'output' | 'gateUp' | 'down' | 'lmHead';

/**
 * The numbers of rows per thread to compile for: a few, so that a shrinking batch does not compile a kernel for each
 * size.
 */
const plainRows = [1, 2, 4, 8];

export function tilingOf(set: KernelSet, rows: number): Tiling {
  if (set === 'plain') {
    // Computing one row costs about as much as reading the weights once.
    const cost = (each: number) => Math.ceil(rows / each) * (each + 1);
    const best = plainRows.reduce((least, each) => (cost(each) < cost(least) ? each : least));
    return { body: 'plain', rows: best, width: 2 };
  }
  if (rows > 8) return { body: 'tile', rows: tileRows, width: 1 };
  return { body: 'reduce', rows: rows > 2 ? 4 : rows, width: 1 };
}

/** Threads of a workgroup in the attention to stored pages. */
export const storedThreads: Record<KernelSet, number> = { plain: 8, workgroup: 64 };

/** The kernels of a model, compiled on first use. */
export class Kernels {
  private readonly products: Record<ProductName, Product>;
  private readonly ready = new Map<string, Promise<Kernel>>();

  constructor(
    private readonly device: GPUDevice,
    private readonly config: ModelConfig,
    private readonly layout: Layout,
    private readonly precision: Precision,
  ) {
    this.products = productsOf(config, layout);
  }

  product(name: ProductName, tiling: Tiling): Promise<Kernel> {
    const key = `${name} ${tiling.body} ${tiling.rows} ${tiling.width}`;
    return this.get(key, () => productKernel(this.products[name], this.precision, tiling));
  }

  units(name: ProductName): number {
    return this.products[name].units;
  }

  embed = () => this.get('embed', () => embedKernel(this.layout, this.precision));
  scores = (tiling: AttentionTiling) =>
    this.get(`scores ${tiling.rows} ${tiling.slots}`, () => scoresKernel(this.config, this.layout, tiling));
  softmax = (set: KernelSet) =>
    this.get(`softmax ${set}`, () => softmaxKernel(this.config, this.layout, set === 'plain' ? 1 : 64));
  values = (set: KernelSet, tiling: AttentionTiling) =>
    this.get(`values ${set} ${tiling.rows}`, () =>
      set === 'plain' ? valuesKernel(this.config, this.layout, tiling) : sharedValuesKernel(this.config, this.layout),
    );
  /** The kernels of a format: quantise full pages, arrange queries, scores and values. */
  stored(set: KernelSet, { format, stored }: Pick<GpuQuantisedPages, 'format' | 'stored'>) {
    const { config, layout } = this;
    const threads = storedThreads[set];
    const source: StoredSource = { format, config, layout, stored, threads };
    const key = `${set} ${JSON.stringify(format)}`;
    return Promise.all([
      this.get(`store ${key}`, () => storeKernel(format, config.headDim, layout, stored, true)),
      this.get(`stored query ${key}`, () => storedQueryKernel(source)),
      this.get(`stored scores ${key}`, () => storedScoresKernel(source)),
      this.get(`stored values ${key}`, () => storedValuesKernel(source)),
    ]);
  }
  place = (list: 'appended' | 'kept') => this.get(`place ${list}`, () => placeKernel(this.layout, list));
  hide = () => this.get('hide', () => hideKernel(this.config, this.layout));
  mask = () => this.get('mask', () => maskKernel(this.layout));
  largestLogit = () => this.get('largestLogit', () => largestLogitKernel(this.layout, this.config.vocabSize));
  beginNucleus = () => this.get('beginNucleus', () => beginNucleusKernel(this.layout));
  binMass = () => this.get('binMass', () => binMassKernel(this.layout, this.config.vocabSize));
  refineNucleus = () => this.get('refineNucleus', () => refineNucleusKernel(this.layout));
  sampleScores = () => this.get('sampleScores', () => sampleScoresKernel(this.layout, this.config.vocabSize));
  sample = () => this.get('sample', () => sampleKernel(this.layout));

  private get(name: string, source: () => KernelSource): Promise<Kernel> {
    let kernel = this.ready.get(name);
    if (!kernel) this.ready.set(name, (kernel = compile(this.device, source(), this.precision)));
    return kernel;
  }
}

function productsOf(config: ModelConfig, layout: Layout): Record<ProductName, Product> {
  const { hidden4, hiddenUnits, intermediate4, query4, qkvUnits, vocabularyUnits } = layout;
  const { at } = layerVectors(config, layout);
  const last = finalVectors(layout).at;
  const norm = (where: number) => ({ at: where, size: config.hiddenSize, eps: config.rmsNormEps });
  const adds = residualEpilogue(layout);
  // prettier-ignore
  return {
    qkv: {
      label: 'qkv', inputs4: hidden4, units: qkvUnits, source: 'residual', norm: norm(at.attentionNorm),
      scales: at.qkvScales, rows: 'all', epilogue: qkvEpilogue(config, layout, at.bias),
    },
    projection: {
      label: 'projection', inputs4: hidden4, units: qkvUnits, source: 'residual', norm: norm(at.attentionNorm),
      scales: at.qkvScales, rows: 'all', epilogue: projectionEpilogue(layout, at.bias),
    },
    output: {
      label: 'output', inputs4: query4, units: hiddenUnits, source: 'attended',
      scales: at.outputScales, rows: 'all', epilogue: adds,
    },
    gateUp: {
      label: 'gateUp', inputs4: hidden4, units: intermediate4, source: 'residual', norm: norm(at.mlpNorm),
      scales: at.gateUpScales, rows: 'all', epilogue: swigluEpilogue(layout),
    },
    down: {
      label: 'down', inputs4: intermediate4, units: hiddenUnits, source: 'intermediate',
      scales: at.downScales, rows: 'all', epilogue: adds,
    },
    lmHead: {
      label: 'lmHead', inputs4: hidden4, units: vocabularyUnits, source: 'residual', norm: norm(last.norm),
      scales: last.scales, rows: 'logitRows', epilogue: logitsEpilogue(layout),
    },
  };
}
