import type { Backend, Span, SpanResult } from '../contract';
import type { Answer } from './answer';
import type { PrefixCache, PrefixSource } from './prefix-cache';
import type { GenerationDelta, GenerationRequest } from './request';

/** One running request: its prompt is read, then its answer is sampled token by token. */
export class SequenceRequest implements PrefixSource {
  readonly tokens: number[];
  sequence: number | null = null;
  cachedLength = 0;
  /**
   * The sequence whose prefix it waits for, and the length of that prefix in tokens; undefined before the first
   * search.
   */
  private prefix: { source: PrefixSource; shared: number } | null | undefined;

  constructor(
    private readonly prompt: readonly number[],
    private readonly request: GenerationRequest,
    private readonly answer: Answer,
    private readonly backend: Backend,
    /** The caller: receives pieces or an error, and signals when to stop. */
    readonly sink: { signal: AbortSignal; put(piece: GenerationDelta): void; fail(error: unknown): void },
  ) {
    this.tokens = [...prompt];
  }

  get finished(): boolean {
    return this.answer.finished;
  }

  /** The prompt will be read completely; of the answer only what is in the cache is certain. */
  get expectedLength(): number {
    return Math.max(this.prompt.length, this.cachedLength);
  }

  /** Number of tokens that must be read before the next can be sampled. */
  get unread(): number {
    return this.tokens.length - this.cachedLength;
  }

  /**
   * Opens the sequence, forked where a prefix is shared. Returns false while another request is still reading that
   * prefix.
   */
  start(prefixCache: PrefixCache, earlier: readonly SequenceRequest[]): boolean {
    if (this.prefix === undefined || (this.prefix && isReleased(this.prefix.source, earlier)))
      this.prefix = prefixCache.find(this.tokens, earlier);
    if (!this.prefix) {
      this.sequence = this.backend.cache.open();
      this.answer.begin();
      return true;
    }
    const { source, shared } = this.prefix;
    if (source.sequence === null || source.cachedLength < shared) return false;
    this.answer.begin();
    this.sequence = this.backend.cache.fork(source.sequence, shared);
    this.cachedLength = shared;
    return true;
  }

  /** The next tokens to read, at most `maxTokens`; sampling follows the last token. */
  span(maxTokens: number, samples: number): Span {
    const to = Math.min(this.tokens.length, this.cachedLength + maxTokens);
    const tokens = this.tokens.slice(this.cachedLength, to);
    return { sequence: this.sequence!, tokens, want: to < this.tokens.length ? 'nothing' : this.want(samples) };
  }

  /** Processes the result of a span and sends the final text to the sink. */
  applyResult(span: Span, { logits, tokens }: SpanResult): void {
    this.cachedLength += span.tokens.length;
    if (span.want === 'nothing') return;
    if (logits[0]) this.accept(this.answer.sample(logits[0]), logits[0]);
    for (const token of tokens) {
      if (this.finished) break;
      // The pass fed its sampled tokens back: all but the last are in the cache.
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
    const { answer } = this;
    if (logprobs || top_logprobs > 0 || answer.isTight) return 'last';
    const sampling = { temperature, top_p, seed, index: answer.sampled };
    const { allowed } = answer;
    // Which tokens may come after the next one depends on it.
    if (allowed) return { ...sampling, count: 1, allowed };
    return { ...sampling, count: Math.max(1, Math.min(samples, answer.remaining)) };
  }
}

/** Neither running nor kept: it was cancelled, or released to free memory. */
const isReleased = (source: PrefixSource, earlier: readonly PrefixSource[]): boolean =>
  source.sequence === null && !earlier.includes(source);
