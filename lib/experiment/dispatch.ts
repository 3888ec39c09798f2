import { asFailure, Failure, type FailureKind } from '@/lib/core/failure';
import { nextTick } from '@/lib/core/next-tick';
import { onAbort } from '@/lib/core/on-abort';
import {
  type ChatDelta,
  type ChatEnd,
  type ChatRequest,
  type Engine,
  type IndexedDelta,
  type TokenLogprob,
  withoutSchema,
} from '@/lib/engines/contract';
import { abortable } from './abortable';
import { createCallQueue } from './call-queue';

/** A whole answer of an engine. */
export interface RawAnswer extends Omit<ChatEnd, 'schema_left_out'> {
  /** As it was sent: without a schema that the engine cannot hold its model to. */
  request: ChatRequest;
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

/**
 * Times that a call is sent in all, where the device or the worker is lost under it: an engine that loses every device is not worth more,
 * and a worker that hangs at a call takes minutes to be noticed.
 */
const mostSendings: Partial<Record<FailureKind, number>> = { 'device-lost': 3, 'worker-died': 2 };

interface Waiting extends Call {
  sendings: number;
  /** Gives its place among the calls under way to another. */
  leave(): void;
  resolve(): void;
  reject(failure: Failure): void;
}

export interface DispatcherOptions {
  /** Awaited before calls are sent: the load of the model. Called anew after a loss. */
  ready: () => Promise<void>;
  /** The engine's device or worker was lost; the calls that it took along will be sent again once the engine is `ready`. */
  onLost?: (failure: Failure) => void;
  signal: AbortSignal;
  /** Calls under way together at most, whatever the engine can do. Default: no bound. */
  most?: number;
  /** Milliseconds that an engine is given to stop. */
  grace?: number;
}

/**
 * Sends calls to an engine as it likes them best: together in batches of up to `can.batch` where it can, up to `can.concurrency` at once.
 * Where that is at least a batch, a call joins those under way as soon as there is room; else one batch runs at a time and new calls
 * collect. Where calls are sent one by one, a call keeps its place until its answer is written down: a process that dies loses the answers
 * to at most that many calls.
 */
export function createDispatcher(
  engine: Engine,
  { ready, onLost, signal, most = Infinity, grace = 5000 }: DispatcherOptions,
): Dispatcher {
  const waiting = createCallQueue<Waiting>();
  const isOneByOne = engine.completeBatch === undefined;
  let running = 0;
  let recording = 0;
  let flushing = false;

  onAbort(signal, () => {
    for (const call of waiting.takeAll()) call.reject(new Failure('cancelled'));
  });

  /** Starts what may start, one turn later: programs that wake in this turn get to ask before a batch is closed. */
  async function flush(): Promise<void> {
    if (flushing) return;
    flushing = true;
    await nextTick();
    await prepare();
    flushing = false;
    // An idle engine waits for answers that are being written down: the programs behind them are about to ask again, and a
    // full batch (or the next call of the oldest unit) is worth the milliseconds.
    if (running === 0 && recording > 0) return;
    const batch = Math.min(most, engine.completeBatch ? engine.can.batch : 1);
    const joins = engine.can.concurrency >= batch;
    const atOnce = Math.min(most, Math.max(1, engine.can.concurrency, batch));
    while (waiting.size > 0 && running < atOnce && (joins || running === 0)) {
      const taken = waiting.take(Math.min(batch, atOnce - running));
      for (const call of taken) occupy(call, joins);
      const places = taken.map(call => call.leave);
      void run(taken).finally(() => {
        if (!isOneByOne) for (const leave of places) leave();
        if (!joins) running -= taken.length;
        void flush();
      });
    }
  }

  /** Takes a place for a call; where calls join, it is free again as soon as this call has ended, else when its batch has. */
  function occupy(call: Waiting, joins: boolean): void {
    running++;
    let isFree = !joins;
    call.leave = () => {
      if (isFree) return;
      isFree = true;
      running--;
      void flush();
    };
  }

  /** What an engine can do is known for certain only once it is loaded. */
  async function prepare(): Promise<void> {
    if (waiting.size === 0) return;
    try {
      await ready();
    } catch (error) {
      for (const call of waiting.takeAll()) call.reject(asFailure(error));
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
      call.sendings++;
      call.onStart();
      for await (const delta of abortable(engine.complete(answer.sent, signal), signal, grace)) answer.add(delta);
      answer.finish();
    } catch (error) {
      if (!again([answer], error)) answer.fail(error);
    }
  }

  /** Returns the calls that are worth trying again. */
  async function runBatch(calls: Waiting[]): Promise<Waiting[]> {
    const answers = calls.map(collect);
    try {
      for (const call of calls) {
        call.sendings++;
        call.onStart();
      }
      const requests = answers.map(answer => answer.sent);
      for await (const delta of abortable(batchOf(engine, requests, signal), signal, grace))
        answers[delta.index]?.add(delta);
      for (const answer of answers) answer.finish();
      return [];
    } catch (error) {
      const open = answers.filter(answer => !answer.done);
      if (!signal.aborted && !ofTheEngine.has(asFailure(error).kind)) return open.map(answer => answer.call);
      if (!again(open, error)) for (const answer of open) answer.fail(error);
      return [];
    }
  }

  /**
   * After the loss of a device or a worker, what it took along waits to be sent again, ahead of what came later; finished answers are in the journal
   * and stay. False where the failure is another, or a call was lost too often.
   */
  function again(answers: Collected[], error: unknown): boolean {
    const failure = asFailure(error);
    const calls = answers.filter(answer => !answer.done).map(answer => answer.call);
    const most = mostSendings[failure.kind] ?? 1;
    if (signal.aborted || calls.length === 0) return false;
    if (calls.some(call => call.sendings >= most)) return false;
    for (const answer of answers) answer.done = true;
    for (const call of calls) call.leave();
    onLost?.(failure);
    for (const call of calls.reverse()) waiting.addFirst(call);
    void flush();
    return true;
  }

  type Collected = ReturnType<typeof collect>;

  function collect(call: Waiting) {
    const pieces: string[] = [];
    const logprobs: TokenLogprob[] = [];
    const { request } = call;
    // What an engine can do is known by now: it is ready.
    const sent = request.schema && !engine.can.schema ? withoutSchema(request) : request;
    const answer = {
      call,
      sent,
      done: false,
      add(delta: ChatDelta) {
        if (answer.done) return;
        if (delta.restarts) {
          pieces.length = 0;
          logprobs.length = 0;
          call.onStart();
        }
        if (delta.text) {
          pieces.push(delta.text);
          call.onText(delta.text);
        }
        if (delta.logprobs) logprobs.push(...delta.logprobs);
        if (!delta.end) return;
        answer.done = true;
        if (!isOneByOne) call.leave();
        const { finish_reason, usage, timings, schema_left_out } = delta.end;
        void settle(call, {
          request: schema_left_out ? withoutSchema(sent) : sent,
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
        call.leave();
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
      call.leave();
      void flush();
    }
  }

  const underWay = new Set<Promise<void>>();

  function send(call: Call): Promise<void> {
    const sent = new Promise<void>((resolve, reject) => {
      if (signal.aborted) return reject(new Failure('cancelled'));
      waiting.add({ ...call, sendings: 0, leave() {}, resolve, reject });
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
