import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { merge, type Producer } from '@/lib/core/merge';
import type { Capabilities, ChatRequest, Engine, IndexedDelta } from './contract';

type Measure = NonNullable<Engine['measure']>;

/**
 * Combines several engines of one model into one. A worker uses one core, so a pool uses as many cores as it has engines; it suits models
 * that are small enough to be copied. Each request goes to the engine with the fewest unfinished requests, the first one among equals, so
 * that single calls in sequence use the first engine only. All engines must give the same answer to a request; Loupe's own engines do,
 * because an answer does not depend on its batch.
 */
export function createPool(engines: readonly [Engine, ...Engine[]]): Engine {
  const [first] = engines;
  /** Unfinished requests of each engine. */
  const load = new Map(engines.map(engine => [engine, 0]));
  const loadOf = (engine: Engine) => load.get(engine) ?? 0;
  const changeLoad = (engine: Engine, by: number) => load.set(engine, loadOf(engine) + by);
  const leastLoaded = () => engines.reduce((best, engine) => (loadOf(engine) < loadOf(best) ? engine : best));

  /** Assigns requests to engines and counts them as unfinished. Returns the indices of each engine's requests. */
  function distribute(requests: readonly ChatRequest[]): Map<Engine, number[]> {
    const shares = new Map<Engine, number[]>();
    for (const index of requests.keys()) {
      const engine = leastLoaded();
      changeLoad(engine, 1);
      shares.set(engine, [...(shares.get(engine) ?? []), index]);
    }
    return shares;
  }

  /** Answers one engine's share of a batch and delivers the deltas with the indices of the whole batch. */
  const answerShare =
    (engine: Engine, requests: readonly ChatRequest[], indices: readonly number[]): Producer<IndexedDelta> =>
    async (put, signal) => {
      const unfinished = new Set(indices);
      try {
        const share = indices.flatMap(index => requests[index] ?? []);
        for await (const delta of batchOf(engine, share, signal)) {
          const index = indices[delta.index] ?? 0;
          if (delta.end && unfinished.delete(index)) changeLoad(engine, -1);
          put([{ ...delta, index }]);
        }
      } finally {
        changeLoad(engine, -unfinished.size);
      }
    };

  async function* completeBatch(requests: ChatRequest[], signal: AbortSignal): AsyncGenerator<IndexedDelta> {
    const shares = [...distribute(requests)];
    yield* merge(
      shares.map(([engine, indices]) => answerShare(engine, requests, indices)),
      signal,
    );
  }

  /** A measurement occupies its engine for long, so that it counts as much as a full batch. */
  async function measure(...[request, onPart, signal]: Parameters<Measure>): Promise<Json> {
    const engine = leastLoaded();
    const weight = Math.max(1, engine.can.batch);
    changeLoad(engine, weight);
    try {
      if (!engine.measure) throw new Failure('measuring-unsupported', engine.id);
      return await engine.measure(request, onPart, signal);
    } finally {
      changeLoad(engine, -weight);
    }
  }

  return {
    id: first.id,
    get environment() {
      return { ...first.environment, ...(engines.length > 1 ? { workers: String(engines.length) } : {}) };
    },
    get can(): Capabilities {
      const { batch, concurrency, ...can } = first.can;
      return { ...can, batch: batch * engines.length, concurrency: concurrency * engines.length };
    },
    // The other engines load when they receive their first request.
    load: (onProgress, signal) => first.load(onProgress, signal),
    async *complete(request, signal) {
      for await (const { index: _, ...delta } of completeBatch([request], signal)) yield delta;
    },
    completeBatch,
    ...(first.embed && { embed: first.embed.bind(first) }),
    ...(first.measure && { measure }),
    ...(first.inspect && { inspect: first.inspect.bind(first) }),
    async dispose() {
      await Promise.all(engines.map(engine => engine.dispose()));
    },
  };
}

function batchOf(engine: Engine, requests: ChatRequest[], signal: AbortSignal): AsyncIterable<IndexedDelta> {
  return engine.completeBatch ? engine.completeBatch(requests, signal) : completeInSequence(engine, requests, signal);
}

async function* completeInSequence(
  engine: Engine,
  requests: ChatRequest[],
  signal: AbortSignal,
): AsyncIterable<IndexedDelta> {
  for (const [index, request] of requests.entries()) {
    for await (const delta of engine.complete(request, signal)) yield { ...delta, index };
  }
}
