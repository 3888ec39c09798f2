import { Failure } from '@/lib/core/failure';
import { createSemaphore } from '@/lib/core/semaphore';
import { createSingleFlight } from '@/lib/core/single-flight';
import { within } from '@/lib/core/within';
import type { ChatDelta, ChatRequest, Engine, Progress } from './contract';
import { findModel, listedContext } from './models';
import { isOfRequest, nameWebllmError } from './webllm/errors';
import { acquire, release } from './webllm/exclusive';
import { checkFit } from './webllm/fit';
import { generate, type GenerationTimeouts, toMlcRequest } from './webllm/generate';
import { browserLibrary, type WebllmLibrary, webllmVersion } from './webllm/library';
import { loadModel, type LoadTimeouts } from './webllm/load';
import type { Session } from './webllm/session';

export interface WebllmOptions {
  /** Id of a build in the catalogue. */
  model: string;
  /** Length of the context in tokens. Fixed when the model is loaded. */
  context?: number;
  library?: WebllmLibrary;
  timeouts?: Partial<GenerationTimeouts & LoadTimeouts>;
  /** Delay before the first retry of a failed download, in milliseconds. */
  retry_ms?: number;
}

/** Milliseconds. The library reports a shard when it is complete, which may take minutes on a slow connection. */
const defaultTimeouts: GenerationTimeouts & LoadTimeouts = {
  checking: 60_000,
  downloading: 600_000,
  loading: 180_000,
  compiling: 180_000,
  first_token: 300_000,
  next_token: 120_000,
  interrupt: 10_000,
};

/**
 * Runs a WebLLM model in a dedicated worker on this machine's GPU. Accepts one call at a time, because the library does not batch. Only
 * one such engine has a worker: loading another ends it. A call whose device is lost fails as `device-lost`; the next load or call starts
 * a new worker.
 *
 * @throws Failure `model-unsupported` for an id that the catalogue lacks
 */
export function createWebllmEngine(options: WebllmOptions): Engine {
  const { model: id, context = listedContext, library = browserLibrary } = options;
  const entry = findModel({ engine: 'webllm', model: id });
  if (!entry?.webllm) throw new Failure('model-unsupported', `The catalogue has no WebLLM model ${id}.`);
  const thinks = entry.webllm.thinks ?? false;
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const semaphore = createSemaphore(1);
  const environment: Record<string, string> = {};
  let session: Session | null = null;
  /** Settles when the worker has ended an answer whose reader left early. */
  let interrupted: Promise<void> = Promise.resolve();
  /** Who asked for the last load: also shown a later one, which a call causes when its worker has ended. */
  let onLoading: (progress: Progress) => void = () => {};

  const end = (reason: Failure) => {
    session?.close(reason);
    session = null;
  };
  const holder = {
    // Nobody pressed Stop, so this is not `cancelled`; nor is it sent again, which would load the model anew.
    release() {
      loading.cancel();
      end(new Failure('model-unloaded', 'Another model was loaded, or this one was deleted.'));
    },
  };

  async function start(onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<void> {
    if (session && !session.dead) return;
    acquire(holder);
    onProgress({ phase: 'checking', loaded: 0, total: null, unit: 'steps' });
    const checks = Promise.all([library.probe(), library.kept(id)]);
    const [probe, kept] = await within(checks, timeouts.checking, signal, 'checking this machine');
    const fit = checkFit(entry as NonNullable<typeof entry>, id, probe, { context, kept });
    if (fit.problem) {
      const hint = fit.instead ? ` The variant ${fit.instead} fits.` : '';
      throw new Failure(fit.problem.kind, `${fit.problem.detail}${hint}`.trim());
    }
    library.askToKeep();
    session = await loadModel(
      library,
      { id, context, timeouts, retry_ms: options.retry_ms ?? 1_000 },
      onProgress,
      signal,
    );
    Object.assign(environment, {
      library: `@mlc-ai/web-llm ${webllmVersion}`,
      backend: 'webgpu',
      adapter: probe.adapter?.description ?? '',
      context: String(context),
      ...(await library.origin(id)),
    });
  }

  const loading = createSingleFlight(start);

  /** @throws Failure of the load; `worker-died` */
  async function ready(signal: AbortSignal): Promise<Session> {
    // The interruption may end the worker.
    await interrupted;
    await loading.join(onLoading, signal);
    if (!session || session.dead) throw new Failure('worker-died');
    return session;
  }

  async function* complete(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatDelta, void, void> {
    const started = performance.now();
    const leave = await semaphore.acquire(signal);
    try {
      const onInterrupt = (ended: Promise<void>) => void (interrupted = ended);
      const mlcRequest = toMlcRequest(request, thinks);
      yield* generate(await ready(signal), mlcRequest, signal, timeouts, started, onInterrupt);
    } catch (error) {
      const failure = nameWebllmError(error, signal);
      // A stopped answer is interrupted by `generate`. After any other failure that is not the request's own, the library may answer
      // nothing any more: after the loss of a device, its handler keeps the name of the model and does not load it again.
      if (failure.kind !== 'cancelled' && !isOfRequest(error)) end(failure);
      throw failure;
    } finally {
      leave();
    }
  }

  return {
    id: `webllm/${id}`,
    can: { logprobs: 'temperature-1', seed: true, schema: true, concurrency: 1, batch: 1, context },
    environment,
    async load(onProgress, signal) {
      onLoading = onProgress;
      await interrupted;
      await loading.join(onProgress, signal);
    },
    complete,
    async dispose() {
      loading.cancel();
      end(new Failure('cancelled'));
      release(holder);
    },
  };
}
