import { asFailure, Failure, throwIfCancelled } from '@/lib/core/failure';
import { merge, type Producer } from '@/lib/core/merge';
import { onAbort } from '@/lib/core/on-abort';
import { createYield } from '@/lib/core/pace';
import type { Backend } from '../contract';
import { type Grammar, Grammars } from '../grammar/grammar';
import type { Tokenizer } from '../tokenizer';
import { Answer } from './answer';
import { PrefixCache } from './prefix-cache';
import type { GenerationDelta, GenerationRequest } from './request';
import { SequenceRequest } from './sequence-request';

/** Maximum number of running sequences. More would not raise throughput, but grow the cache. */
const maxSequences = 32;

/**
 * Maximum prompt tokens per pass, over all prompts together. Bounds the duration of a pass, and thus the delay of
 * Stop.
 */
const maxPromptTokens = 64;

/**
 * Answers chats with one backend, as many at a time as there are (continuous batching, as in Orca, Yu et al., OSDI
 * 2022). Each pass reads a chunk of the new prompts and samples a token for every running answer; new requests join
 * at the next pass, and finished answers leave. A prefix that prompts share is read once, also across calls and with
 * recently finished answers.
 *
 * An answer depends on its own request alone, not on its batch, as far as the backend's arithmetic is independent of
 * the batch.
 */
export class Scheduler {
  /** Requests that have not started, in order. */
  private waiting: SequenceRequest[] = [];
  private running: SequenceRequest[] = [];
  private readonly exclusiveWork: (() => Promise<void>)[] = [];
  private readonly prefixCache: PrefixCache;
  private readonly grammars: Grammars;
  private loopEnd: Promise<void> | undefined;

  constructor(
    private readonly backend: Backend,
    private readonly tokenizer: Tokenizer,
  ) {
    this.prefixCache = new PrefixCache(backend);
    const { vocabSize, endTokens } = backend.config;
    this.grammars = new Grammars(tokenizer.tokenBytes, vocabSize, endTokens);
  }

  /**
   * Yields pieces as their text becomes final; the last piece of each answer has `end`.
   *
   * @throws Failure `context-exceeded` before any work if a prompt leaves no space for an answer; `schema-unfit` before
   *   any work if a schema cannot be kept; `cancelled` at most one pass after an abort
   */
  async *generate(
    requests: readonly GenerationRequest[],
    signal: AbortSignal,
  ): AsyncGenerator<GenerationDelta, void, undefined> {
    const startedAt = performance.now();
    throwIfCancelled(signal);
    const { backend, tokenizer } = this;
    const prompts = requests.map(request => tokenizer.encode(tokenizer.renderChat(request.messages)));
    prompts.forEach((prompt, index) => checkPrompt(prompt, index, backend));
    const grammars = requests.map(({ schema }) => schema && this.grammars.of(schema));

    // If one answer fails, the whole call fails; the caller decides what to request again.
    const producers = requests.map((request, index): Producer<GenerationDelta> => {
      const prompt = prompts[index]!;
      const grammar = grammars[index];
      const answer = new Answer(index, request, prompt.length, backend.config, tokenizer, startedAt, grammar?.begin());
      if (grammar) checkSpace(grammar, answer, request);
      return (put, combined) =>
        new Promise<void>((resolve, reject) => {
          const sink = {
            signal: combined,
            put(piece: GenerationDelta) {
              put([piece]);
              if (!piece.end) return;
              forget();
              resolve();
            },
            fail: reject,
          };
          const forget = onAbort(combined, () => reject(new Failure('cancelled')));
          this.waiting.push(new SequenceRequest(prompt, request, answer, backend, sink));
          this.startLoop();
        });
    });
    yield* merge(producers, signal);
  }

  /** Runs other work on the backend between two passes. No pass runs meanwhile. */
  exclusively<T>(work: (backend: Backend) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.exclusiveWork.push(() => work(this.backend).then(resolve, reject));
      this.startLoop();
    });
  }

  /** Waits until nothing runs, then releases the sequences that are kept for their prefixes. */
  async drain(): Promise<void> {
    while (this.loopEnd) await this.loopEnd;
    this.prefixCache.clear();
  }

  private startLoop(): void {
    this.loopEnd ??= this.loop().finally(() => {
      this.loopEnd = undefined;
      if (this.hasWork) this.startLoop(); // Work arrived while the loop was ending.
    });
  }

  private get hasWork(): boolean {
    return this.exclusiveWork.length + this.waiting.length + this.running.length > 0;
  }

  private async loop(): Promise<void> {
    const yieldToEventLoop = createYield();
    await Promise.resolve(); // Let calls of the same turn begin together.
    while (this.hasWork) {
      for (const work of this.exclusiveWork.splice(0)) await work();
      this.removeEnded();
      try {
        this.admit();
        if (this.running.length > 0) await this.pass();
      } catch (error) {
        this.handleFailure(asFailure(error));
      }
      await yieldToEventLoop();
    }
  }

  /** Removes finished and stopped requests. */
  private removeEnded(): void {
    const isStopped = (request: SequenceRequest) => request.sink.signal.aborted;
    this.waiting = this.waiting.filter(request => !isStopped(request));
    this.running = this.running.filter(request => {
      if (!isStopped(request) && !request.finished) return true;
      if (request.finished) this.prefixCache.keep(request);
      else this.release(request);
      return false;
    });
  }

  private admit(): void {
    for (const request of [...this.waiting]) {
      if (this.running.length >= maxSequences) return;
      const earlier = [...this.running, ...this.waiting.slice(0, this.waiting.indexOf(request))];
      if (!request.start(this.prefixCache, earlier)) continue;
      this.waiting = this.waiting.filter(other => other !== request);
      this.running.push(request);
    }
  }

  private async pass(): Promise<void> {
    const isNew = this.waiting.length > 0 || this.running.some(request => request.unread > 1);
    // While a prompt waits, sample one token at a time, so that it joins sooner.
    const samples = isNew ? 1 : this.backend.samplesPerPass;
    let budget = maxPromptTokens;
    const spans = this.running.flatMap(request => {
      if (request.unread > 1 && budget <= 0) return [];
      const span = request.span(Math.max(1, budget), samples);
      if (request.unread > 1) budget -= span.tokens.length;
      return [{ request, span }];
    });
    const results = await this.backend.forward(spans.map(({ span }) => span));
    spans.forEach(({ request, span }, i) => {
      if (!request.sink.signal.aborted) request.applyResult(span, results[i]!);
    });
  }

  /** Ends requests after a failed pass. `forward` is atomic, so all sequences are as before the pass. */
  private handleFailure(failure: Failure): void {
    const latest = this.running.at(-1);
    if (failure.kind === 'too-large' && latest) {
      // Free memory: first the kept sequences, then the latest request.
      if (!this.prefixCache.clear()) this.end([latest], failure);
      return;
    }
    this.end([...this.running, ...this.waiting], failure);
  }

  private end(requests: readonly SequenceRequest[], failure: Failure): void {
    for (const request of requests) {
      this.release(request);
      request.sink.fail(failure);
    }
    this.running = this.running.filter(request => !requests.includes(request));
    this.waiting = this.waiting.filter(request => !requests.includes(request));
  }

  private release(request: SequenceRequest): void {
    if (request.sequence !== null) this.backend.cache.release(request.sequence);
    request.sequence = null;
  }
}

/** An answer that cannot be completed would be no answer of its schema. */
function checkSpace({ shortest }: Grammar, { remaining }: Answer, { max_tokens }: GenerationRequest): void {
  if (remaining >= shortest) return;
  const needs = `An answer of this form may need ${shortest} tokens`;
  if (remaining < max_tokens)
    throw new Failure('context-exceeded', `${needs}, and the prompt leaves ${remaining} of the context.`);
  throw new Failure('schema-unfit', `${needs}, and the longest answer has ${max_tokens}.`);
}

function checkPrompt(prompt: readonly number[], index: number, { config }: Backend): void {
  if (prompt.length === 0)
    throw new Failure('model-file', 'tokenizer_config.json: chat_template produces an empty prompt.');
  const invalid = prompt.find(id => !(id >= 0 && id < config.vocabSize));
  if (invalid !== undefined)
    throw new Failure('model-file', `tokenizer.json produces token ${invalid}, which the model does not have.`);
  if (prompt.length >= config.context)
    throw new Failure(
      'context-exceeded',
      `Request ${index + 1} has ${prompt.length} tokens; prompt and answer may have ${config.context}.`,
    );
}
