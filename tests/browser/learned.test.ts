import { describe, expect } from 'vitest';
import { backendFactories } from '@/lib/transformer/backends';
import { loadFolder } from '@/lib/transformer/folder/load-folder';
import { httpSource } from '@/lib/transformer/sources/http';
import dmc from '../fixtures/tiny-dmc/expected.json';
import dms from '../fixtures/tiny-dms/expected.json';
import { matchesPyTorch } from '../support/stored-vectors';

/** The models of `training/compression/fixture.py` in a real browser. */

const models = [
  { method: 'dmc', folder: new URL('../fixtures/tiny-dmc/', import.meta.url).href, stored: dmc },
  { method: 'dms', folder: new URL('../fixtures/tiny-dms/', import.meta.url).href, stored: dms },
];
const kernels = new URL('../../lib/transformer/backends/wasm/kernels.wasm', import.meta.url);
const factories = backendFactories(async () => (await fetch(kernels)).arrayBuffer());
const never = new AbortController().signal;

describe('a model that compresses its cache, in a browser', () => {
  for (const { method, folder, stored } of models)
    for (const name of ['wasm-f32', 'webgpu-f32'] as const)
      matchesPyTorch(`${method} on ${name}`, async () => {
        const { start } = factories.find(one => one.name === name)!;
        const { backend } = await loadFolder(httpSource(folder), start, () => {}, never);
        expect(backend.facts.cache).toMatch(/compressed by the model/);
        return { backend, stored };
      });
});
