import type { SequenceId } from '../../cache/contract';
import type { QuantisedStore } from '../../cache/head';
import type { PagedCache } from '../../cache/paged';
import type { ModelConfig } from '../../config';
import type { Capture, Span, SpanResult } from '../../contract';
import { checkSpans } from '../../contract';
import { ropeFrequencies } from '../../rope';
import { BindGroups } from './bind-groups';
import { captureCopies, emptyCaptures } from './capture';
import type { Placed } from './commands';
import type { PassContext } from './context';
import { type Fills, fillsOf, noFills } from './fills';
import type { KernelSet } from './kernels';
import { type Copies, PassEncoder } from './pass';
import { longest, makePlan, type Pass, type Plan, rowLimitOf, sampleCounts } from './plan';
import { Readback } from './readback';
import { uploadRecords } from './records';

/**
 * Tokens sampled in one submit. Reading back costs as much as several dispatches, but each unwanted token costs a
 * pass. A model that compresses its own cache is read back in every layer, so that more than one would gain nothing.
 */
export const samplesPerPass = ({ learned }: ModelConfig): number => (learned ? 1 : 8);

/** Bytes read back together, unless a single pass has more. */
const maxReadbackBytes = 32 * 2 ** 20;

/** Runs spans through the model: plans passes, submits them and reads the results back. */
export class Forward {
  protected readonly bindGroups: BindGroups;
  private readonly encoder: PassEncoder;
  protected readonly readback: Readback;
  private readonly frequencies: Float64Array;
  private destroyed = false;

  constructor(
    protected readonly context: PassContext,
    protected readonly cache: PagedCache,
  ) {
    this.bindGroups = new BindGroups(context);
    this.encoder = new PassEncoder(context, this.bindGroups);
    this.readback = new Readback(context.gpu);
    this.frequencies = ropeFrequencies(context.config);
  }

  async run(spans: readonly Span[], set: KernelSet): Promise<SpanResult[]> {
    const { config } = this.context;
    checkSpans(spans, config);
    if (spans.length === 0) return [];
    const groups = this.groupByFormat(spans);
    const plans = groups.map(group => this.plan(group.map(i => spans[i]!)));
    const counts = new Array<number>(spans.length);
    groups.forEach((group, g) => group.forEach((i, place) => (counts[i] = plans[g]!.counts[place]!)));
    this.cache.reserve(spans.map(({ sequence }, i) => ({ sequence, count: counts[i]! })));
    const results = new Array<SpanResult>(spans.length);
    for (const [g, group] of groups.entries()) {
      const members = group.map(i => spans[i]!);
      const fills = this.upload(plans[g]!, members);
      const some = await this.submit(plans[g]!, members, set, fills);
      group.forEach((i, place) => (results[i] = some[place]!));
    }
    spans.forEach(({ sequence }, i) => this.cache.advance(sequence, counts[i]!));
    return results;
  }

  /**
   * Measures the milliseconds that one layer takes with a kernel set, for `rows` rows of an empty sequence. The
   * sequence stays empty.
   */
  async time(sequence: SequenceId, rows: number, set: KernelSet): Promise<number> {
    const span: Span = { sequence, tokens: new Array<number>(rows).fill(0), want: 'nothing' };
    const plan = this.plan([span]);
    this.cache.reserve([{ sequence, count: rows }]);
    this.upload(plan, [span]);
    const range = { from: 'residual' as const, offset: 0, bytes: 16 };
    const place = this.readback.reserve(range.bytes, () => {});
    const into = this.readback.buffer();
    const copies: Copies = { captures: null, after: [{ ...range, place }], into: () => into };
    const commands = await this.encoder.encode(plan.passes[0]!, 0, set, copies, { stores: [], fills: [] }, 1);
    const start = performance.now();
    this.context.gpu.device.queue.submit([commands]);
    await this.readback.fetch();
    return performance.now() - start;
  }

  destroy(): void {
    this.destroyed = true;
    this.bindGroups.destroy();
    this.readback.destroy();
  }

  /** The spans whose sequences store the same layers in the same format; one set of kernels serves them. */
  private groupByFormat(spans: readonly Span[]): number[][] {
    const groups = new Map<string, number[]>();
    spans.forEach(({ sequence }, i) => {
      const key = this.cache.get(sequence).heads.map(({ store }) => this.storeIndex(store)).join(); // prettier-ignore
      groups.set(key, [...(groups.get(key) ?? []), i]);
    });
    return [...groups.values()];
  }

  private storeIndex(store: QuantisedStore | null): number {
    return this.context.pages.stores.findIndex(pages => pages === store?.pages);
  }

  private plan(spans: readonly Span[]): Plan {
    const { config, layout } = this.context;
    const sequences = spans.map(({ sequence }) => this.cache.get(sequence));
    const positions = sequences.map(({ position }) => position);
    const lengths = sequences.map(longest);
    const samples = sampleCounts(spans, positions, samplesPerPass(config), config.context);
    const slots = Math.max(...spans.map(({ tokens }, i) => lengths[i]! + tokens.length + samples[i]!));
    const firstPages = sequences.map(({ heads }) => heads[0]!.pages[0]);
    return makePlan(spans, lengths, firstPages, samples, rowLimitOf(spans, slots, config, layout));
  }

  /**
   * Reserves buffers for a plan whose slots are reserved, and uploads the records that the kernels need. On failure no
   * sequence has changed.
   */
  protected upload(plan: Plan, spans: readonly Span[]): Fills {
    const { config, pageTable } = this.context;
    const ids = spans.map(({ sequence }) => sequence);
    const sequences = ids.map(id => this.cache.get(id));
    const isStored = sequences.some(({ heads }) => heads.some(({ store }) => store));
    const fills = isStored ? fillsOf(plan, sequences, config.layers) : noFills;
    this.encoder.reserve(plan.passes, isStored);
    const entries = pageTable.assign(ids, sequences);
    const positions = sequences.map(({ position }) => position);
    uploadRecords(plan, entries, positions, this.frequencies, fills, this.context);
    return fills;
  }

  protected async submit(plan: Plan, spans: readonly Span[], set: KernelSet, fills: Fills): Promise<SpanResult[]> {
    const { config, layout, gpu } = this.context;
    const { readback } = this;
    const sequences = spans.map(({ sequence }) => this.cache.get(sequence));
    const { captured, results } = this.emptyResults(spans);
    const stores = sequences[0]!.heads.map(({ store }) => this.context.pages.stores[this.storeIndex(store)] ?? null);
    readback.clear();
    let round: { pass: Pass; index: number; copies: Copies }[] = [];

    for (const [index, pass] of plan.passes.entries()) {
      const captures = captureCopies(pass, spans, captured, sequences, config, layout, readback);
      const after = this.logitCopies(pass, results);
      round.push({ pass, index, copies: { captures, after, into: () => readback.buffer() } });
      const isLast = index === plan.passes.length - 1;
      if (isLast) after.push(...this.sampledCopies(plan, results));
      if (!isLast && readback.pending < maxReadbackBytes) continue;
      // Submit each pass of a prompt separately, so that a slow GPU is never busy long enough for the system to reset
      // it.
      for (const { pass, index, copies } of round) {
        const commands = await this.encoder.encode(pass, index, set, copies, {
          stores,
          fills: fills.counts[index] ?? [],
        });
        this.requireOpen();
        gpu.device.queue.submit([commands]);
      }
      round = [];
      if (readback.pending > 0 || isLast) await readback.fetch();
    }
    return results;
  }

  protected emptyResults(spans: readonly Span[]): { captured: (Capture | null)[]; results: SpanResult[] } {
    const captured = emptyCaptures(spans, this.context.config);
    const results = captured.map((capture): SpanResult => ({
      logits: [],
      tokens: [],
      ...(capture && { captured: capture }),
    }));
    return { captured, results };
  }

  /** Using destroyed buffers would raise an error on the device, which other backends share. */
  protected requireOpen(): void {
    if (this.destroyed) throw new Error('This backend was disposed');
  }

  protected logitCopies({ logitRows, samples }: Pass, results: SpanResult[]): Placed[] {
    const { config, layout } = this.context;
    const bytes = layout.vocabulary4 * 16;
    return logitRows.slice(samples).map(({ span }, i) => ({
      from: 'logits' as const,
      offset: (samples + i) * bytes,
      bytes,
      place: this.readback.reserve(bytes, raw => {
        results[span]!.logits.push(new Float32Array(raw.slice(0, config.vocabSize * 4)));
      }),
    }));
  }

  /**
   * Copies of the sampled tokens of all passes. Reads one word even where there are none, so that the caller waits
   * for every pass.
   */
  protected sampledCopies(plan: Plan, results: SpanResult[]): Placed[] {
    const bytes = Math.max(1, plan.samples) * 4;
    const place = this.readback.reserve(bytes, raw => {
      const tokens = new Uint32Array(raw);
      plan.sampled.forEach((places, span) => (results[span]!.tokens = places.map(at => tokens[at]!)));
    });
    return [{ from: 'sampled', offset: 0, bytes, place }];
  }
}
