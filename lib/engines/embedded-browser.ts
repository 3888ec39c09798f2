import { proxy, wrap } from 'comlink';
import { askToKeep } from '@/lib/core/ask-to-keep';
import type { TransformerService } from '@/lib/transformer/service';
import type { Engine } from './contract';
import type { EmbeddedOptions, OnDeath, TransformerConnection } from './embedded';
import { createEmbeddedEngine } from './embedded';
import { comesWithPage } from './folder';

/** The embedded engine with its transformer in a dedicated worker. `folderUrl` is the absolute URL of the folder. */
export const createBrowserEmbeddedEngine = (options: Omit<EmbeddedOptions, 'connect'>): Engine =>
  createEmbeddedEngine({
    ...options,
    connect(onDeath) {
      if (!comesWithPage({ engine: 'embedded', model: options.model })) askToKeep();
      return connectWorker(startWorker(), onDeath);
    },
  });

const startWorker = () =>
  new Worker(new URL('../../workers/transformer.worker.ts', import.meta.url), { type: 'module', name: 'transformer' });

/** Connects to a worker that runs `transformer.worker.ts`. */
export function connectWorker(worker: Worker, onDeath: OnDeath): TransformerConnection {
  worker.addEventListener('error', ({ message }: Partial<ErrorEvent>) =>
    message === undefined ? onDeath('The script of the worker.', 'script-lost') : onDeath(message),
  );
  worker.addEventListener('messageerror', () => onDeath('A message could not be read.'));
  const remote = wrap<TransformerService>(worker);
  return {
    service: {
      load: (id, folder, choice, onProgress) => remote.load(id, folder, choice, proxy(onProgress)),
      generate: (id, requests, onPieces) => remote.generate(id, requests, proxy(onPieces)),
      inspect: (id, question) => remote.inspect(id, question),
      measure: (id, request, onParts) => remote.measure(id, request, proxy(onParts)),
      embed: (id, texts) => remote.embed(id, texts),
      memory: () => remote.memory(),
      cancel: id => remote.cancel(id),
      dispose: () => remote.dispose(),
    },
    terminate() {
      worker.terminate();
      onDeath('It was terminated.');
    },
  };
}
