import type { ChatDelta, ChatEnd, ChatRequest, Engine, IndexedDelta, TokenLogprob } from '@/lib/engines/contract';
import { asFailure, Failure, type FailureKind } from '@/lib/ground/failure';
import { stoppable } from './stoppable';
import { nextTurn } from './turn';

/** A whole answer of an engine. */
export interface RawAnswer extends ChatEnd {
  text: string;
  logprobs?: TokenLogprob[];
}

/** A call that waits for an engine. */
export interface Call {
  request: ChatRequest;
  /** Lower goes first; calls of equal order go in the order in which they were asked. */
  order: number;
  onStart(): void;
  onText(text: string): void;
  /** Writes the answer down. The program gets to see it only when this has ended; until then nothing new is sent. */
  record(answer: RawAnswer): Promise<void>;
}

export interface Dispatcher {
  /** Resolves once the call is answered and recorded. Throws the engine's Failure, or `cancelled`. */
  send(call: Call): Promise<void>;
  /** Resolves when no call is under way, those included that a failed program no longer waits for. */
  idle(): Promise<void>;
}

/** Failures after which every other call of a batch would fail in the same way: no use in trying them again. */
const ofTheEngine: ReadonlySet<FailureKind> = new Set(['cancelled', 'device-lost', 'worker-died', 'timed-out']);

interface Waiting extends Call {
  resolve(): void;
  reject(failure: Failure): void;
}

/**
 * Sends calls to an engine as it likes them best: in batches of up to `can.batch` where it can, else up to `can.concurrency` at
 * once. While calls run, new ones collect. `ready` is awaited before the first call (the load of the model);
 * an engine that is told to stop is given `grace` milliseconds.
 */
export function createDispatcher(
  engine: Engine,
  ready: () => Promise<void>,
  signal: AbortSignal,
  grace = 5000,
): Dispatcher {
  const waiting: Waiting[] = [];
  let running = 0;
  let recording = 0;
  let flushing = false;

  signal.addEventListener('abort', () => {
    for (const call of waiting.splice(0)) call.reject(new Failure('cancelled'));
  });

  /** Starts what may start, one turn later: programs that wake in this turn get to ask before a batch is closed. */
  async function flush(): Promise<void> {
    if (flushing) return;
    flushing = true;
    await nextTurn();
    await prepare();
    flushing = false;
    // An idle engine waits for answers that are being written down: the programs behind them are about to ask again, and a
    // full batch (or the next call of the oldest unit) is worth the milliseconds.
    if (running === 0 && recording > 0) return;
    const batch = engine.completeBatch ? engine.can.batch : 1;
    const atOnce = batch > 1 ? 1 : Math.max(1, engine.can.concurrency);
    while (waiting.length > 0 && running < atOnce) {
      const taken = waiting.splice(0, batch);
      running++;
      void run(taken).finally(() => {
        running--;
        void flush();
      });
    }
  }

  /** What an engine can do is known for certain only once it is loaded. */
  async function prepare(): Promise<void> {
    if (waiting.length === 0) return;
    try {
      await ready();
    } catch (error) {
      for (const call of waiting.splice(0)) call.reject(asFailure(error));
    }
  }

  /** One unacceptable request must not fail its neighbours: what a failed batch left open is tried again in halves. */
  async function run(calls: Waiting[]): Promise<void> {
    const [only, second] = calls;
    if (!only) return;
    if (!second) return runOne(only);
    const open = await runBatch(calls);
    const middle = open.length >> 1;
    await run(open.slice(0, middle));
    await run(open.slice(middle));
  }

  async function runOne(call: Waiting): Promise<void> {
    const answer = collect(call);
    try {
      call.onStart();
      for await (const delta of stoppable(engine.complete(call.request, signal), signal, grace)) answer.add(delta);
      answer.finish();
    } catch (error) {
      answer.fail(error);
    }
  }

  /** Returns the calls that are worth trying again. */
  async function runBatch(calls: Waiting[]): Promise<Waiting[]> {
    const answers = calls.map(collect);
    try {
      for (const call of calls) call.onStart();
      const requests = calls.map(call => call.request);
      for await (const delta of stoppable(batchOf(engine, requests, signal), signal, grace))
        answers[delta.index]?.add(delta);
      for (const answer of answers) answer.finish();
      return [];
    } catch (error) {
      const open = answers.filter(answer => !answer.done);
      if (!signal.aborted && !ofTheEngine.has(asFailure(error).kind)) return open.map(answer => answer.call);
      for (const answer of open) answer.fail(error);
      return [];
    }
  }

  function collect(call: Waiting) {
    const pieces: string[] = [];
    const logprobs: TokenLogprob[] = [];
    const answer = {
      call,
      done: false,
      add(delta: ChatDelta) {
        if (answer.done) return;
        if (delta.text) {
          pieces.push(delta.text);
          call.onText(delta.text);
        }
        if (delta.logprobs) logprobs.push(...delta.logprobs);
        if (!delta.end) return;
        answer.done = true;
        const { finish_reason, usage, timings } = delta.end;
        void settle(call, {
          text: pieces.join(''),
          finish_reason,
          usage,
          timings,
          ...(logprobs.length > 0 ? { logprobs } : {}),
        });
      },
      /** The engine has nothing more to say. */
      finish() {
        if (!answer.done) answer.fail(new Failure('unknown', `${engine.id} ended in the middle of an answer.`));
      },
      fail(error: unknown) {
        if (answer.done) return;
        answer.done = true;
        call.reject(signal.aborted ? new Failure('cancelled', '', { cause: error }) : asFailure(error));
      },
    };
    return answer;
  }

  async function settle(call: Waiting, answer: RawAnswer): Promise<void> {
    recording++;
    try {
      await call.record(answer);
      call.resolve();
    } catch (error) {
      call.reject(asFailure(error));
    } finally {
      recording--;
      void flush();
    }
  }

  const underWay = new Set<Promise<void>>();

  function send(call: Call): Promise<void> {
    const sent = new Promise<void>((resolve, reject) => {
      if (signal.aborted) return reject(new Failure('cancelled'));
      const at = waiting.findIndex(other => other.order > call.order);
      waiting.splice(at < 0 ? waiting.length : at, 0, { ...call, resolve, reject });
      void flush();
    });
    underWay.add(sent);
    const forget = () => void underWay.delete(sent);
    sent.then(forget, forget);
    return sent;
  }

  async function idle(): Promise<void> {
    while (underWay.size > 0) await Promise.allSettled(underWay);
  }

  return { send, idle };
}

function batchOf(engine: Engine, requests: ChatRequest[], signal: AbortSignal): AsyncIterable<IndexedDelta> {
  if (!engine.completeBatch) throw new Failure('unknown', `${engine.id} takes no batches.`);
  return engine.completeBatch(requests, signal);
}
