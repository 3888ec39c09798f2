import { Failure, throwIfCancelled } from '@/lib/core/failure';
import { createSemaphore } from '@/lib/core/semaphore';
import { createSingleFlight } from '@/lib/core/single-flight';
import type { ChatDelta, ChatRequest, Engine, Progress } from './contract';
import { findModel, listedContext } from './models';
import { nameWebllmError } from './webllm/errors';
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
  downloading: 600_000,
  loading: 180_000,
  compiling: 180_000,
  first_token: 300_000,
  next_token: 120_000,
  interrupt: 10_000,
};

/**
 * Runs a WebLLM model in a dedicated worker on this machine's GPU. Accepts one call at a time, because the library does not batch. Only
 * one such engine has a worker: loading another ends it.
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

  const end = (reason: Failure) => {
    session?.close(reason);
    session = null;
  };
  const holder = {
    release() {
      loading.cancel();
      end(new Failure('cancelled', 'Another model was loaded.'));
    },
  };

  async function start(onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<void> {
    if (session && !session.dead) return;
    acquire(holder);
    onProgress({ phase: 'checking', loaded: 0, total: null, unit: 'steps' });
    const [probe, cached] = await Promise.all([library.probe(), library.isCached(id)]);
    throwIfCancelled(signal);
    const fit = checkFit(entry as NonNullable<typeof entry>, id, probe, { context, cached });
    if (fit.problem) {
      const hint = fit.instead ? ` The variant ${fit.instead} fits.` : '';
      throw new Failure(fit.problem.kind, `${fit.problem.detail}${hint}`.trim());
    }
    if (!cached) await library.persist();
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
    });
  }

  const loading = createSingleFlight(start);

  async function* complete(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatDelta, void, void> {
    const started = performance.now();
    const release = await semaphore.acquire(signal);
    try {
      for (let attempt = 1; ; attempt++) {
        await loading.join(() => {}, signal);
        await interrupted;
        // The interruption may have ended the worker.
        if (!session || session.dead) await loading.join(() => {}, signal);
        let hasText = false;
        const onInterrupt = (ended: Promise<void>) => void (interrupted = ended);
        try {
          const answer = generate(live(), toMlcRequest(request, thinks), signal, timeouts, started, onInterrupt);
          for await (const delta of answer) {
            hasText ||= delta.text !== '';
            yield delta;
          }
          return;
        } catch (error) {
          const failure = nameWebllmError(error);
          // After the loss of a device, the library's handler keeps the name of the model and does not load it again. Start a new worker.
          const lost = failure.kind === 'device-lost' || failure.kind === 'worker-died';
          if (lost) end(failure);
          if (!lost || hasText || attempt > 1) throw failure;
        }
      }
    } finally {
      release();
    }
  }

  function live(): Session {
    if (!session || session.dead) throw new Failure('worker-died');
    return session;
  }

  return {
    id: `webllm/${id}`,
    can: { logprobs: true, seed: true, concurrency: 1, batch: 1, context },
    environment,
    load: loading.join,
    complete,
    async dispose() {
      holder.release();
      release(holder);
    },
  };
}
