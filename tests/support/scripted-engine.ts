import { Failure, throwIfCancelled } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { sleep } from '@/lib/core/sleep';
import type {
  Capabilities,
  ChatDelta,
  ChatRequest,
  Engine,
  FinishReason,
  MeasureRequest,
} from '@/lib/engines/contract';

export interface Script {
  /** The answer to a request. A thrown Failure is the engine's. */
  answer: (request: ChatRequest) => string;
  /** How an answer ends. Default: `stop`. */
  finish?: (request: ChatRequest) => FinishReason;
  /** Milliseconds before an answer begins. Default: none, the answer comes in the same turn. */
  delay?: (request: ChatRequest, nth: number) => number;
  can?: Partial<Capabilities>;
  /** Called by `load`; may throw. */
  onLoad?: () => void;
  /** Called with the last message of every request that is sent; may throw, which fails a whole batch. */
  onCall?: (prompt: string, nth: number) => void;
  /** The vector of a text. Without it, the engine embeds nothing. */
  embed?: (text: string) => number[];
  /** What a measurement comes to, and the parts on its way. Without it, the engine measures nothing. */
  measure?: (request: MeasureRequest, onPart: (part: Json) => void) => Json;
  /** Default: `scripted/test`. */
  id?: string;
}

export interface ScriptedEngine extends Engine {
  /** The last message of every call that was sent, in order. */
  readonly calls: string[];
  /** Answers that came to their end. */
  readonly finished: () => number;
  readonly loads: () => number;
  /** Sizes of the batches that were sent. */
  readonly batches: number[];
  /** Texts of every embedding request, in order. */
  readonly embedded: string[][];
  /** Every measurement that was asked for, in order. */
  readonly measured: MeasureRequest[];
  /** Most calls under way at once. */
  readonly mostAtOnce: () => number;
}

/** An engine whose answers are a function of the request; with `can.batch` above 1 it takes batches. */
export function scriptedEngine(script: Script): ScriptedEngine {
  const can: Capabilities = {
    logprobs: false,
    seed: true,
    schema: false,
    concurrency: 1,
    batch: 1,
    context: null,
    ...script.can,
  };
  const calls: string[] = [];
  const batches: number[] = [];
  const embedded: string[][] = [];
  const measured: MeasureRequest[] = [];
  let finished = 0;
  let loads = 0;
  let active = 0;
  let most = 0;

  async function* complete(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatDelta> {
    const prompt = request.messages.at(-1)?.content ?? '';
    calls.push(prompt);
    active++;
    most = Math.max(most, active);
    try {
      script.onCall?.(prompt, calls.length);
      await pause(script.delay?.(request, calls.length) ?? 0, signal);
      const text = script.answer(request);
      const middle = text.length >> 1;
      yield { text: text.slice(0, middle) };
      if (signal.aborted) throw new Failure('cancelled');
      finished++;
      yield {
        text: text.slice(middle),
        end: {
          finish_reason: script.finish?.(request) ?? 'stop',
          usage: { prompt_tokens: prompt.length, completion_tokens: text.length },
          timings: { first_token_ms: 0, total_ms: 0 },
        },
      };
    } finally {
      active--;
    }
  }

  async function* completeBatch(requests: ChatRequest[], signal: AbortSignal) {
    batches.push(requests.length);
    for (const [index, request] of requests.entries()) {
      for await (const delta of complete(request, signal)) yield { ...delta, index };
    }
  }

  function embed(texts: string[], vector: (text: string) => number[]): Float32Array[] {
    embedded.push(texts);
    return texts.map(text => Float32Array.from(vector(text)));
  }

  return {
    id: script.id ?? 'scripted/test',
    can,
    environment: {},
    calls,
    batches,
    embedded,
    measured,
    finished: () => finished,
    loads: () => loads,
    mostAtOnce: () => most,
    async load() {
      loads++;
      script.onLoad?.();
    },
    complete,
    ...(can.batch > 1 ? { completeBatch } : {}),
    ...(script.embed ? { embed: async (texts: string[]) => embed(texts, script.embed!) } : {}),
    ...(script.measure
      ? {
          async measure(request: MeasureRequest, onPart: (part: Json) => void, signal: AbortSignal) {
            throwIfCancelled(signal);
            measured.push(request);
            return script.measure!(request, onPart);
          },
        }
      : {}),
    async dispose() {},
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  throwIfCancelled(signal);
  if (ms > 0) await sleep(ms, signal);
}
