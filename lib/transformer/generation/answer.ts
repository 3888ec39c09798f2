import type { ModelConfig } from '../config';
import type { Constraint } from '../grammar/grammar';
import { likeliestTokens, logProbability, sample } from '../sampling';
import type { Tokenizer } from '../tokenizer';
import { TextStream } from '../tokenizer';
import type { GenerationDelta, GenerationRequest, TokenRecord } from './request';
import { StopFilter } from './stop';

/** One answer during generation: receives tokens and returns the text that is final. Does not know its batch. */
export class Answer {
  finished = false;
  /** Number of sampled tokens, the end token included. */
  sampled = 0;
  private firstAt = 0;
  private begunAt = 0;
  private readonly text: TextStream;
  private readonly filter: StopFilter;
  /** Lengths of the text so far, before and after the stop filter. */
  private decoded = 0;
  private released = 0;
  /** Records whose text the stop filter still holds back, with the range of that text. */
  /** Whether other tokens would have come if more of them remained. */
  private isCut = false;
  private heldRecords: (TokenRecord & { begin: number; end: number })[] = [];

  constructor(
    private readonly index: number,
    private readonly request: GenerationRequest,
    private readonly promptTokens: number,
    private readonly config: ModelConfig,
    private readonly tokenizer: Tokenizer,
    private readonly startedAt: number,
    private readonly constraint?: Constraint,
  ) {
    this.text = new TextStream(ids => tokenizer.decode(ids));
    this.filter = new StopFilter(request.stop);
  }

  /** Number of tokens that the answer may still get. */
  get remaining(): number {
    const { max_tokens } = this.request;
    return Math.min(max_tokens, this.config.context - this.promptTokens) - this.sampled;
  }

  /** Marks the start of the work on this answer. */
  begin(): void {
    this.begunAt = performance.now();
  }

  /** The tokens that may come next, where a schema says which. */
  get allowed(): Uint32Array | undefined {
    return this.constraint?.allowed(this.remaining);
  }

  /** Whether the tokens that remain may rule out some that the schema allows; only {@link sample} can tell whether they matter. */
  get isTight(): boolean {
    return this.constraint?.isTight(this.remaining) ?? false;
  }

  /** Samples the next token from logits [vocab]. */
  sample(logits: Float32Array): number {
    const token = sample(logits, this.request, this.sampled, this.allowed);
    if (this.isTight) this.isCut ||= token !== sample(logits, this.request, this.sampled, this.constraint?.allowed());
    return token;
  }

  /**
   * Adds the next token. `logits` [vocab] are those that it was sampled from, if its log-probability is requested.
   * Returns a piece, or undefined if no further text is final.
   */
  accept(token: number, logits?: Float32Array): GenerationDelta | undefined {
    if (this.sampled++ === 0) this.firstAt = performance.now();
    if (this.config.endTokens.includes(token)) return this.finish(this.isCut ? 'length' : 'stop', '');

    this.constraint?.accept(token);
    const added = this.text.push(token);
    if (logits) this.record(added, token, logits);
    this.decoded += added.length;
    const text = this.filter.push(added);
    if (this.filter.stopped) return this.finish('stop', text);
    return this.remaining <= 0 ? this.finish('length', text) : this.piece(text);
  }

  private record(token: string, id: number, logits: Float32Array): void {
    const { top_logprobs = 0 } = this.request;
    const likeliest = () =>
      likeliestTokens(logits, top_logprobs).map(({ token, logprob }) => ({
        token: this.tokenizer.name(token),
        logprob,
      }));
    this.heldRecords.push({
      token,
      logprob: logProbability(logits, id),
      ...(top_logprobs > 0 && { top_logprobs: likeliest() }),
      begin: this.decoded,
      end: this.decoded + token.length,
    });
  }

  private piece(text: string): GenerationDelta | undefined {
    this.released += text.length;
    // A token without text waits for the token that completes its character, or for the end.
    const logprobs = this.takeRecords(
      this.heldRecords.findLastIndex(({ token, end }) => token !== '' && end <= this.released),
    );
    if (text === '' && logprobs.length === 0) return undefined;
    return { index: this.index, text, ...(this.includesRecords && { logprobs }) };
  }

  private get includesRecords(): boolean {
    return this.request.logprobs || (this.request.top_logprobs ?? 0) > 0;
  }

  /** Removes and returns the held records up to index `last`. */
  private takeRecords(last: number): TokenRecord[] {
    return this.heldRecords.splice(0, last + 1).map(({ begin: _begin, end: _end, ...record }) => record);
  }

  private finish(reason: 'stop' | 'length', text: string): GenerationDelta {
    this.finished = true;
    const tail = this.filter.stopped ? '' : this.text.flush();
    const last = this.heldRecords.at(-1);
    if (last && tail) {
      last.token += tail; // The incomplete character belongs to the last token.
      last.end += tail.length;
    }
    const kept = text + this.filter.push(tail) + this.filter.flush();
    this.released += kept.length;
    const logprobs = [
      ...this.takeRecords(this.heldRecords.findLastIndex(({ end }) => end <= this.released)),
      ...this.cutRecord(),
    ];
    const now = performance.now();
    return {
      index: this.index,
      text: kept,
      ...(this.includesRecords && { logprobs }),
      end: {
        finish_reason: this.filter.stopped ? 'stop' : reason,
        usage: { prompt_tokens: this.promptTokens, completion_tokens: this.sampled },
        timings: {
          first_token_ms: this.firstAt - this.startedAt,
          total_ms: now - this.startedAt,
          queue_ms: this.begunAt - this.startedAt,
        },
      },
    };
  }

  /**
   * The record of the token that a stop string cuts, with the part of its text before the cut, so that the texts of
   * all records add up to the answer.
   */
  private cutRecord(): TokenRecord[] {
    const cut = this.heldRecords[0];
    if (!cut || cut.begin >= this.released) return [];
    const { begin, end: _end, ...record } = cut;
    return [{ ...record, token: cut.token.slice(0, this.released - begin) }];
  }
}
