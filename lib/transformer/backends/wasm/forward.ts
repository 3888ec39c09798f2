import type { Span, SpanResult } from '../../contract';
import { ropeFrequencies } from '../../rope';
import { sample } from '../../sampling';
import { Attention } from './attention';
import { captureHidden, captureQueries, emptyCapture } from './capture';
import type { Address } from './kernels';
import { headIndices } from './layout';
import { LearnedAttention } from './learned-attention';
import type { Matrix } from './matrix';
import { type PassContext, type Run, splitIntoPortions } from './pass';
import { maxRows } from './scratch';

/**
 * The forward pass through all layers. Prefill and batched decoding are the same pass: consecutive tokens of one
 * sequence, one token of each of several sequences, or any mixture, {@link maxRows} rows at a time. The order of
 * every sum depends on its own row alone, so the other rows of a pass do not change a result by a single bit.
 */
export class Forward {
  private readonly attention: Attention;
  private readonly frequencies: Float64Array;
  /** The padded index of each value of a token's queries. */
  private readonly queryIndices: Int32Array;

  constructor(private readonly context: PassContext) {
    const { config, layout } = context;
    this.attention = config.learned ? new LearnedAttention(context, config.learned) : new Attention(context);
    this.frequencies = ropeFrequencies(config);
    this.queryIndices = headIndices(config.heads, config.headDim / 2, layout.half);
  }

  /**
   * Requires reserved slots for every token of the spans; the lengths are those before the pass.
   * @throws Failure `too-large`
   */
  run(spans: readonly Span[]): SpanResult[] {
    const items = spans.map(span => {
      const result: SpanResult = { logits: [], tokens: [] };
      if (span.capture) result.captured = emptyCapture(span.capture, span.tokens.length, this.context.config);
      const sequence = this.context.cache.get(span.sequence);
      return { span, result, sequence, table: this.context.tables.of(span.sequence, sequence) };
    });
    this.attention.prepare(items);
    for (const runs of splitIntoPortions(items, maxRows)) this.runPortion(runs);
    return items.map(({ result }) => result);
  }

  private runPortion(runs: readonly Run[]): void {
    const { scratch, layout, arena, config, model } = this.context;
    const count = runs.reduce((sum, run) => sum + run.count, 0);
    const residual = () => arena.floats(scratch.residual, count * layout.hidden);
    const capture = (depth: number) => captureHidden(runs, depth, residual, layout.hidden, config.hiddenSize);
    this.embed(runs);
    capture(0);
    model.layers.forEach((_, index) => {
      this.layer(index, runs, count);
      capture(index + 1);
    });
    this.lmHead(runs);
  }

  /** Writes the embeddings of the tokens, and the rotary angles of their positions. */
  private embed(runs: readonly Run[]): void {
    const { scratch, layout, arena, config, model } = this.context;
    for (const { span, sequence, first, count, row } of runs) {
      const residual = arena.floats(scratch.residual + row * layout.hidden * 4, count * layout.hidden);
      const angles = arena.floats(scratch.angles + row * layout.head * 4, count * layout.head);
      for (let r = 0; r < count; r++) {
        const from = r * layout.hidden;
        model.embedding.read(span.tokens[first + r]!, residual.subarray(from, from + config.hiddenSize));
        const position = sequence.position + first + r;
        this.frequencies.forEach((frequency, i) => {
          angles[r * layout.head + i] = Math.cos(position * frequency);
          angles[r * layout.head + layout.half + i] = Math.sin(position * frequency);
        });
      }
    }
  }

  private layer(index: number, runs: readonly Run[], count: number): void {
    const { kernels, scratch, layout, model } = this.context;
    const weights = model.layers[index]!;

    this.norm(scratch.normed, scratch.residual, weights.attentionNorm, count);
    this.matmul(scratch.qkv, scratch.normed, weights.qkv, count);
    if (weights.qkvBias !== 0)
      for (let row = 0; row < count; row++)
        kernels.add(scratch.qkv + row * layout.qkv * 4, weights.qkvBias, layout.qkv);
    this.attention.rotate(index, runs, count);
    captureQueries(runs, index, this.queryIndices, row =>
      this.context.arena.floats(scratch.qkv + row * layout.qkv * 4, layout.query),
    );
    this.attention.layer(index, runs);
    this.matmul(scratch.delta, scratch.attended, weights.output, count);
    kernels.add(scratch.residual, scratch.delta, count * layout.hidden);

    this.norm(scratch.normed, scratch.residual, weights.mlpNorm, count);
    this.matmul(scratch.gateUp, scratch.normed, weights.gateUp, count);
    kernels.swiglu(scratch.gated, scratch.gateUp, layout.intermediate, count);
    this.matmul(scratch.delta, scratch.gated, weights.down, count);
    kernels.add(scratch.residual, scratch.delta, count * layout.hidden);
  }

  /** Computes the logits that the spans want, and samples from them where a span asks for tokens. */
  private lmHead(runs: readonly Run[]): void {
    const { scratch, layout, model, arena, config } = this.context;
    const wanted = runs.flatMap(({ span, result, first, count, row }) => {
      const rows = Array.from({ length: count }, (_, r) => ({ want: span.want, result, row: row + r }));
      if (span.want === 'nothing') return [];
      return span.want === 'every' ? rows : rows.slice(span.tokens.length - first - 1);
    });
    if (wanted.length === 0) return;
    wanted.forEach(({ row }, i) =>
      this.norm(scratch.normed + i * layout.hidden * 4, scratch.residual + row * layout.hidden * 4, model.finalNorm, 1),
    );
    const address = scratch.logits.ensure(wanted.length * layout.vocabulary * 4);
    this.matmul(address, scratch.normed, model.lmHead, wanted.length);
    wanted.forEach(({ want, result }, i) => {
      const logits = arena.floats(address + i * layout.vocabulary * 4, config.vocabSize);
      if (typeof want === 'object') result.tokens.push(sample(logits, want, want.index, want.allowed));
      else result.logits.push(logits.slice());
    });
  }

  private norm(out: Address, x: Address, weight: Address, rows: number): void {
    const { kernels, layout, config } = this.context;
    const { hiddenSize, rmsNormEps } = config;
    kernels.rmsNorm(out, x, weight, layout.hidden, rows, hiddenSize, rmsNormEps);
  }

  /** out: [rows][outputs], x: [rows][inputs]. */
  private matmul(out: Address, x: Address, matrix: Matrix, rows: number): void {
    const { kernels, scratch, precision } = this.context;
    const { address, scales, inputs, outputs } = matrix;
    if (precision === 'f32') {
      kernels.matmulF32(out, outputs, x, inputs, address, inputs, outputs, rows);
      return;
    }
    kernels.quantise(scratch.quantised, scratch.scales, x, inputs, rows);
    kernels.matmulInt8(out, outputs, scratch.quantised, scratch.scales, address, scales, inputs, outputs, rows);
  }
}
