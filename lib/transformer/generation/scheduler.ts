import { asFailure, Failure, throwIfCancelled } from '@/lib/core/failure';
import { Mailbox } from '@/lib/core/mailbox';
import type { Backend } from '../contract';
import type { Tokenizer } from '../tokenizer';
import { Answer } from './answer';
import { Breath } from './breath';
import { Job } from './job';
import { Prefixes } from './prefixes';
import type { GenerationDelta, GenerationRequest } from './request';

/** Sequences under way at once; beyond this the arithmetic gains nothing and caches grow. */
const sequencesAtOnce = 32;

/** Prompt tokens that go through in one pass, of all prompts together: a bound on how long a pass, and so a Stop, takes. */
const promptTokensAtOnce = 64;

/**
 * Answers chats over one backend, as many together as there are (continuous batching, as in Orca, Yu et al., OSDI 2022): each pass reads a
 * piece of the prompts that are new and draws a token for every answer under way; a new call joins at the next pass, and an answer that
 * ends makes room. What prompts share at their beginning is read once, also between calls and with answers that ended lately.
 *
 * An answer depends on its own request alone, not on what else runs, as far as the backend's arithmetic does.
 */
export class Scheduler {
  /** Asked, not started, in order. */
  private waiting: Job[] = [];
  private running: Job[] = [];
  private readonly between: (() => Promise<void>)[] = [];
  private readonly prefixes: Prefixes;
  private looping: Promise<void> | undefined;

  constructor(
    private readonly backend: Backend,
    private readonly tokenizer: Tokenizer,
  ) {
    this.prefixes = new Prefixes(backend.cache);
  }

  /**
   * Pieces come as their text becomes certain; the last piece of each answer carries `end`. Throws `context-exceeded` before any work if a
   * prompt leaves no room for an answer, and `cancelled` at most one pass after an abort.
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

    const left = new AbortController();
    const mailbox = new Mailbox<GenerationDelta>();
    let open = requests.length;
    const asker = {
      signal: AbortSignal.any([signal, left.signal]),
      put(piece: GenerationDelta) {
        mailbox.put([piece]);
        if (piece.end && --open === 0) mailbox.end();
      },
      fail(error: unknown) {
        left.abort(); // One answer that cannot go on ends the call: whoever asked decides what to ask again.
        mailbox.fail(error);
      },
    };
    this.waiting.push(
      ...requests.map((request, index) => {
        const prompt = prompts[index]!;
        const answer = new Answer(index, request, prompt.length, backend.config, tokenizer, startedAt);
        return new Job(prompt, request, answer, backend, asker);
      }),
    );
    if (open === 0) return;
    this.wake();
    const onAbort = () => mailbox.fail(new Failure('cancelled'));
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      yield* mailbox;
    } finally {
      signal.removeEventListener('abort', onAbort);
      left.abort(); // A reader that leaves early stops the work.
    }
  }

  /** Runs other work over the backend between two passes; no pass runs meanwhile. */
  exclusively<T>(work: (backend: Backend) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.between.push(() => work(this.backend).then(resolve, reject));
      this.wake();
    });
  }

  /** Resolves once nothing runs. Sequences kept for their beginnings are given up. */
  async rest(): Promise<void> {
    while (this.looping) await this.looping;
    this.prefixes.forget();
  }

  private wake(): void {
    this.looping ??= this.loop().finally(() => {
      this.looping = undefined;
      if (this.hasWork) this.wake(); // Asked while the loop was ending.
    });
  }

  private get hasWork(): boolean {
    return this.between.length + this.waiting.length + this.running.length > 0;
  }

  private async loop(): Promise<void> {
    const breath = new Breath();
    const never = new AbortController().signal;
    await Promise.resolve(); // Calls made together begin together.
    while (this.hasWork) {
      for (const work of this.between.splice(0)) await work();
      this.clear();
      try {
        this.admit();
        if (this.running.length > 0) await this.pass();
      } catch (error) {
        this.recover(asFailure(error));
      }
      await breath.take(never);
    }
  }

  /** Lets go of what ended or was stopped. */
  private clear(): void {
    const isStopped = (job: Job) => job.asker.signal.aborted;
    this.waiting = this.waiting.filter(job => !isStopped(job));
    this.running = this.running.filter(job => {
      if (!isStopped(job) && !job.finished) return true;
      if (job.finished) this.prefixes.keep(job);
      else this.release(job);
      return false;
    });
  }

  private admit(): void {
    for (const job of [...this.waiting]) {
      if (this.running.length >= sequencesAtOnce) return;
      const before = [...this.running, ...this.waiting.slice(0, this.waiting.indexOf(job))];
      if (!job.start(this.prefixes, before)) continue;
      this.waiting = this.waiting.filter(other => other !== job);
      this.running.push(job);
    }
  }

  private async pass(): Promise<void> {
    const isNew = this.waiting.length > 0 || this.running.some(job => job.left > 1);
    // Answers that wait for a prompt would rather have one token soon than several late.
    const draws = isNew ? 1 : this.backend.drawsAtOnce;
    let room = promptTokensAtOnce;
    const spans = this.running.flatMap(job => {
      if (job.left > 1 && room <= 0) return [];
      const span = job.span(Math.max(1, room), draws);
      if (job.left > 1) room -= span.tokens.length;
      return [{ job, span }];
    });
    const results = await this.backend.forward(spans.map(({ span }) => span));
    spans.forEach(({ job, span }, i) => {
      if (!job.asker.signal.aborted) job.take(span, results[i]!);
    });
  }

  /** A pass that failed left every sequence as it was. */
  private recover(failure: Failure): void {
    const latest = this.running.at(-1);
    if (failure.kind === 'too-large' && latest) {
      // What is only kept makes room first, then the latest call.
      if (!this.prefixes.forget()) this.end([latest], failure);
      return;
    }
    this.end([...this.running, ...this.waiting], failure);
  }

  private end(jobs: readonly Job[], failure: Failure): void {
    for (const job of jobs) {
      this.release(job);
      job.asker.fail(failure);
    }
    this.running = this.running.filter(job => !jobs.includes(job));
    this.waiting = this.waiting.filter(job => !jobs.includes(job));
  }

  private release(job: Job): void {
    if (job.sequence !== null) this.backend.cache.release(job.sequence);
    job.sequence = null;
  }
}

function checkPrompt(prompt: readonly number[], index: number, { config }: Backend): void {
  if (prompt.length === 0)
    throw new Failure('model-file', 'tokenizer_config.json: chat_template gives an empty prompt.');
  const stranger = prompt.find(id => !(id >= 0 && id < config.vocabSize));
  if (stranger !== undefined)
    throw new Failure('model-file', `tokenizer.json gives token ${stranger}, which the model has not.`);
  if (prompt.length >= config.context)
    throw new Failure(
      'context-exceeded',
      `Request ${index + 1} has ${prompt.length} tokens; prompt and answer may have ${config.context}.`,
    );
}
