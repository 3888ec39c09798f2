import { expose, releaseProxy } from 'comlink';
import { Failure } from '@/lib/core/failure';
import { backendFactories } from '@/lib/transformer/backends';
import { createTransformerService } from '@/lib/transformer/service';
import type { TransformerService } from '@/lib/transformer/service';
import { openSource } from '@/lib/transformer/sources/remote';

/** The transformer in its own thread: a {@link TransformerService} over Comlink, its folders being absolute URLs. */

async function readKernels(): Promise<ArrayBuffer> {
  const response = await fetch(new URL('../lib/transformer/backends/wasm/kernels.wasm', import.meta.url));
  if (!response.ok) throw new Failure('download-failed', `kernels.wasm: the server answered ${response.status}.`);
  return response.arrayBuffer();
}

const service = createTransformerService(openSource, backendFactories(readKernels));

/** Frees the channel of a callback that came from the page. */
const release = (callback: object) => (callback as { [releaseProxy]?: () => void })[releaseProxy]?.();

const exposed: TransformerService = {
  ...service,
  load: (id, folder, choice, onProgress) =>
    service.load(id, folder, choice, onProgress).finally(() => release(onProgress)),
  generate: (id, requests, onPieces) => service.generate(id, requests, onPieces).finally(() => release(onPieces)),
};

expose(exposed);
