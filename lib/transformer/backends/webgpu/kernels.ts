import type { ModelConfig } from '../../config';
import type { Kernel, KernelSource } from './kernel';
import { compile } from './kernel';
import type { Layout } from './layout';
import type { Precision } from './matrix';
import type { AttentionShare } from './shaders/attention';
import { scoresKernel } from './shaders/scores';
import { softmaxKernel } from './shaders/softmax';
import { sharedValuesKernel, valuesKernel } from './shaders/values';
import { tileRows, type Share } from './shaders/bodies';
import { beginNucleusKernel, drawKernel, massKernel, peakKernel, scoreKernel, settleKernel } from './shaders/draw';
import { embedKernel } from './shaders/embed';
import { addToStream, gate, keepLogits, project } from './shaders/epilogues';
import { productKernel, type Product } from './shaders/product';
import { finalVectors, layerVectors } from './vectors';

/** `plain` waits for nothing (what a CPU likes), `workgroup` shares work through workgroup memory (what a GPU likes). */
export type KernelSet = 'plain' | 'workgroup';

export type ProductName = 'project' | 'output' | 'widen' | 'narrow' | 'unembed';

/** Rows of a thread that are compiled for: a few, so that a shrinking batch does not compile a kernel for each of its sizes. */
const plainRows = [1, 2, 4, 8];

export function shareOf(set: KernelSet, rows: number): Share {
  if (set === 'plain') {
    // A row costs about what reading the weights once costs.
    const cost = (each: number) => Math.ceil(rows / each) * (each + 1);
    const best = plainRows.reduce((least, each) => (cost(each) < cost(least) ? each : least));
    return { body: 'plain', rows: best, width: 2 };
  }
  if (rows > 8) return { body: 'tile', rows: tileRows, width: 1 };
  return { body: 'reduce', rows: rows > 2 ? 4 : rows, width: 1 };
}

/** The kernels of a model, compiled when first needed. */
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

  product(name: ProductName, share: Share): Promise<Kernel> {
    const key = `${name} ${share.body} ${share.rows} ${share.width}`;
    return this.get(key, () => productKernel(this.products[name], this.precision, share));
  }

  units(name: ProductName): number {
    return this.products[name].units;
  }

  embed = () => this.get('embed', () => embedKernel(this.layout, this.precision));
  scores = (share: AttentionShare) =>
    this.get(`scores ${share.rows} ${share.slots}`, () => scoresKernel(this.config, this.layout, share));
  softmax = (set: KernelSet) =>
    this.get(`softmax ${set}`, () => softmaxKernel(this.config, this.layout, set === 'plain' ? 1 : 64));
  values = (set: KernelSet, share: AttentionShare) =>
    this.get(`values ${set} ${share.rows}`, () =>
      set === 'plain' ? valuesKernel(this.config, this.layout, share) : sharedValuesKernel(this.config, this.layout),
    );
  peak = () => this.get('peak', () => peakKernel(this.layout, this.config.vocabSize));
  beginNucleus = () => this.get('begin nucleus', () => beginNucleusKernel(this.layout));
  mass = () => this.get('mass', () => massKernel(this.layout, this.config.vocabSize));
  settle = () => this.get('settle', () => settleKernel(this.layout));
  score = () => this.get('score', () => scoreKernel(this.layout, this.config.vocabSize));
  draw = () => this.get('draw', () => drawKernel(this.layout));

  private get(name: string, source: () => KernelSource): Promise<Kernel> {
    let kernel = this.ready.get(name);
    if (!kernel) this.ready.set(name, (kernel = compile(this.device, source(), this.precision)));
    return kernel;
  }
}

function productsOf(config: ModelConfig, layout: Layout): Record<ProductName, Product> {
  const { hidden4, hiddenUnits, inner4, query4, projectUnits, vocabularyUnits } = layout;
  const { at } = layerVectors(config, layout);
  const last = finalVectors(layout).at;
  const norm = (where: number) => ({ at: where, size: config.hiddenSize, eps: config.rmsNormEps });
  const adds = addToStream(layout);
  // prettier-ignore
  return {
    project: {
      label: 'project', inputs4: hidden4, units: projectUnits, source: 'stream', norm: norm(at.attentionNorm),
      scales: at.projectScales, rows: 'all', epilogue: project(config, layout, at.bias),
    },
    output: {
      label: 'output', inputs4: query4, units: hiddenUnits, source: 'attended',
      scales: at.outputScales, rows: 'all', epilogue: adds,
    },
    widen: {
      label: 'widen', inputs4: hidden4, units: inner4, source: 'stream', norm: norm(at.mlpNorm),
      scales: at.widenScales, rows: 'all', epilogue: gate(layout),
    },
    narrow: {
      label: 'narrow', inputs4: inner4, units: hiddenUnits, source: 'inner',
      scales: at.narrowScales, rows: 'all', epilogue: adds,
    },
    unembed: {
      label: 'unembed', inputs4: hidden4, units: vocabularyUnits, source: 'stream', norm: norm(last.norm),
      scales: last.scales, rows: 'picks', epilogue: keepLogits(layout),
    },
  };
}
