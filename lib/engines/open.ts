import { Failure } from '@/lib/core/failure';
import { canonical } from '@/lib/core/json';
import type { Engine, EngineRef, Purpose } from './contract';
import type { EndpointOptions } from './endpoint';
import { comesWithPage, folderUrl } from './folder';
import type { RecordedCall, RecordedEmbedding } from './recorded';

export { comesWithPage, hostOf } from './folder';

/** Workers of the model that comes with the page, which is small: one a core, and no more than a page of other things leaves room for. */
const workers = (): number => Math.max(1, Math.min(4, navigator.hardwareConcurrency || 1));

export interface OpenOptions {
  /** For `endpoint`. Kept out of experiments: addresses and keys are the user's own. */
  endpoint?: Pick<EndpointOptions, 'baseUrl' | 'key' | 'concurrency'>;
  /** For `recorded`: the calls and embeddings of a journal. */
  recording?: readonly RecordedCall[];
  embeddings?: readonly RecordedEmbedding[];
  /** For `webllm`, in tokens. */
  context?: number;
}

interface Open {
  /** What the engine was opened with, as text. */
  key: string;
  engine: Promise<Engine>;
}

/**
 * The engine of each purpose that was opened last: one that answers and one that embeds, which may be the same. No more than one each: two
 * large models rarely fit in a machine. A recording holds nothing and is made anew each time, so that looking at one does not unload a model.
 */
const live = new Map<Purpose, Open>();

/**
 * Opens the engine that a reference names, in a browser. Each implementation is a script of its own that is fetched when it is first
 * chosen. Opening the same again, for whichever purpose, gives the same engine; opening another for a purpose disposes of the one before
 * unless the other purpose uses it too. Loads no model yet.
 *
 * @throws Failure where the reference or the options cannot be opened
 */
export async function openEngine(
  ref: EngineRef,
  options: OpenOptions = {},
  purpose: Purpose = 'answer',
): Promise<Engine> {
  if (ref.engine === 'recorded') return create(ref, options);
  const { endpoint, context } = options;
  const key = canonical([ref, ref.engine === 'endpoint' ? endpoint : null, ref.engine === 'webllm' ? context : null]);
  for (;;) {
    const known = live.get(purpose);
    if (known?.key === key) return known.engine;
    if (known) await close(purpose);
    else live.set(purpose, [...live.values()].find(open => open.key === key) ?? begin(key, create(ref, options)));
  }
}

/** One that cannot be opened is not kept. */
function begin(key: string, engine: Promise<Engine>): Open {
  const open = { key, engine };
  engine.catch(() => {
    for (const [purpose, kept] of live) if (kept === open) live.delete(purpose);
  });
  return open;
}

/** Disposes of the engines that are open, if any. */
export async function closeEngines(): Promise<void> {
  await close('answer');
  await close('embed');
}

/** Gives up the engine of a purpose; it is disposed of where no other purpose uses it. */
async function close(purpose: Purpose): Promise<void> {
  const before = live.get(purpose);
  live.delete(purpose);
  if (!before || [...live.values()].includes(before)) return;
  const engine = await before.engine.catch(() => null);
  await engine?.dispose();
}

async function create(ref: EngineRef, { endpoint, recording, embeddings, context }: OpenOptions): Promise<Engine> {
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
      return createRecordedEngine(recording ?? [], embeddings);
    }
  }
}
