import { Failure } from '@/lib/core/failure';
import { random } from '@/lib/core/random';
import { createSemaphore } from '@/lib/core/semaphore';
import type { ChatDelta, ChatRequest, Engine } from './contract';
import { parseBaseUrl, withBetterAddress } from './endpoint/address';
import { answerParts } from './endpoint/answer';
import { createAssembly } from './endpoint/assemble';
import { createAttempts } from './endpoint/attempts';
import { createFields, type LeftOut } from './endpoint/fields';
import { type Gate, gateOf } from './endpoint/gate';
import { exchange, wholeText, type Wire } from './endpoint/http';
import { checkKey } from './endpoint/key';
import { plainWords } from './endpoint/redact';
import { failureOf, Refused, Retryable, type RetryPolicy } from './endpoint/retry';
import { type AnswerPart, readModels } from './endpoint/schema';
import { createScout } from './endpoint/scout';
import { type Send, sendByFetch } from './endpoint/send';
import type { TimeLimits } from './endpoint/time-limits';

export interface EndpointAddress {
  /** Base URL of an OpenAI-compatible server; usually ends in `/v1`. */
  baseUrl: string;
  /** Held in memory only and sent to this server only. */
  key?: string;
  fetch?: typeof fetch;
  /** Takes the place of `fetch`. */
  send?: Send;
}

export interface EndpointOptions extends EndpointAddress, Partial<TimeLimits> {
  model: string;
  /** Maximum number of simultaneous calls; 8 by default. */
  concurrency?: number;
  /** Settings that are not sent, for servers that refuse them: the person's choice, because it changes the experiment. */
  leaveOut?: readonly LeftOut[];
  /** Longest wait of a load for the list of models, in milliseconds; five seconds by default. */
  load_ms?: number;
  retry?: Partial<RetryPolicy>;
  /** Default: the one of the server, which all engines share. */
  gate?: Gate;
}

const defaultLimits: TimeLimits = { idle_ms: 120_000, total_ms: 30 * 60_000 };
/** The list of models is only a help: no run waits for it long. */
const listLimits: TimeLimits = { idle_ms: 15_000, total_ms: 15_000 };
const defaultLoad = 5_000;

const defaultRetry = (concurrency: number): RetryPolicy => ({
  tries: 5,
  base_ms: 500,
  longest_ms: 60_000,
  patience_ms: Infinity,
  trip: Math.max(3, concurrency),
  // Varies only the delays of retries; no answer depends on it.
  random: random(Date.now()),
});

const toWire = ({ baseUrl, key, fetch: own, send = sendByFetch(own) }: EndpointAddress, limits: TimeLimits): Wire => ({
  baseUrl: parseBaseUrl(baseUrl),
  key: checkKey(key),
  send,
  ...limits,
});

/**
 * The ids of the models that a server offers.
 *
 * @throws Failure of the endpoint kinds, `timed-out` or `cancelled`
 */
export async function listModels(address: EndpointAddress, signal: AbortSignal): Promise<string[]> {
  return fetchModels(toWire(address, listLimits), signal);
}

const fetchModels = async (wire: Wire, signal: AbortSignal): Promise<string[]> => {
  try {
    return readModels(await exchange(wire, '/models', undefined, signal, reply => wholeText(reply.chunks)));
  } catch (error) {
    throw failureOf(error);
  }
};

/**
 * Calls an OpenAI-compatible server: vLLM, Ray Serve, llama.cpp, Ollama, LM Studio.
 *
 * @throws Failure `endpoint-unreachable` or `endpoint-address` for an invalid address, `endpoint-unauthorised` for an invalid key
 */
export function createEndpointEngine(options: EndpointOptions): Engine {
  const { model, concurrency = 8, leaveOut, load_ms = defaultLoad } = options;
  const { idle_ms = defaultLimits.idle_ms, total_ms = defaultLimits.total_ms } = options;
  const wire = toWire(options, { idle_ms, total_ms });
  const policy = { ...defaultRetry(concurrency), ...options.retry };
  const gate = options.gate ?? gateOf(wire.baseUrl);
  const semaphore = createSemaphore(concurrency);
  const fields = createFields(model, leaveOut);
  const scout = createScout();
  const facts: Record<string, string> = {};
  let life = new AbortController();
  /** Aborted by a signal or by the end of the engine: one a signal, however many calls listen to it. */
  let joined = new WeakMap<AbortSignal, AbortSignal>();
  const withLife = (signal: AbortSignal): AbortSignal => {
    const known = joined.get(signal) ?? AbortSignal.any([signal, life.signal]);
    joined.set(signal, known);
    return known;
  };

  async function* complete(request: ChatRequest, outer: AbortSignal): AsyncGenerator<ChatDelta, void, void> {
    const started = performance.now();
    const signal = withLife(outer);
    const release = await semaphore.acquire(signal);
    const attempts = createAttempts(gate, policy, signal);
    let settle = (_isKnown: boolean): void => {};
    try {
      settle = await scout.enter(kindOf(request), signal);
      for (let hasText = false; ;) {
        const begun = await attempts.begin(() => begin(request, signal));
        settle(true);
        if (hasText) yield { text: '', restarts: true };
        hasText = true;
        try {
          yield* answer(begun, request, started);
          return;
        } catch (error) {
          await attempts.broken(error);
        }
      }
    } catch (error) {
      settle(!signal.aborted);
      throw withBetterAddress(failureOf(error), wire.baseUrl);
    } finally {
      settle(false);
      release();
    }
  }

  interface Begun {
    first: AnswerPart[];
    rest: AsyncGenerator<AnswerPart[], void, void>;
    sentAt: number;
    cutsHere: boolean;
    /** Whether the schema of the request was sent. */
    hasSchema: boolean;
  }

  /** Sends a request, in the form that the server takes, and reads up to the first text or thought. */
  async function begin(request: ChatRequest, signal: AbortSignal): Promise<Begun> {
    for (;;) {
      const sentAt = performance.now();
      const { cutsHere } = fields;
      const body = fields.body(request);
      const rest = answerParts(wire, body, signal);
      const first: AnswerPart[] = [];
      try {
        for (let next = await rest.next(); !next.done; next = await rest.next()) {
          first.push(...next.value);
          if (next.value.some(({ text, reasons }) => text !== '' || reasons)) break;
        }
        return { first, rest, sentAt, cutsHere, hasSchema: 'response_format' in body };
      } catch (error) {
        const isRefusal = error instanceof Refused || error instanceof Retryable;
        if (!isRefusal || !fields.learn(error, body)) throw error;
      }
    }
  }

  /** The deltas of an answer, one for all the parts that came together. */
  async function* answer({ first, rest, sentAt, cutsHere, hasSchema }: Begun, request: ChatRequest, started: number) {
    const assembly = createAssembly(request, wire.key, cutsHere);
    let first_token_ms: number | undefined;
    const now = () => performance.now() - started;
    try {
      for (let parts: AnswerPart[] | undefined = first; parts; parts = (await rest.next()).value ?? undefined) {
        note(parts);
        const delta = assembly.add(parts);
        if (delta) {
          first_token_ms ??= now();
          yield delta;
        }
        if (assembly.isStopped) break;
      }
      const { end, ...last } = assembly.end();
      facts.usage = end.usage.counted ? 'pieces counted; the server reports none' : 'as the server reports';
      const total_ms = now();
      const timings = { first_token_ms: first_token_ms ?? total_ms, total_ms, queue_ms: sentAt - started };
      const leftOut = request.schema && !hasSchema ? { schema_left_out: true as const } : {};
      yield { ...last, end: { ...end, timings, ...leftOut } };
    } finally {
      await rest.return();
    }
  }

  function note(parts: readonly AnswerPart[]): void {
    for (const { model } of parts) if (model) facts.served_model = plainWords(model, wire.key).slice(0, 100);
  }

  return {
    id: `endpoint/${model}`,
    get can() {
      return {
        logprobs: !fields.hasNoLogprobs,
        seed: true,
        schema: !fields.hasNoSchema,
        concurrency,
        batch: 1,
        context: null,
      };
    },
    get environment() {
      return { ...facts, ...fields.facts() };
    },
    async load(onProgress, signal) {
      if (life.signal.aborted) {
        life = new AbortController();
        joined = new WeakMap();
      }
      gate.forgive();
      onProgress({ phase: 'connecting', loaded: 0, total: 1, unit: 'steps' });
      try {
        await fetchModels({ ...wire, idle_ms: load_ms, total_ms: load_ms }, AbortSignal.any([signal, life.signal]));
      } catch (error) {
        // Many servers have no list of models, or keep it to themselves. The first call will tell what is wrong.
        const stops = error instanceof Failure && stopsLoad.has(error.kind);
        if (stops) throw error;
      }
      onProgress({ phase: 'connecting', loaded: 1, total: 1, unit: 'steps' });
    },
    complete,
    watchPauses: gate.watch,
    async dispose() {
      life.abort();
    },
  };
}

/** What shows, without a call, that no call can be answered. */
const stopsLoad: ReadonlySet<string> = new Set(['cancelled', 'endpoint-unreachable', 'endpoint-redirect']);

/** Requests of one kind have the same fields, so that what one of them shows holds for all. */
const kindOf = ({ stop, logprobs, schema, messages }: ChatRequest): string =>
  [stop.length > 0, logprobs, schema !== undefined, messages.some(({ role }) => role === 'system')].join();
