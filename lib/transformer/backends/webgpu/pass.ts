import type { ModelConfig } from '../../config';
import type { BindingName, StorageName } from './bindings';
import { passStride } from './bindings';
import type { Gpu } from './device';
import type { Kernel } from './kernel';
import { type Kernels, type KernelSet, type ProductName, storedThreads, tilingOf } from './kernels';
import type { Layout } from './layout';
import type { GpuModel } from './model';
import type { PageTable } from './page-table';
import type { GpuPages } from './pages';
import type { Pass } from './plan';
import type { GpuQuantisedPages } from './quantised-pages';
import type { Scratch } from './scratch';
import { attentionTiling } from './shaders/attention';
import { groupUnits, tileRows, type Tiling } from './shaders/bodies';
import { nucleusRounds, samplingParts } from './shaders/sample';

/** A range of a buffer to copy out. */
export interface CopyRange {
  from: StorageName;
  offset: number;
  bytes: number;
}

/**
 * The copies within a pass: after the queries or the softmax of a layer, or at a depth of the residual stream. Only called where
 * there are any.
 */
export interface CaptureCopies {
  attention: ReadonlyMap<number, CopyRange[]>;
  hidden: ReadonlyMap<number, CopyRange[]>;
  queries: ReadonlyMap<number, CopyRange[]>;
  /** Offset of a copy in the buffer that is read back. */
  offsetOf(range: CopyRange): number;
}

/** All copies of a pass for the host. */
export interface Copies {
  captures: CaptureCopies | null;
  /** Copies at the end of the pass. */
  after: (CopyRange & { place: number })[];
  /** Returns the target buffer; only called where there is a copy. */
  into(): GPUBuffer;
}

/** How the sequences of a pass store their full pages, and how many of them the pass fills. */
export interface StoredHeads {
  /** [layer * kvHeads + head]: null or absent where pages stay in float32; the same for all heads of a layer. */
  stores: readonly (GpuQuantisedPages | null)[];
  /** [layer]. */
  fills: readonly number[];
}

/** What the forward pass works with. */
export interface PassContext {
  gpu: Gpu;
  config: ModelConfig;
  layout: Layout;
  kernels: Kernels;
  model: GpuModel;
  pages: GpuPages;
  pageTable: PageTable;
  scratch: Scratch;
}

/** Encodes passes through the layers. Keeps bind groups until a buffer is replaced. */
export class PassEncoder {
  private bindGroups = new Map<string, GPUBindGroup>();
  private generation = '';
  private readonly layers: GPUBuffer;

  constructor(private readonly context: PassContext) {
    const { gpu, config } = context;
    this.layers = gpu.allocate('layers', config.layers * passStride, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST);
    const numbers = new Uint32Array((config.layers * passStride) / 4);
    for (let layer = 0; layer < config.layers; layer++) numbers[(layer * passStride) / 4] = layer;
    gpu.device.queue.writeBuffer(this.layers, 0, numbers);
  }

  /**
   * Grows the buffers for passes of this size.
   * @param isStored whether sequences of the passes have a format
   * @throws Failure `too-large`
   */
  reserve(passes: readonly Pass[], isStored: boolean): void {
    const { config, layout, scratch } = this.context;
    const maxOf = (of: (pass: Pass) => number) => Math.max(...passes.map(of));
    // Threads compute whole tiles of rows; results beyond the last row are ignored.
    const rows = maxOf(pass => pass.rows.length) + tileRows;
    scratch.ensure('residual', rows * layout.hidden4 * 16);
    scratch.ensure('query', rows * layout.query4 * 16);
    scratch.ensure('attended', rows * layout.query4 * 16);
    if (isStored) scratch.ensure('storedQuery', rows * layout.query4 * 16);
    scratch.ensure('intermediate', rows * layout.intermediate4 * 16);
    scratch.ensure('scores', maxOf(pass => pass.rows.length * Math.ceil(pass.slots / 4)) * config.heads * 16);
    scratch.ensure('logits', maxOf(pass => pass.logitRows.length) * layout.vocabulary4 * 16);
    const parts = samplingParts(layout) * maxOf(pass => pass.samples);
    scratch.ensure('best', parts * 8);
    scratch.ensure('mass', parts * 64);
    scratch.ensure('nucleus', maxOf(pass => pass.samples) * 16);
  }

  /**
   * @param index of the pass record
   * @param layers number of layers to run, for timing; default all
   */
  async encode(
    pass: Pass,
    index: number,
    set: KernelSet,
    copies: Copies,
    { stores, fills }: StoredHeads,
    layers?: number,
  ): Promise<GPUCommandBuffer> {
    const { gpu, config, kernels, model, layout, scratch } = this.context;
    const { captures, after, into } = copies;
    const { kvHeads, heads } = config;
    const count = pass.rows.length;
    const tiling = tilingOf(set, count);
    const names = ['qkv', 'output', 'gateUp', 'down'] as const;
    const products = await Promise.all(names.map(name => kernels.product(name, tiling)));
    const [qkv, output, gateUp, down] = products as [Kernel, Kernel, Kernel, Kernel];
    const attention = attentionTiling(set, layout, pass.sharesPages);
    const [embed, scores, softmax, values] = await Promise.all([
      kernels.embed(), kernels.scores(attention), kernels.softmax(set), kernels.values(set, attention),
    ]); // prettier-ignore
    // All layers that are stored have the same format.
    const format = stores.find(Boolean);
    const stored = format ? await kernels.stored(set, format) : null;
    const lmHeadTiling = tilingOf(set, pass.logitRows.length);
    const lmHead = pass.logitRows.length > 0 ? await kernels.product('lmHead', lmHeadTiling) : null;
    const sample = pass.samples > 0 ? await this.prepareSampling(pass) : null;

    const { slots, width, scoreThreads, valueThreads, rows } = attention;
    const scoreGrid: Grid = [Math.ceil(pass.slots / slots / scoreThreads), kvHeads, Math.ceil(count / rows)];
    const valueGrid: Grid =
      set === 'plain'
        ? [Math.ceil((kvHeads * layout.head4) / width / valueThreads), 1, Math.ceil(count / rows)]
        : [1, kvHeads, count];

    this.dropStaleBindGroups();
    const encoder = gpu.device.createCommandEncoder();
    let compute = encoder.beginComputePass();
    const dispatch: Dispatch = (kernel, grid, layer = 0, buffers = {}) => {
      compute.setPipeline(kernel.pipeline);
      const offsets = kernel.names.includes('pass') ? [index * passStride] : [];
      compute.setBindGroup(0, this.bindGroup(kernel, layer, buffers), offsets);
      compute.dispatchWorkgroups(...grid);
    };
    const product = (
      kernel: Kernel,
      name: ProductName,
      tiling: Tiling,
      rows: number,
      layer: number,
      buffers: Buffers,
    ) =>
      dispatch(
        kernel,
        [Math.ceil(kernels.units(name) / groupUnits(tiling)), Math.ceil(rows / tiling.rows)],
        layer,
        buffers,
      );
    const copyOut = (wanted: CopyRange[] | undefined) => {
      if (!wanted || !captures) return;
      compute.end();
      for (const one of wanted)
        encoder.copyBufferToBuffer(scratch.get(one.from)!, one.offset, into(), captures.offsetOf(one), one.bytes);
      compute = encoder.beginComputePass();
    };

    dispatch(embed, [Math.ceil(layout.hidden4 / 64), count], 0, { embedding: model.embedding });
    copyOut(captures?.hidden.get(0));
    for (let layer = 0; layer < (layers ?? config.layers); layer++) {
      const { vectors, ...weights } = model.layers[layer]!;
      product(qkv, 'qkv', tiling, count, layer, { weights: weights.qkv, vectors });
      copyOut(captures?.queries.get(layer));
      const own = stores[layer * kvHeads];
      const buffers: Buffers = own ? { stored: own.buffer } : {};
      const softmaxGrid: Grid = [set === 'plain' ? Math.ceil((count * heads) / 8) : count * heads];
      if (own && stored) {
        const [store, storedQuery, storedScores] = stored;
        const filled = fills[layer] ?? 0;
        if (filled > 0) dispatch(store, [filled], layer, buffers);
        dispatch(storedQuery, [Math.ceil((count * heads) / storedThreads[set])], layer);
        dispatch(storedScores, [Math.ceil(pass.slots / 4 / storedThreads[set]), kvHeads, count], layer, buffers);
      } else dispatch(scores, scoreGrid, layer);
      dispatch(softmax, softmaxGrid, layer);
      copyOut(captures?.attention.get(layer));
      if (own && stored)
        dispatch(stored[3], [Math.ceil((kvHeads * layout.head4) / storedThreads[set]), 1, count], layer, buffers);
      else dispatch(values, valueGrid, layer);
      product(output, 'output', tiling, count, layer, { weights: weights.output, vectors });
      product(gateUp, 'gateUp', tiling, count, layer, { weights: weights.gateUp, vectors });
      product(down, 'down', tiling, count, layer, { weights: weights.down, vectors });
      copyOut(captures?.hidden.get(layer + 1));
    }
    if (lmHead) {
      const buffers = { weights: model.lmHead, vectors: model.finalVectors };
      product(lmHead, 'lmHead', lmHeadTiling, pass.logitRows.length, 0, buffers);
    }
    sample?.(dispatch);
    compute.end();
    for (const { from, offset, bytes, place } of after)
      encoder.copyBufferToBuffer(scratch.get(from)!, offset, into(), place, bytes);
    return encoder.finish();
  }

  destroy(): void {
    this.layers.destroy();
    this.bindGroups.clear();
  }

  /**
   * Samples from the first `samples` logit rows. Leaves out the mask where every token is allowed in all rows, and the
   * nucleus search where no row has a top_p below 1.
   */
  private async prepareSampling({ logitRows, samples }: Pass): Promise<(run: Dispatch) => void> {
    const { kernels, layout } = this.context;
    const usesNucleus = logitRows.some(({ sampling }) => sampling && sampling.temperature > 0 && sampling.top_p < 1);
    const partGrid: Grid = [samplingParts(layout) / 8, samples];
    const [scores, sample] = await Promise.all([kernels.sampleScores(), kernels.sample()]);
    const mask = logitRows.some(({ sampling }) => sampling?.allowed) ? await kernels.mask() : null;
    const search = usesNucleus
      ? await Promise.all([kernels.largestLogit(), kernels.beginNucleus(), kernels.binMass(), kernels.refineNucleus()])
      : null;
    return run => {
      if (mask) run(mask, partGrid);
      if (search) {
        const [largestLogit, beginNucleus, binMass, refineNucleus] = search;
        run(largestLogit, partGrid);
        run(beginNucleus, [samples]);
        for (let round = 0; round < nucleusRounds; round++) {
          run(binMass, partGrid);
          run(refineNucleus, [samples]);
        }
      }
      run(scores, partGrid);
      run(sample, [samples]);
    };
  }

  /** Drops bind groups that reference replaced buffers. */
  private dropStaleBindGroups(): void {
    const { scratch, pages, pageTable } = this.context;
    const stores = pages.stores.map(store => store.generation);
    const generation = `${scratch.generation} ${pages.generation} ${pageTable.generation} ${stores.join(' ')}`;
    if (generation !== this.generation) this.bindGroups.clear();
    this.generation = generation;
  }

  private bindGroup(kernel: Kernel, layer: number, buffers: Buffers): GPUBindGroup {
    const key = `${kernel.label} ${layer}`;
    let group = this.bindGroups.get(key);
    if (!group) {
      const entries = kernel.names.map((name, binding) => ({ binding, resource: this.resource(name, layer, buffers) }));
      group = this.context.gpu.device.createBindGroup({ label: key, layout: kernel.layout, entries });
      this.bindGroups.set(key, group);
    }
    return group;
  }

  private resource(name: BindingName, layer: number, buffers: Buffers): GPUBufferBinding {
    const { pages, pageTable, scratch } = this.context;
    if (name === 'layer') return { buffer: this.layers, offset: layer * passStride, size: 16 };
    if (name === 'pass') return { buffer: scratch.get('passes')!, size: passStride };
    if (name === 'pages') return { buffer: pages.buffer };
    if (name === 'pageTable') return { buffer: pageTable.buffer };
    return { buffer: buffers[name] ?? scratch.get(name)! };
  }
}

type Buffers = Partial<Record<StorageName, GPUBuffer>>;
type Grid = readonly [number, number?, number?];
type Dispatch = (kernel: Kernel, grid: Grid, layer?: number, buffers?: Buffers) => void;
