import { Mailbox } from '@/lib/core/mailbox';
import type { Capabilities, ChatDelta, ChatRequest, Engine, IndexedDelta } from './contract';

/**
 * Several engines of one model that answer as one, for models so small that a copy costs nothing: a worker uses one core, a pool as many
 * as it has engines. Each call goes to the engine with the fewest calls under way, the first one among equals, so that a single call never
 * wakes a second engine. The engines must answer a request alike; our own do, whatever runs beside it.
 */
export function createPool(engines: readonly [Engine, ...Engine[]]): Engine {
  const [first] = engines;
  const busy = new Map(engines.map(engine => [engine, 0]));
  const change = (engine: Engine, by: number) => busy.set(engine, (busy.get(engine) ?? 0) + by);
  const leastBusy = () =>
    engines.reduce((best, engine) => ((busy.get(engine) ?? 0) < (busy.get(best) ?? 0) ? engine : best));

  /** The places of the requests by the engine that takes them, counted as under way at once. */
  function deal(requests: readonly ChatRequest[]): Map<Engine, number[]> {
    const shares = new Map<Engine, number[]>();
    for (const place of requests.keys()) {
      const engine = leastBusy();
      change(engine, 1);
      shares.set(engine, [...(shares.get(engine) ?? []), place]);
    }
    return shares;
  }

  /** One engine's share of a batch, told under the places that its requests have in the whole. */
  async function answer(
    engine: Engine,
    requests: ChatRequest[],
    places: number[],
    signal: AbortSignal,
    tell: (delta: IndexedDelta) => void,
  ) {
    const open = new Set(places);
    try {
      const share = places.flatMap(place => requests[place] ?? []);
      for await (const delta of batchOf(engine, share, signal)) {
        const index = places[delta.index] ?? 0;
        if (delta.end && open.delete(index)) change(engine, -1);
        tell({ ...delta, index });
      }
    } finally {
      change(engine, -open.size);
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
    // The others are made ready when they get their first call.
    load: (onProgress, signal) => first.load(onProgress, signal),
    async *complete(request, signal) {
      for await (const { index: _, ...delta } of this.completeBatch!([request], signal))
        yield delta satisfies ChatDelta;
    },
    async *completeBatch(requests, signal) {
      const left = new AbortController();
      const either = AbortSignal.any([signal, left.signal]);
      const mailbox = new Mailbox<IndexedDelta>();
      const shares = [...deal(requests)].map(([engine, places]) =>
        answer(engine, requests, places, either, delta => mailbox.put([delta])),
      );
      Promise.all(shares).then(
        () => mailbox.end(),
        (error: unknown) => mailbox.fail(error),
      );
      try {
        yield* mailbox;
      } finally {
        left.abort(); // A reader that leaves early stops the work.
        await Promise.allSettled(shares);
      }
    },
    ...(first.embed ? { embed: (texts, signal) => first.embed!(texts, signal) } : {}),
    ...(first.inspect ? { inspect: (question, signal) => first.inspect!(question, signal) } : {}),
    async dispose() {
      await Promise.all(engines.map(engine => engine.dispose()));
    },
  };
}

function batchOf(engine: Engine, requests: ChatRequest[], signal: AbortSignal): AsyncIterable<IndexedDelta> {
  return engine.completeBatch ? engine.completeBatch(requests, signal) : oneByOne(engine, requests, signal);
}

async function* oneByOne(engine: Engine, requests: ChatRequest[], signal: AbortSignal): AsyncIterable<IndexedDelta> {
  for (const [index, request] of requests.entries()) {
    for await (const delta of engine.complete(request, signal)) yield { ...delta, index };
  }
}
