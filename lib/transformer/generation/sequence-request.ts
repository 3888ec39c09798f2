import type { Backend, Span, SpanResult } from '../contract';
import type { Answer } from './answer';
import type { PrefixSource, PrefixCache } from './prefix-cache';
import type { GenerationDelta, GenerationRequest } from './request';

/** One request under way: first its prompt is read, then its answer is drawn, token by token. */
export class SequenceRequest implements PrefixSource {
  readonly tokens: number[];
  sequence: number | null = null;
  cachedLength = 0;
  /** Whose beginning it waits for, and how many tokens of it. */
  private prefix: { source: PrefixSource; shared: number } | null | undefined;

  constructor(
    private readonly prompt: readonly number[],
    private readonly request: GenerationRequest,
    private readonly answer: Answer,
    private readonly backend: Backend,
    /** Whoever asked: gets pieces, or hears that it has to stop. */
    readonly sink: { signal: AbortSignal; put(piece: GenerationDelta): void; fail(error: unknown): void },
  ) {
    this.tokens = [...prompt];
  }

  get finished(): boolean {
    return this.answer.finished;
  }

  /** Its prompt will be read whole; of its answer, what was. */
  get expectedLength(): number {
    return Math.max(this.prompt.length, this.cachedLength);
  }

  /** Tokens that are still to be passed before the next can be drawn. */
  get unread(): number {
    return this.tokens.length - this.cachedLength;
  }

  /** Opens its sequence, forked where a beginning is shared. False while that beginning is still being read by another. */
  start(prefixCache: PrefixCache, earlier: readonly SequenceRequest[]): boolean {
    if (this.prefix === undefined || (this.prefix && isReleased(this.prefix.source, earlier)))
      this.prefix = prefixCache.find(this.tokens, earlier);
    if (!this.prefix) {
      this.sequence = this.backend.cache.open();
      return true;
    }
    const { source, shared } = this.prefix;
    if (source.sequence === null || source.cachedLength < shared) return false;
    this.sequence = this.backend.cache.fork(source.sequence, shared);
    this.cachedLength = shared;
    return true;
  }

  /** The next tokens to pass, at most `most`; draws follow the last of them. */
  span(maxTokens: number, samples: number): Span {
    const to = Math.min(this.tokens.length, this.cachedLength + maxTokens);
    const tokens = this.tokens.slice(this.cachedLength, to);
    return { sequence: this.sequence!, tokens, want: to < this.tokens.length ? 'nothing' : this.want(samples) };
  }

  /** Takes what a span gave and hands on the text that became certain. */
  applyResult(span: Span, { logits, tokens }: SpanResult): void {
    this.cachedLength += span.tokens.length;
    if (span.want === 'nothing') return;
    if (logits[0]) this.accept(this.answer.sample(logits[0]), logits[0]);
    for (const token of tokens) {
      if (this.finished) break;
      // Tokens drawn in one pass were fed back in it: each but the last was read.
      this.cachedLength = this.tokens.length;
      this.accept(token);
    }
  }

  private accept(token: number, logits?: Float32Array): void {
    this.tokens.push(token);
    const piece = this.answer.accept(token, logits);
    if (piece) this.sink.put(piece);
  }

  private want(samples: number): Span['want'] {
    const { temperature, top_p, seed, logprobs, top_logprobs = 0 } = this.request;
    if (logprobs || top_logprobs > 0) return 'last';
    const count = Math.max(1, Math.min(samples, this.answer.remaining));
    return { temperature, top_p, seed, index: this.answer.sampled, count };
  }
}

/** Neither under way nor kept: it was cancelled, or given up for room. */
const isReleased = (source: PrefixSource, earlier: readonly PrefixSource[]): boolean =>
  source.sequence === null && !earlier.includes(source);
