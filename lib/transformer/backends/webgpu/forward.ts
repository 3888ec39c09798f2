import type { SequenceId } from '../../cache/contract';
import type { PagedCache } from '../../cache/paged';
import type { Span, SpanResult } from '../../contract';
import { checkSpans } from '../../contract';
import { ropeFrequencies } from '../../rope';
import { captureCopies, emptyCaptures } from './capture';
import type { KernelSet } from './kernels';
import { type Copies, type PassContext, PassEncoder } from './pass';
import { longest, makePlan, type Pass, type Plan, rowLimitOf, sampleCounts } from './plan';
import { Readback } from './readback';
import { uploadRecords } from './records';

/**
 * Tokens sampled in one submit. Reading back costs as much as several dispatches, but each unwanted token costs a
 * pass.
 */
export const samplesPerPass = 8;

/** Bytes read back together, unless a single pass has more. */
const maxReadbackBytes = 32 * 2 ** 20;

/** Runs spans through the model: plans passes, submits them and reads the results back. */
export class Forward {
  private readonly encoder: PassEncoder;
  private readonly readback: Readback;
  private readonly frequencies: Float64Array;
  private destroyed = false;

  constructor(
    private readonly context: PassContext,
    private readonly cache: PagedCache,
  ) {
    this.encoder = new PassEncoder(context);
    this.readback = new Readback(context.gpu);
    this.frequencies = ropeFrequencies(context.config);
  }

  async run(spans: readonly Span[], set: KernelSet): Promise<SpanResult[]> {
    const { config } = this.context;
    checkSpans(spans, config);
    if (spans.length === 0) return [];
    const plan = this.prepare(spans);
    const results = await this.submit(plan, spans, set);
    spans.forEach(({ sequence }, i) => this.cache.advance(sequence, plan.counts[i]!));
    return results;
  }

  /**
   * Measures the milliseconds that one layer takes with a kernel set, for `rows` rows of an empty sequence. The
   * sequence stays empty.
   */
  async time(sequence: SequenceId, rows: number, set: KernelSet): Promise<number> {
    const plan = this.prepare([{ sequence, tokens: new Array<number>(rows).fill(0), want: 'nothing' }]);
    const range = { from: 'residual' as const, offset: 0, bytes: 16 };
    const place = this.readback.reserve(range.bytes, () => {});
    const into = this.readback.buffer();
    const copies: Copies = { captures: null, after: [{ ...range, place }], into: () => into };
    const commands = await this.encoder.encode(plan.passes[0]!, 0, set, copies, 1);
    const start = performance.now();
    this.context.gpu.device.queue.submit([commands]);
    await this.readback.fetch();
    return performance.now() - start;
  }

  destroy(): void {
    this.destroyed = true;
    this.encoder.destroy();
    this.readback.destroy();
  }

  /** Reserves slots and buffers, and uploads the records that the kernels need. On failure no sequence has changed. */
  private prepare(spans: readonly Span[]): Plan {
    const { config, layout, pageTable } = this.context;
    const ids = spans.map(({ sequence }) => sequence);
    const sequences = ids.map(id => this.cache.get(id));
    const positions = sequences.map(({ position }) => position);
    const lengths = sequences.map(longest);
    const samples = sampleCounts(spans, positions, samplesPerPass, config.context);
    const slots = Math.max(...spans.map(({ tokens }, i) => lengths[i]! + tokens.length + samples[i]!));
    const firstPages = sequences.map(({ heads }) => heads[0]!.pages[0]);
    const plan = makePlan(spans, lengths, firstPages, samples, rowLimitOf(spans, slots, config, layout));
    this.cache.reserve(spans.map(({ sequence }, i) => ({ sequence, count: plan.counts[i]! })));
    this.encoder.reserve(plan.passes);
    const entries = pageTable.assign(ids, sequences);
    uploadRecords(plan, entries, positions, this.frequencies, this.context);
    return plan;
  }

  private async submit(plan: Plan, spans: readonly Span[], set: KernelSet): Promise<SpanResult[]> {
    const { config, layout, gpu } = this.context;
    const { readback } = this;
    const sequences = spans.map(({ sequence }) => this.cache.get(sequence));
    const captured = emptyCaptures(spans, config);
    const results = captured.map((capture): SpanResult => ({
      logits: [],
      tokens: [],
      ...(capture && { captured: capture }),
    }));
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
        const commands = await this.encoder.encode(pass, index, set, copies);
        // Submitting destroyed buffers would raise an error on the device, which other backends share.
        if (this.destroyed) throw new Error('This backend was disposed');
        gpu.device.queue.submit([commands]);
      }
      round = [];
      if (readback.pending > 0 || isLast) await readback.fetch();
    }
    return results;
  }

  private logitCopies({ logitRows, samples }: Pass, results: SpanResult[]): Copies['after'] {
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
  private sampledCopies(plan: Plan, results: SpanResult[]): Copies['after'] {
    const bytes = Math.max(1, plan.samples) * 4;
    const place = this.readback.reserve(bytes, raw => {
      const tokens = new Uint32Array(raw);
      plan.sampled.forEach((places, span) => (results[span]!.tokens = places.map(at => tokens[at]!)));
    });
    return [{ from: 'sampled', offset: 0, bytes, place }];
  }
}
