import { Failure } from '@/lib/core/failure';
import { canonical } from '@/lib/core/json';
import type { Engine, EngineRef, Purpose } from './contract';
import type { EndpointOptions } from './endpoint';
import { comesWithPage, folderUrl } from './folder';
import { mirrorFolder } from './mirror';
import type { RecordedCall, RecordedEmbedding, RecordedMeasurement } from './recorded';

export { downloadOf, webllmHosts } from './download';
export { comesWithPage, hostOf } from './folder';
export { whyNotMeasured } from './measuring';
export { hubHost, readMirror, setMirror } from './mirror';

/** Number of workers for the model that is part of the site: one for each core, at most four. Each worker holds a copy of the weights. */
const workers = (): number => Math.max(1, Math.min(4, navigator.hardwareConcurrency || 1));

export interface OpenOptions {
  /** For `endpoint`. Not part of experiments, because addresses and keys are private to the user. */
  endpoint?: Pick<EndpointOptions, 'baseUrl' | 'key' | 'concurrency' | 'leaveOut'>;
  /** For `recorded`: the calls and embeddings of a journal. */
  recording?: readonly RecordedCall[];
  embeddings?: readonly RecordedEmbedding[];
  measurements?: readonly RecordedMeasurement[];
  /** For `webllm`, in tokens. */
  context?: number;
}

interface Open {
  /** Canonical text of the reference and the options. */
  key: string;
  engine: Promise<Engine>;
}

/**
 * The open engine of each purpose; both purposes may use the same engine. At most one for each purpose, because two large models rarely
 * fit into memory. Recorded engines are not listed: they hold no resources, and opening a recording must not unload a model.
 */
const live = new Map<Purpose, Open>();

/**
 * Opens the engine that a reference names, in a browser. Loads the script of the engine on first use, but no model. The same reference
 * and options give the same engine, for both purposes. Opening another engine for a purpose disposes of the previous one, unless the other
 * purpose uses it too.
 *
 * @throws Failure `model-unsupported`, `endpoint-unreachable` or `endpoint-unauthorised` for a reference or options that are not valid
 */
export async function openEngine(
  ref: EngineRef,
  options: OpenOptions = {},
  purpose: Purpose = 'answer',
): Promise<Engine> {
  if (ref.engine === 'recorded') return create(ref, options);
  const { endpoint, context } = options;
  const key = canonical([
    ref,
    ref.engine === 'endpoint' ? endpoint : null,
    ref.engine === 'webllm' ? context : null,
    ref.engine === 'embedded' || ref.engine === 'webllm' ? mirrorFolder() : null,
  ]);
  for (;;) {
    const known = live.get(purpose);
    if (known?.key === key) return known.engine;
    if (known) await close(purpose);
    else live.set(purpose, [...live.values()].find(open => open.key === key) ?? begin(key, create(ref, options)));
  }
}

/** Removes the engine from the open ones if it cannot be created. */
function begin(key: string, engine: Promise<Engine>): Open {
  const open = { key, engine };
  engine.catch(() => {
    for (const [purpose, other] of live) if (other === open) live.delete(purpose);
  });
  return open;
}

/** Disposes of all open engines. A page keeps its engines until it is left; tests begin without. @internal */
export async function closeEngines(): Promise<void> {
  await close('answer');
  await close('embed');
}

/** Closes the engine of a purpose, and disposes of it unless the other purpose uses it. */
async function close(purpose: Purpose): Promise<void> {
  const before = live.get(purpose);
  live.delete(purpose);
  if (!before || [...live.values()].includes(before)) return;
  const engine = await before.engine.catch(() => null);
  await engine?.dispose();
}

async function create(
  ref: EngineRef,
  { endpoint, recording, embeddings, measurements, context }: OpenOptions,
): Promise<Engine> {
  switch (ref.engine) {
    case 'embedded': {
      const [{ createBrowserEmbeddedEngine }, { createPool }] = await Promise.all([
        import('./embedded-browser'),
        import('./pool'),
      ]);
      const one = () => createBrowserEmbeddedEngine({ model: ref.model, folderUrl: folderUrl(ref.model) });
      if (!comesWithPage(ref)) return one();
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
      return createRecordedEngine(recording ?? [], embeddings, measurements);
    }
  }
}
