import { asFailure, Failure, toRecord } from '@/lib/ground/failure';
import type { FailureRecord } from '@/lib/ground/failure';
import type { ModelConfig } from './config';
import type { Backend, BackendName, Weights } from './contract';
import { loadFolder } from './folder';
import type { FileSource } from './folder';
import { generateBatch } from './generate';
import type { Model } from './generate';
import type { GenerationDelta, GenerationRequest } from './request';
import { countParameters } from './weights';

/** A failure cannot cross a worker boundary as what it is, so calls answer with a value or with its record. */
export type Outcome<T> = { value: T } | { failure: FailureRecord };

/** Where a load stands. */
export interface LoadProgress {
  phase: 'downloading' | 'preparing';
  loaded: number;
  total: number | null;
  unit: 'bytes' | 'steps';
}

/** What was loaded, for the record of a run. */
export interface ModelFacts {
  backend: BackendName;
  /** Backends that were tried before and why they do not work here: `wasm-int8: no SIMD`. */
  passedOver: string[];
  parameters: number;
  /** Longest prompt and answer together, in tokens. */
  context: number;
  weightBytes: number;
  /** From the call to the warm model. */
  loadMilliseconds: number;
}

/** `auto` is the first backend that works; a name is that one or a failure. */
export type BackendChoice = 'auto' | BackendName;

/**
 * The transformer as its worker offers it. All arguments and results survive a structured clone, but for the two callbacks, which
 * Comlink proxies. Calls carry an id of the caller's choice by which `cancel` finds them.
 */
export interface TransformerService {
  /** Replaces what was loaded before. `folder` is an address that the service's owner understands: an absolute URL in a browser. */
  load(
    id: number,
    folder: string,
    choice: BackendChoice,
    onProgress: (progress: LoadProgress) => unknown,
  ): Promise<Outcome<ModelFacts>>;
  /** Calls back with pieces at least every 16 ms; all have been received when it answers. */
  generate(
    id: number,
    requests: GenerationRequest[],
    onPieces: (pieces: GenerationDelta[]) => unknown,
  ): Promise<Outcome<null>>;
  /** The call with this id answers `cancelled`; without such a call nothing happens. */
  cancel(id: number): Promise<void>;
  dispose(): Promise<void>;
}

/** Makes one kind of backend, or throws where it cannot work. */
export interface BackendFactory {
  name: BackendName;
  create(config: ModelConfig, weights: Weights): Promise<Backend>;
}

/** Milliseconds between two messages of one call: one frame of a screen. */
const frame = 16;

/** `factories` in the order of preference. */
export function createTransformerService(
  openSource: (folder: string) => FileSource,
  factories: readonly BackendFactory[],
): TransformerService {
  let model: Model | undefined;
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

  /** Stops all calls, and frees the model once none uses it any more. */
  async function unload(): Promise<void> {
    const running = [...calls.values()];
    for (const { controller } of running) controller.abort();
    await Promise.all(running.map(({ ended }) => ended));
    model?.backend.dispose();
    model = undefined;
  }

  return {
    load(id, folder, choice, onProgress) {
      const unloaded = unload();
      return call(id, async signal => {
        const startedAt = performance.now();
        await unloaded;
        const report = paced((loaded: number, total: number | null) =>
          onProgress({ phase: 'downloading', loaded, total, unit: 'bytes' }),
        );
        const { config, weights, tokenizer } = await loadFolder(openSource(folder), report, signal);
        await onProgress({ phase: 'preparing', loaded: 0, total: 1, unit: 'steps' });
        const { backend, passedOver } = await firstThatWorks(factories, choice, config, weights);
        if (signal.aborted) {
          backend.dispose();
          throw new Failure('cancelled');
        }
        await onProgress({ phase: 'preparing', loaded: 1, total: 1, unit: 'steps' });
        model = { backend, tokenizer };
        return {
          backend: backend.name,
          passedOver,
          parameters: countParameters(config),
          context: config.context,
          weightBytes: backend.bytes().weights,
          loadMilliseconds: performance.now() - startedAt,
        };
      });
    },
    generate: (id, requests, onPieces) =>
      call(id, async signal => {
        if (!model) throw new Failure('unknown', 'No model is loaded.');
        let pieces: GenerationDelta[] = [];
        let sentAt = -Infinity;
        for await (const piece of generateBatch(model, requests, signal)) {
          pieces.push(piece);
          if (performance.now() - sentAt < frame) continue;
          void onPieces(pieces);
          [pieces, sentAt] = [[], performance.now()];
        }
        // Messages keep their order, so that the last one has arrived says that all have.
        await onPieces(pieces);
        return null;
      }),
    cancel: id => Promise.resolve(calls.get(id)?.controller.abort()),
    dispose: unload,
  };
}

/** Calls at most once a frame, but always for the end of a download. */
function paced(report: (loaded: number, total: number | null) => unknown) {
  let at = -Infinity;
  return (loaded: number, total: number | null) => {
    if (loaded !== total && performance.now() - at < frame) return;
    at = performance.now();
    void report(loaded, total);
  };
}

async function firstThatWorks(
  factories: readonly BackendFactory[],
  choice: BackendChoice,
  config: ModelConfig,
  weights: Weights,
): Promise<{ backend: Backend; passedOver: string[] }> {
  const passedOver: string[] = [];
  let last: unknown;
  for (const factory of factories) {
    if (choice !== 'auto' && choice !== factory.name) continue;
    try {
      const backend = await factory.create(config, weights);
      warmUp(backend);
      return { backend, passedOver };
    } catch (error) {
      last = error;
      passedOver.push(`${factory.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (last instanceof Failure) throw last;
  throw new Failure('model-unsupported', `No backend works here. ${passedOver.join('; ')}`, { cause: last });
}

/** One token, so that code is compiled before the first answer, and a model that computes no numbers is found out at once. */
function warmUp(backend: Backend): void {
  const sequence = backend.open();
  const prefilled = backend.prefill(sequence, [0]);
  const [decoded] = backend.decode([{ sequence, token: 0 }]);
  backend.release(sequence);
  for (const logits of [prefilled, decoded!])
    if (!logits.every(Number.isFinite)) {
      backend.dispose();
      throw new Failure(
        'model-file',
        `model.safetensors: the weights give values that are not numbers (${backend.name}).`,
      );
    }
}
