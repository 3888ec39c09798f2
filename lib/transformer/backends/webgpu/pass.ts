import type { BindGroups, Buffers } from './bind-groups';
import { Commands, type CopyRange, type Placed } from './commands';
import type { PassContext } from './context';
import { type KernelSet, storedThreads } from './kernels';
import { prepareLayers } from './layer-commands';
import { prepareLmHead } from './lm-head';
import type { Pass } from './plan';
import type { GpuQuantisedPages } from './quantised-pages';
import { tileRows } from './shaders/bodies';
import { samplingParts } from './shaders/sample';

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
  after: Placed[];
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

/** Encodes passes through the layers. */
export class PassEncoder {
  constructor(
    private readonly context: PassContext,
    private readonly bindGroups: BindGroups,
  ) {}

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
    layers = this.context.config.layers,
  ): Promise<GPUCommandBuffer> {
    const { config, kernels, layout } = this.context;
    const { captures, after, into } = copies;
    const { kvHeads, heads } = config;
    const count = pass.rows.length;
    const parts = await prepareLayers(this.context, pass, set, 'qkv');
    // All layers that are stored have the same format.
    const format = stores.find(Boolean);
    const stored = format ? await kernels.stored(set, format) : null;
    const lmHead = await prepareLmHead(this.context, pass, set);
    const commands = new Commands(this.context, this.bindGroups, index);
    const copyOut = (wanted: CopyRange[] | undefined) => {
      for (const one of wanted ?? []) commands.copy({ ...one, place: captures!.offsetOf(one) }, into());
    };

    parts.embed(commands);
    copyOut(captures?.hidden.get(0));
    for (let layer = 0; layer < layers; layer++) {
      parts.project(commands, layer);
      copyOut(captures?.queries.get(layer));
      const own = stores[layer * kvHeads];
      const buffers: Buffers = own ? { stored: own.buffer } : {};
      if (own && stored) {
        const [store, storedQuery, storedScores] = stored;
        const filled = fills[layer] ?? 0;
        if (filled > 0) commands.dispatch(store, [filled], layer, buffers);
        commands.dispatch(storedQuery, [Math.ceil((count * heads) / storedThreads[set])], layer);
        const grid = [Math.ceil(pass.slots / 4 / storedThreads[set]), kvHeads, count] as const;
        commands.dispatch(storedScores, grid, layer, buffers);
      } else parts.scores(commands, layer);
      parts.softmax(commands, layer);
      copyOut(captures?.attention.get(layer));
      if (own && stored) {
        const grid = [Math.ceil((kvHeads * layout.head4) / storedThreads[set]), 1, count] as const;
        commands.dispatch(stored[3], grid, layer, buffers);
      } else parts.values(commands, layer);
      parts.finish(commands, layer);
      copyOut(captures?.hidden.get(layer + 1));
    }
    lmHead(commands);
    for (const copy of after) commands.copy(copy, into());
    return commands.finish();
  }
}
