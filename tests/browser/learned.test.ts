import { describe } from 'vitest';
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
    matchesPyTorch(method, async () => {
      const { start } = factories.find(({ name }) => name === 'wasm-f32')!;
      const { backend } = await loadFolder(httpSource(folder), start, () => {}, never);
      return { backend, stored };
    });
});
