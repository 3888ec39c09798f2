import type { Backend, Span, SpanResult } from '../contract';
import type { Answer } from './answer';
import type { Holder, Prefixes } from './prefixes';
import type { GenerationDelta, GenerationRequest } from './request';

/** One request under way: first its prompt is read, then its answer is drawn, token by token. */
export class Job implements Holder {
  readonly tokens: number[];
  sequence: number | null = null;
  read = 0;
  /** Whose beginning it waits for, and how many tokens of it. */
  private source: { holder: Holder; shared: number } | null | undefined;

  constructor(
    private readonly prompt: readonly number[],
    private readonly request: GenerationRequest,
    private readonly answer: Answer,
    private readonly backend: Backend,
    /** Whoever asked: gets pieces, or hears that it has to stop. */
    readonly asker: { signal: AbortSignal; put(piece: GenerationDelta): void; fail(error: unknown): void },
  ) {
    this.tokens = [...prompt];
  }

  get finished(): boolean {
    return this.answer.finished;
  }

  /** Its prompt will be read whole; of its answer, what was. */
  get promised(): number {
    return Math.max(this.prompt.length, this.read);
  }

  /** Tokens that are still to be passed before the next can be drawn. */
  get left(): number {
    return this.tokens.length - this.read;
  }

  /** Opens its sequence, forked where a beginning is shared. False while that beginning is still being read by another. */
  start(prefixes: Prefixes, before: readonly Job[]): boolean {
    if (this.source === undefined || (this.source && isGone(this.source.holder, before)))
      this.source = prefixes.find(this.tokens, before);
    if (!this.source) {
      this.sequence = this.backend.cache.open();
      return true;
    }
    const { holder, shared } = this.source;
    if (holder.sequence === null || holder.read < shared) return false;
    this.sequence = this.backend.cache.fork(holder.sequence, shared);
    this.read = shared;
    return true;
  }

  /** The next tokens to pass, at most `most`; draws follow the last of them. */
  span(most: number, draws: number): Span {
    const to = Math.min(this.tokens.length, this.read + most);
    const tokens = this.tokens.slice(this.read, to);
    return { sequence: this.sequence!, tokens, want: to < this.tokens.length ? 'nothing' : this.wanted(draws) };
  }

  /** Takes what a span gave and hands on the text that became certain. */
  take(span: Span, { logits, tokens }: SpanResult): void {
    this.read += span.tokens.length;
    if (span.want === 'nothing') return;
    if (logits[0]) this.accept(this.answer.draw(logits[0]), logits[0]);
    for (const token of tokens) {
      if (this.finished) break;
      // Tokens drawn in one pass were fed back in it: each but the last was read.
      this.read = this.tokens.length;
      this.accept(token);
    }
  }

  private accept(token: number, logits?: Float32Array): void {
    this.tokens.push(token);
    const piece = this.answer.accept(token, logits);
    if (piece) this.asker.put(piece);
  }

  private wanted(draws: number): Span['want'] {
    const { temperature, top_p, seed, logprobs, top_logprobs = 0 } = this.request;
    if (logprobs || top_logprobs > 0) return 'last';
    const count = Math.max(1, Math.min(draws, this.answer.left));
    return { temperature, top_p, seed, index: this.answer.drawn, count };
  }
}

/** Neither under way nor kept: it was cancelled, or given up for room. */
const isGone = (holder: Holder, before: readonly Holder[]): boolean =>
  holder.sequence === null && !before.includes(holder);
