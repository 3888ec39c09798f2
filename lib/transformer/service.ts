import type { FailureRecord } from '@/lib/core/failure';
import { asFailure, Failure, toRecord } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { BackendChoice } from './backends/choose';
import { chooseBackends } from './backends/choose';
import type { BackendFactory, BackendName } from './contract';
import type { GenerationDelta, GenerationRequest } from './generation/request';
import { Scheduler } from './generation/scheduler';
import type { InspectRequest, InspectResult } from './inspect';
import { inspect } from './inspect';
import type { Model } from './load';
import { loadModel } from './load';
import type { FileSource, OnBytes } from './sources/source';
import { countParameters } from './weights';

/**
 * The result of a call. A worker boundary loses the class of a Failure, so a call resolves to a value or to a failure
 * record.
 */
export type Outcome<T> = { value: T } | { failure: FailureRecord };

/** The progress of a load. */
export interface LoadProgress {
  /** `reading` means from this machine. */
  phase: 'downloading' | 'reading' | 'preparing';
  loaded: number;
  total: number | null;
  unit: 'bytes' | 'steps';
}

/** Facts of a loaded model, for the record of a run. */
export interface ModelFacts {
  backend: BackendName;
  /** Backends that were not taken, each with the reason: `webgpu-int8: a software adapter`. */
  passedOver: string[];
  /** The facts of the backend, and the measured speeds if backends were timed. */
  details: Record<string, string>;
  parameters: number;
  /** Maximum length of prompt and answer together, in tokens. */
  context: number;
  weightBytes: number;
  /** Whether answers can be held to a schema. */
  schema: boolean;
  /** Milliseconds from the call until the model is warmed up. */
  loadMilliseconds: number;
}

/**
 * The transformer as its worker exposes it. All arguments and results support structured cloning, except the two
 * callbacks, which Comlink proxies. The caller chooses the id of a call; `cancel` takes that id.
 */
export interface TransformerService {
  /** Replaces the loaded model. `folder` is an address that `openSource` understands: an absolute URL in a browser. */
  load(
    id: number,
    folder: string,
    choice: BackendChoice,
    onProgress: (progress: LoadProgress) => unknown,
  ): Promise<Outcome<ModelFacts>>;
  /** Calls back with pieces, every 16 ms while there are any. All pieces have been received when it resolves. */
  generate(
    id: number,
    requests: GenerationRequest[],
    onPieces: (pieces: GenerationDelta[]) => unknown,
  ): Promise<Outcome<null>>;
  /** Reads a text and returns what was requested, between two passes of other calls. */
  inspect(id: number, question: InspectRequest): Promise<Outcome<InspectResult>>;
  /**
   * Measures with an instrument, between two passes of other calls. Calls back with the parts that are known on the way, every 16 ms while
   * there are any; all have been received when it resolves.
   */
  measure(
    id: number,
    request: { instrument: string; input: Json },
    onParts: (parts: Json[]) => unknown,
  ): Promise<Outcome<Json>>;
  /** Embeddings of texts: [hiddenSize] each, the output of the last layer averaged over the tokens, not normalised. */
  embed(id: number, texts: string[]): Promise<Outcome<Float32Array[]>>;
  /** Current bytes of weights and cache, and the reserved bytes of the cache; zeros where nothing is loaded. */
  memory(): Promise<{ weights: number; cache: number; reserved: number }>;
  /** Makes the call with this id resolve to `cancelled`. Does nothing without such a call. */
  cancel(id: number): Promise<void>;
  dispose(): Promise<void>;
}

/** Minimum milliseconds between two messages of one call: one frame of a screen. */
const frameMilliseconds = 16;

/** @param openSource opens a folder by the address that `load` receives */
export function createTransformerService(
  openSource: (folder: string) => FileSource,
  factories: readonly BackendFactory[],
): TransformerService {
  let loaded: { model: Model; scheduler: Scheduler } | undefined;
  const calls = new Map<number, { controller: AbortController; ended: Promise<unknown> }>();

  function call<T>(id: number, work: (signal: AbortSignal) => Promise<T>): Promise<Outcome<T>> {
    const controller = new AbortController();
    const ended = work(controller.signal)
      .then(
        (value): Outcome<T> => ({ value }),
        (error: unknown): Outcome<T> => ({ failure: toRecord(asFailure(error)) }),
      )
      .finally(() => calls.delete(id));
    calls.set(id, { controller, ended });
    return ended;
  }

  /** Aborts all calls, waits for them and frees the model. */
  async function unload(): Promise<void> {
    const running = [...calls.values()];
    for (const { controller } of running) controller.abort();
    await Promise.all(running.map(({ ended }) => ended));
    const previous = loaded;
    loaded = undefined;
    await previous?.scheduler.drain();
    previous?.model.backend.dispose();
  }

  const requireLoaded = () => {
    if (!loaded) throw new Failure('unknown', 'No model is loaded.');
    return loaded;
  };

  const runInspection = (question: InspectRequest, signal: AbortSignal): Promise<InspectResult> => {
    const { model, scheduler } = requireLoaded();
    return scheduler.exclusively(backend => inspect(backend, model.tokenizer, question, signal));
  };

  return {
    load(id, folder, choice, onProgress) {
      const unloaded = unload();
      return call(id, async signal => {
        const startedAt = performance.now();
        await unloaded;
        const report = throttled((bytes: number, total: number | null, isLocal: boolean) =>
          onProgress({ phase: isLocal ? 'reading' : 'downloading', loaded: bytes, total, unit: 'bytes' }),
        );
        const prepare = (step: number) => onProgress({ phase: 'preparing', loaded: step, total: 1, unit: 'steps' });
        const choose = (config: Parameters<typeof chooseBackends>[2]) => chooseBackends(factories, choice, config);
        const model = await loadModel(openSource(folder), choose, report, () => void prepare(0), signal);
        await prepare(1);
        const { backend, passedOver, timing } = model;
        loaded = { model, scheduler: new Scheduler(backend, model.tokenizer) };
        return {
          backend: backend.name,
          passedOver,
          details: { ...backend.facts, ...(timing && { timing }) },
          parameters: countParameters(backend.config),
          context: backend.config.context,
          weightBytes: backend.weightBytes(),
          schema: model.tokenizer.tokenBytes !== null,
          loadMilliseconds: performance.now() - startedAt,
        };
      });
    },
    generate: (id, requests, onPieces) =>
      call(id, async signal => {
        const frames = inFrames(onPieces);
        for await (const piece of requireLoaded().scheduler.generate(requests, signal)) frames.put(piece);
        await frames.flush();
        return null;
      }),
    inspect: (id, question) => call(id, signal => runInspection(question, signal)),
    measure: (id, request, onParts) =>
      call(id, async signal => {
        const { model, scheduler } = requireLoaded();
        const { runInstrument } = await import('./instruments/registry');
        const frames = inFrames(onParts);
        const value = await scheduler.exclusively(backend =>
          runInstrument(request, { backend, tokenizer: model.tokenizer }, frames.put, signal),
        );
        await frames.flush();
        return value;
      }),
    embed: (id, texts) =>
      call(id, async signal => {
        const embeddings: Float32Array[] = [];
        for (const text of texts) {
          const { embedding } = await runInspection(
            { text, depth: requireLoaded().model.backend.config.layers },
            signal,
          );
          embeddings.push(embedding!);
        }
        return embeddings;
      }),
    memory() {
      const backend = loaded?.model.backend;
      const { held, reserved } = backend?.cache.bytes() ?? { held: 0, reserved: 0 };
      return Promise.resolve({ weights: backend?.weightBytes() ?? 0, cache: held, reserved });
    },
    cancel: id => Promise.resolve(calls.get(id)?.controller.abort()),
    dispose: unload,
  };
}

/** Collects what is put and sends it at most once per frame. */
function inFrames<T>(send: (items: T[]) => unknown) {
  let items: T[] = [];
  let sentAt = -Infinity;
  return {
    put(item: T) {
      items.push(item);
      if (performance.now() - sentAt < frameMilliseconds) return;
      void send(items);
      [items, sentAt] = [[], performance.now()];
    },
    /** Messages arrive in order, so waiting for the last one waits for all. */
    flush: async () => void (await send(items)),
  };
}

/** Calls at most once per frame, but always at the end of a download. */
function throttled(report: (loaded: number, total: number | null, isLocal: boolean) => unknown): OnBytes {
  let at = -Infinity;
  return (loaded, total, isLocal) => {
    if (loaded !== total && performance.now() - at < frameMilliseconds) return;
    at = performance.now();
    void report(loaded, total, isLocal);
  };
}
