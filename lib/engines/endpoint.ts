import { Failure } from '@/lib/core/failure';
import { random } from '@/lib/core/random';
import { createSemaphore } from '@/lib/core/semaphore';
import type { ChatDelta, ChatEnd, ChatRequest, Engine } from './contract';
import { parseBaseUrl } from './endpoint/address';
import { answerParts } from './endpoint/answer';
import { exchange, wholeText, type Wire } from './endpoint/http';
import { checkKey } from './endpoint/key';
import { Retryable, type RetryPolicy, withRetry } from './endpoint/retry';
import { type AnswerPart, readModels } from './endpoint/schema';
import { type Send, sendByFetch } from './endpoint/send';

export interface EndpointAddress {
  /** Base URL of an OpenAI-compatible server; usually ends in `/v1`. */
  baseUrl: string;
  /** Held in memory only and sent to this server only. */
  key?: string;
  fetch?: typeof fetch;
  /** Takes the place of `fetch`. */
  send?: Send;
}

export interface EndpointOptions extends EndpointAddress {
  model: string;
  /** Maximum number of simultaneous calls; 8 by default. */
  concurrency?: number;
  retry?: Partial<RetryPolicy>;
  /** Maximum time without a byte from the server, in milliseconds; two minutes by default. */
  idle_ms?: number;
}

const defaultIdle = 120_000;
const defaultRetry = (): RetryPolicy => ({
  tries: 5,
  base_ms: 500,
  longest_ms: 60_000,
  // Varies only the delays of retries; no answer depends on it.
  random: random(Date.now()),
});

const toWire = ({ baseUrl, key, fetch: own, send = sendByFetch(own) }: EndpointAddress, idle_ms: number): Wire => ({
  baseUrl: parseBaseUrl(baseUrl),
  key: checkKey(key),
  send,
  idle_ms,
});

/**
 * The ids of the models that a server offers.
 *
 * @throws Failure of the endpoint kinds, `timed-out` or `cancelled`
 */
export async function listModels(address: EndpointAddress, signal: AbortSignal): Promise<string[]> {
  return fetchModels(toWire(address, 15_000), signal);
}

const fetchModels = async (wire: Wire, signal: AbortSignal): Promise<string[]> => {
  try {
    return readModels(await exchange(wire, '/models', undefined, signal, reply => wholeText(reply.chunks)));
  } catch (error) {
    throw error instanceof Retryable ? error.failure : error;
  }
};

/**
 * Calls an OpenAI-compatible server: vLLM, Ray Serve, llama.cpp, Ollama, LM Studio.
 *
 * @throws Failure `endpoint-unreachable` for an invalid address, `endpoint-unauthorised` for an invalid key
 */
export function createEndpointEngine(options: EndpointOptions): Engine {
  const { model, concurrency = 8 } = options;
  const wire = toWire(options, options.idle_ms ?? defaultIdle);
  const policy = { ...defaultRetry(), ...options.retry };
  const semaphore = createSemaphore(concurrency);
  const environment: Record<string, string> = {};
  let life = new AbortController();
  /** Aborted by a signal or by the end of the engine: one a signal, however many calls listen to it. */
  let joined = new WeakMap<AbortSignal, AbortSignal>();
  const withLife = (signal: AbortSignal): AbortSignal => {
    const known = joined.get(signal) ?? AbortSignal.any([signal, life.signal]);
    joined.set(signal, known);
    return known;
  };

  async function* complete(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatDelta, void, void> {
    const started = performance.now();
    const both = withLife(signal);
    const release = await semaphore.acquire(both);
    let parts: AsyncGenerator<AnswerPart[], void, void> | undefined;
    try {
      const begun = await withRetry(() => begin(request, both), policy, both);
      parts = begun.parts;
      yield* toDeltas(begun.first, parts, started, environment);
    } catch (error) {
      throw error instanceof Retryable ? error.failure : error;
    } finally {
      await parts?.return();
      release();
    }
  }

  /** Starts a call and reads up to the first text. Until then the caller has received nothing, so the call may be retried. */
  async function begin(request: ChatRequest, signal: AbortSignal) {
    const parts = answerParts(wire, model, request, signal);
    const first: AnswerPart[] = [];
    for (;;) {
      const { done, value } = await parts.next();
      if (done) return { first, parts };
      first.push(...value);
      if (value.some(({ text }) => text !== '')) return { first, parts };
    }
  }

  return {
    id: `endpoint/${model}`,
    can: { logprobs: true, seed: true, concurrency, batch: 1, context: null },
    environment,
    async load(onProgress, signal) {
      if (life.signal.aborted) {
        life = new AbortController();
        joined = new WeakMap();
      }
      onProgress({ phase: 'connecting', loaded: 0, total: 1, unit: 'steps' });
      try {
        await fetchModels(wire, AbortSignal.any([signal, life.signal]));
      } catch (error) {
        // Many servers have no list of models, or one in another form. An answer of any kind shows that the server runs.
        const kind = error instanceof Failure ? error.kind : 'unknown';
        if (kind !== 'endpoint-refused' && kind !== 'endpoint-protocol' && kind !== 'endpoint-busy') throw error;
      }
      onProgress({ phase: 'connecting', loaded: 1, total: 1, unit: 'steps' });
    },
    complete,
    async dispose() {
      life.abort();
    },
  };
}

/** One delta for all the parts that came together. */
async function* toDeltas(
  first: AnswerPart[],
  rest: AsyncGenerator<AnswerPart[], void, void>,
  started: number,
  environment: Record<string, string>,
): AsyncGenerator<ChatDelta, void, void> {
  let pieces = 0;
  let first_token_ms: number | null = null;
  let finish_reason: ChatEnd['finish_reason'] = 'stop';
  let usage: ChatEnd['usage'] | undefined;
  let parts: AnswerPart[] | undefined = first;
  while (parts) {
    for (const part of parts) {
      if (part.model) environment.served_model = part.model.slice(0, 100);
      finish_reason = part.finish_reason ?? finish_reason;
      usage = part.usage ?? usage;
      if (part.text !== '') pieces++;
    }
    const text = parts.map(part => part.text).join('');
    const logprobs = parts.flatMap(part => part.logprobs ?? []);
    if (text !== '' || logprobs.length > 0) {
      first_token_ms ??= performance.now() - started;
      yield { text, ...(logprobs.length > 0 && { logprobs }) };
    }
    parts = (await rest.next()).value ?? undefined;
  }
  environment.usage = usage ? 'as the server reports' : 'pieces counted; the server reports none';
  const total_ms = performance.now() - started;
  yield {
    text: '',
    end: {
      finish_reason,
      usage: usage ?? { prompt_tokens: 0, completion_tokens: pieces, counted: 'pieces' },
      timings: { first_token_ms: first_token_ms ?? total_ms, total_ms },
    },
  };
}
