import { expose, releaseProxy } from 'comlink';
import { Failure } from '@/lib/core/failure';
import { backendFactories } from '@/lib/transformer/backends';
import type { TransformerService } from '@/lib/transformer/service';
import { createTransformerService } from '@/lib/transformer/service';
import { openSource } from '@/lib/transformer/sources/remote';

/**
 * Runs the transformer in a thread of its own: a {@link TransformerService} over Comlink. Folders are absolute URLs.
 */

async function readKernels(): Promise<ArrayBuffer> {
  const response = await fetch(new URL('../lib/transformer/backends/wasm/kernels.wasm', import.meta.url));
  if (!response.ok) throw new Failure('download-failed', `kernels.wasm: the server answered ${response.status}.`);
  return response.arrayBuffer();
}

/** Begun before the first load: nearly every model computes with them or is timed against them. A lost file is asked for again. */
let kernels: Promise<ArrayBuffer> | undefined;
const kernelsOnce = () =>
  (kernels ??= readKernels().catch((error: unknown) => {
    kernels = undefined;
    throw error;
  }));
kernelsOnce().catch(() => {});

const service = createTransformerService(openSource, backendFactories(kernelsOnce));

/** Closes the channel of a callback from the page. */
const release = (callback: object) => (callback as { [releaseProxy]?: () => void })[releaseProxy]?.();

const exposed: TransformerService = {
  ...service,
  load: (id, folder, choice, onProgress) =>
    service.load(id, folder, choice, onProgress).finally(() => release(onProgress)),
  measure: (id, request, onParts) => service.measure(id, request, onParts).finally(() => release(onParts)),
  generate: (id, requests, onPieces) => service.generate(id, requests, onPieces).finally(() => release(onPieces)),
};

expose(exposed);
