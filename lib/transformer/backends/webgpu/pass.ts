import type { ModelConfig } from '../../config';
import type { BindingName, StorageName } from './bindings';
import { passStride } from './bindings';
import type { Book } from './book';
import type { Gpu } from './device';
import type { Kernel } from './kernel';
import { shareOf, type Kernels, type KernelSet, type ProductName } from './kernels';
import type { Layout } from './layout';
import type { GpuModel } from './model';
import type { GpuPages } from './pages';
import type { Pass } from './plan';
import type { Scratch } from './scratch';
import { attentionShare } from './shaders/attention';
import { groupUnits, tileRows, type Share } from './shaders/bodies';
import { nucleusRounds, partsOf } from './shaders/draw';

/** Bytes to be copied out at some point of a pass. */
export interface Look {
  from: StorageName;
  offset: number;
  bytes: number;
}

/** What is looked at within a pass: after the softmax of a layer, or at a depth of the residual stream. Called only where something is. */
export interface Looks {
  attention: ReadonlyMap<number, Look[]>;
  hidden: ReadonlyMap<number, Look[]>;
  /** Where a copy goes in the buffer that is read back. */
  placeOf(look: Look): number;
}

/** What leaves the GPU in a pass. */
export interface Copies {
  looks: Looks | null;
  /** At its end. */
  after: (Look & { place: number })[];
  /** The buffer that takes them, asked for only where there is something to take. */
  into(): GPUBuffer;
}

/** What a pass works on. */
export interface Parts {
  gpu: Gpu;
  config: ModelConfig;
  layout: Layout;
  kernels: Kernels;
  model: GpuModel;
  pages: GpuPages;
  book: Book;
  scratch: Scratch;
}

/** Encodes passes through the layers. Bind groups are kept until some buffer is replaced. */
export class Encoder {
  private groups = new Map<string, GPUBindGroup>();
  private generation = '';
  private readonly layers: GPUBuffer;

  constructor(private readonly parts: Parts) {
    const { gpu, config } = parts;
    this.layers = gpu.allocate('layers', config.layers * passStride, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST);
    const numbers = new Uint32Array((config.layers * passStride) / 4);
    for (let layer = 0; layer < config.layers; layer++) numbers[(layer * passStride) / 4] = layer;
    gpu.device.queue.writeBuffer(this.layers, 0, numbers);
  }

  /** Makes room for passes of this size. @throws Failure `too-large` */
  fit(passes: readonly Pass[]): void {
    const { config, layout, scratch } = this.parts;
    const most = (of: (pass: Pass) => number) => Math.max(...passes.map(of));
    // Threads work on whole groups of rows; what lies beyond the last row is computed and left alone.
    const rows = most(pass => pass.rows.length) + tileRows;
    scratch.fit('stream', rows * layout.hidden4 * 16);
    scratch.fit('query', rows * layout.query4 * 16);
    scratch.fit('attended', rows * layout.query4 * 16);
    scratch.fit('inner', rows * layout.inner4 * 16);
    scratch.fit('scores', most(pass => pass.rows.length * Math.ceil(pass.slots / 4)) * config.heads * 16);
    scratch.fit('logits', most(pass => pass.picks.length) * layout.vocabulary4 * 16);
    const parts = partsOf(layout) * most(pass => pass.draws);
    scratch.fit('best', parts * 8);
    scratch.fit('mass', parts * 64);
    scratch.fit('nucleus', most(pass => pass.draws) * 16);
  }

  /**
   * @param index of the pass record
   * @param layers how many of them, for a timing; all else
   */
  async encode(pass: Pass, index: number, set: KernelSet, copies: Copies, layers?: number): Promise<GPUCommandBuffer> {
    const { gpu, config, kernels, model, layout, scratch } = this.parts;
    const { looks, after, into } = copies;
    const { kvHeads, heads } = config;
    const count = pass.rows.length;
    const share = shareOf(set, count);
    const names = ['project', 'output', 'widen', 'narrow'] as const;
    const products = await Promise.all(names.map(name => kernels.product(name, share)));
    const [project, output, widen, narrow] = products as [Kernel, Kernel, Kernel, Kernel];
    const attention = attentionShare(set, layout, pass.together);
    const [embed, scores, softmax, values] = await Promise.all([
      kernels.embed(), kernels.scores(attention), kernels.softmax(set), kernels.values(set, attention),
    ]); // prettier-ignore
    const last = shareOf(set, pass.picks.length);
    const unembed = pass.picks.length > 0 ? await kernels.product('unembed', last) : null;
    const draw = pass.draws > 0 ? await this.prepareDraw(pass) : null;

    const { slots, width, scoreThreads, valueThreads, rows } = attention;
    const scoreGrid: Grid = [Math.ceil(pass.slots / slots / scoreThreads), kvHeads, Math.ceil(count / rows)];
    const valueGrid: Grid =
      set === 'plain'
        ? [Math.ceil((kvHeads * layout.head4) / width / valueThreads), 1, Math.ceil(count / rows)]
        : [1, kvHeads, count];

    this.refresh();
    const encoder = gpu.device.createCommandEncoder();
    let compute = encoder.beginComputePass();
    const run: Run = (kernel, grid, layer = 0, buffers = {}) => {
      compute.setPipeline(kernel.pipeline);
      const offsets = kernel.names.includes('pass') ? [index * passStride] : [];
      compute.setBindGroup(0, this.group(kernel, layer, buffers), offsets);
      compute.dispatchWorkgroups(...grid);
    };
    const product = (kernel: Kernel, name: ProductName, each: Share, all: number, layer: number, buffers: Buffers) =>
      run(kernel, [Math.ceil(kernels.units(name) / groupUnits(each)), Math.ceil(all / each.rows)], layer, buffers);
    const look = (wanted: Look[] | undefined) => {
      if (!wanted || !looks) return;
      compute.end();
      for (const one of wanted)
        encoder.copyBufferToBuffer(scratch.get(one.from)!, one.offset, into(), looks.placeOf(one), one.bytes);
      compute = encoder.beginComputePass();
    };

    run(embed, [Math.ceil(layout.hidden4 / 64), count], 0, { embedding: model.embedding });
    look(looks?.hidden.get(0));
    for (let layer = 0; layer < (layers ?? config.layers); layer++) {
      const { vectors, ...weights } = model.layers[layer]!;
      product(project, 'project', share, count, layer, { weights: weights.project, vectors });
      run(scores, scoreGrid, layer);
      run(softmax, [set === 'plain' ? Math.ceil((count * heads) / 8) : count * heads], layer);
      look(looks?.attention.get(layer));
      run(values, valueGrid, layer);
      product(output, 'output', share, count, layer, { weights: weights.output, vectors });
      product(widen, 'widen', share, count, layer, { weights: weights.widen, vectors });
      product(narrow, 'narrow', share, count, layer, { weights: weights.narrow, vectors });
      look(looks?.hidden.get(layer + 1));
    }
    if (unembed) {
      const buffers = { weights: model.unembedding, vectors: model.finalVectors };
      product(unembed, 'unembed', last, pass.picks.length, 0, buffers);
    }
    draw?.(run);
    compute.end();
    for (const { from, offset, bytes, place } of after)
      encoder.copyBufferToBuffer(scratch.get(from)!, offset, into(), place, bytes);
    return encoder.finish();
  }

  destroy(): void {
    this.layers.destroy();
    this.groups.clear();
  }

  /** Draws the first `draws` picks; where none is cut to a nucleus, the search for it is left out. */
  private async prepareDraw({ picks, draws }: Pass): Promise<(run: Run) => void> {
    const { kernels, layout } = this.parts;
    const cuts = picks.some(({ draw }) => draw && draw.temperature > 0 && draw.top_p < 1);
    const shared: Grid = [partsOf(layout) / 8, draws];
    const [score, choose] = await Promise.all([kernels.score(), kernels.draw()]);
    const search = cuts
      ? await Promise.all([kernels.peak(), kernels.beginNucleus(), kernels.mass(), kernels.settle()])
      : null;
    return run => {
      if (search) {
        const [peak, begin, mass, settle] = search;
        run(peak, shared);
        run(begin, [draws]);
        for (let round = 0; round < nucleusRounds; round++) {
          run(mass, shared);
          run(settle, [draws]);
        }
      }
      run(score, shared);
      run(choose, [draws]);
    };
  }

  /** Forgets bind groups that hold buffers which are no more. */
  private refresh(): void {
    const { scratch, pages, book } = this.parts;
    const generation = `${scratch.generation} ${pages.generation} ${book.generation}`;
    if (generation !== this.generation) this.groups.clear();
    this.generation = generation;
  }

  private group(kernel: Kernel, layer: number, buffers: Buffers): GPUBindGroup {
    const key = `${kernel.label} ${layer}`;
    let group = this.groups.get(key);
    if (!group) {
      const entries = kernel.names.map((name, binding) => ({ binding, resource: this.resource(name, layer, buffers) }));
      group = this.parts.gpu.device.createBindGroup({ label: key, layout: kernel.layout, entries });
      this.groups.set(key, group);
    }
    return group;
  }

  private resource(name: BindingName, layer: number, buffers: Buffers): GPUBufferBinding {
    const { pages, book, scratch } = this.parts;
    if (name === 'layer') return { buffer: this.layers, offset: layer * passStride, size: 16 };
    if (name === 'pass') return { buffer: scratch.get('passes')!, size: passStride };
    if (name === 'pages') return { buffer: pages.buffer };
    if (name === 'book') return { buffer: book.buffer };
    return { buffer: buffers[name] ?? scratch.get(name)! };
  }
}

type Buffers = Partial<Record<StorageName, GPUBuffer>>;
type Grid = readonly [number, number?, number?];
type Run = (kernel: Kernel, grid: Grid, layer?: number, buffers?: Buffers) => void;
