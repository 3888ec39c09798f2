import type { Span, SpanResult } from '../../contract';
import type { CompressedSequence } from '../../policies/compressed-sequence';
import { argmax } from '../../sampling';

/** A cache that goes on by itself: it reads what it finds likeliest, until its end token or the longest length. */
export class Writer {
  readonly tokens: number[] = [];
  private isOver = false;

  constructor(
    readonly sequence: CompressedSequence,
    private readonly endTokens: readonly number[],
    private readonly longest: number,
  ) {}

  /** Takes the next token from logits [vocab]. */
  take(logits: Float32Array): void {
    const token = argmax(logits);
    if (this.endTokens.includes(token)) this.isOver = true;
    else this.tokens.push(token);
    if (this.tokens.length >= this.longest) this.isOver = true;
  }

  /** What to run to get the next token; null where there is none to come. */
  span(): Span | null {
    const last = this.tokens.at(-1);
    return this.isOver || last === undefined ? null : this.sequence.span([last], 'last');
  }

  async accept(span: Span, result: SpanResult): Promise<void> {
    this.sequence.accept(span, result);
    await this.sequence.compress();
    const [logits] = result.logits;
    if (logits) this.take(logits);
  }
}
