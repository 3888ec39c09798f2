import { readFile } from 'node:fs/promises';
import { backendFactories } from '@/lib/transformer/backends';
import { createTransformerService } from '@/lib/transformer/service';
import { directorySource } from '@/lib/transformer/sources/directory-node';
import type { Engine } from './contract';
import type { EmbeddedOptions } from './embedded';
import { createEmbeddedEngine } from './embedded';

const kernels = new URL('../transformer/backends/wasm/kernels.wasm', import.meta.url);

/** The embedded engine for Node, with its transformer in the same thread. `folderUrl` is the path of a directory. */
export const createNodeEmbeddedEngine = (options: Omit<EmbeddedOptions, 'connect'>): Engine =>
  createEmbeddedEngine({
    ...options,
    connect: onDeath => {
      const service = createTransformerService(
        directorySource,
        backendFactories(async () => new Uint8Array(await readFile(kernels))),
      );
      return {
        service,
        terminate() {
          void service.dispose();
          onDeath('It was terminated.');
        },
      };
    },
  });
