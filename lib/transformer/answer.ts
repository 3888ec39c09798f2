import { random } from '@/lib/ground/random';
import type { Random } from '@/lib/ground/random';
import type { ModelConfig } from './config';
import type { GenerationDelta, GenerationRequest, TokenRecord } from './request';
import { logProbability, sample } from './sampling';
import { StopFilter } from './stop';
import { TextStream } from './tokenizer';
import type { Tokenizer } from './tokenizer';

/** One answer in the making: takes logits, gives the text that has become certain. Knows nothing of its batch. */
export class Answer {
  /** The token to decode next. */
  token = -1;
  finished = false;
  private sampled = 0;
  private firstAt = 0;
  private readonly random: Random;
  private readonly text: TextStream;
  private readonly filter: StopFilter;
  /** Lengths of the text so far, before the stop filter and after it. */
  private decoded = 0;
  private released = 0;
  /** Records whose text the stop filter still holds, with where it begins and ends. */
  private waiting: (TokenRecord & { begin: number; end: number })[] = [];

  constructor(
    private readonly index: number,
    private readonly request: GenerationRequest,
    private readonly promptTokens: number,
    private readonly config: ModelConfig,
    tokenizer: Tokenizer,
    private readonly startedAt: number,
  ) {
    this.random = random(request.seed);
    this.text = new TextStream(ids => tokenizer.decode(ids));
    this.filter = new StopFilter(request.stop);
  }

  /** Samples the next token from logits [vocab]. Returns a piece, or undefined while nothing new is certain. */
  accept(logits: Float32Array): GenerationDelta | undefined {
    this.token = sample(logits, this.request, this.random);
    if (this.sampled++ === 0) this.firstAt = performance.now();
    if (this.config.endTokens.includes(this.token)) return this.finish('stop', '');

    const added = this.text.push(this.token);
    if (this.request.logprobs) this.record(added, logProbability(logits, this.token));
    this.decoded += added.length;
    const text = this.filter.push(added);
    if (this.filter.stopped) return this.finish('stop', text);
    const full = this.promptTokens + this.sampled >= this.config.context;
    if (full || this.sampled >= this.request.max_tokens) return this.finish('length', text);
    return this.piece(text);
  }

  private record(token: string, logprob: number): void {
    this.waiting.push({ token, logprob, begin: this.decoded, end: this.decoded + token.length });
  }

  private piece(text: string): GenerationDelta | undefined {
    this.released += text.length;
    // A token without text waits for the one that completes its character, or for the end.
    const logprobs = this.take(this.waiting.findLastIndex(({ token, end }) => token !== '' && end <= this.released));
    if (text === '' && logprobs.length === 0) return undefined;
    return { index: this.index, text, ...(this.request.logprobs && { logprobs }) };
  }

  /** The waiting records up to and including the one at `last`. */
  private take(last: number): TokenRecord[] {
    return this.waiting.splice(0, last + 1).map(({ token, logprob }) => ({ token, logprob }));
  }

  private finish(reason: 'stop' | 'length', text: string): GenerationDelta {
    this.finished = true;
    const tail = this.filter.stopped ? '' : this.text.flush();
    const last = this.waiting.at(-1);
    if (last && tail) {
      last.token += tail; // The half character belongs to the last token.
      last.end += tail.length;
    }
    const kept = text + this.filter.push(tail) + this.filter.flush();
    this.released += kept.length;
    const logprobs = [...this.take(this.waiting.findLastIndex(({ end }) => end <= this.released)), ...this.cutRecord()];
    const now = performance.now();
    return {
      index: this.index,
      text: kept,
      ...(this.request.logprobs && { logprobs }),
      end: {
        finish_reason: this.filter.stopped ? 'stop' : reason,
        usage: { prompt_tokens: this.promptTokens, completion_tokens: this.sampled },
        timings: { first_token_ms: this.firstAt - this.startedAt, total_ms: now - this.startedAt },
      },
    };
  }

  /** The token that a stop string cuts through, with the part of its text that belongs to the answer: the records' texts are the answer. */
  private cutRecord(): TokenRecord[] {
    const cut = this.waiting[0];
    if (!cut || cut.begin >= this.released) return [];
    return [{ token: cut.token.slice(0, this.released - cut.begin), logprob: cut.logprob }];
  }
}
