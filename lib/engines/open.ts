import { Failure } from '@/lib/core/failure';
import { canonical } from '@/lib/core/json';
import type { Engine, EngineRef } from './contract';
import type { EndpointOptions } from './endpoint';
import { comesWithPage, folderUrl } from './folder';
import type { RecordedCall } from './recorded';

export { comesWithPage, hostOf } from './folder';

/** Workers of the model that comes with the page, which is small: one a core, and no more than a page of other things leaves room for. */
const workers = (): number => Math.max(1, Math.min(4, navigator.hardwareConcurrency || 1));

export interface OpenOptions {
  /** For `endpoint`. Kept out of experiments: addresses and keys are the user's own. */
  endpoint?: Pick<EndpointOptions, 'baseUrl' | 'key' | 'concurrency'>;
  /** For `recorded`: the calls of a journal. */
  recording?: readonly RecordedCall[];
  /** For `webllm`, in tokens. */
  context?: number;
}

/**
 * The engine that answered last, by what it was opened with. One at a time: two models rarely fit in a machine. A recording holds
 * nothing and is made anew each time, so that looking at one does not unload a model.
 */
let live: { key: string; engine: Promise<Engine> } | null = null;

/**
 * Opens the engine that a reference names, in a browser. Each implementation is a script of its own that is fetched when it is first
 * chosen. Opening the same again gives the same engine; opening another disposes of the one before. Loads no model yet.
 *
 * @throws Failure where the reference or the options cannot be opened
 */
export async function openEngine(ref: EngineRef, options: OpenOptions = {}): Promise<Engine> {
  if (ref.engine === 'recorded') return create(ref, options);
  const { endpoint, context } = options;
  const key = canonical([ref, ref.engine === 'endpoint' ? endpoint : null, ref.engine === 'webllm' ? context : null]);
  if (live?.key === key) return live.engine;
  await closeEngine();
  const engine = create(ref, options);
  live = { key, engine };
  // One that could not be opened is not kept.
  engine.catch(() => {
    if (live?.engine === engine) live = null;
  });
  return engine;
}

/** Disposes of the engine that is open, if any. */
export async function closeEngine(): Promise<void> {
  const before = live;
  live = null;
  const engine = await before?.engine.catch(() => null);
  await engine?.dispose();
}

async function create(ref: EngineRef, { endpoint, recording, context }: OpenOptions): Promise<Engine> {
  switch (ref.engine) {
    case 'embedded': {
      const { createBrowserEmbeddedEngine } = await import('./embedded-browser');
      const one = () => createBrowserEmbeddedEngine({ model: ref.model, folderUrl: folderUrl(ref.model) });
      if (!comesWithPage(ref)) return one();
      const { createPool } = await import('./pool');
      return createPool([one(), ...Array.from({ length: workers() - 1 }, one)]);
    }
    case 'webllm': {
      const { createWebllmEngine } = await import('./webllm');
      return createWebllmEngine({ model: ref.model, context });
    }
    case 'endpoint': {
      if (!endpoint) throw new Failure('endpoint-unreachable', 'No address was given.');
      const { createEndpointEngine } = await import('./endpoint');
      return createEndpointEngine({ ...endpoint, model: ref.model });
    }
    case 'recorded': {
      const { createRecordedEngine } = await import('./recorded');
      return createRecordedEngine(recording ?? []);
    }
  }
}
