import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compressedModels, embeddedModel, findModel } from '@/lib/engines/models';
import { backendFactories } from '@/lib/transformer/backends';
import { readConfig } from '@/lib/transformer/config';
import { loadFolder } from '@/lib/transformer/folder/load-folder';
import { directorySource } from '@/lib/transformer/sources/directory-node';
import { readKernels } from '../../support/kernels';
import { matchesPyTorch } from '../../support/stored-vectors';
import { never } from './tiny';

const factories = backendFactories(async () => readKernels());
const { start } = factories.find(({ name }) => name === 'wasm-f32')!;

describe.each(compressedModels)('$title', ({ ref, compression }) => {
  const folder = `public/models/${ref.model}`;

  it('is found by its name, and says in its config what the catalogue says', () => {
    expect(findModel(ref)?.compression).toEqual(compression);
    const { learned, ...shape } = readConfig(readFileSync(`${folder}/config.json`, 'utf8'));
    expect(learned?.method).toBe(compression!.method.toLowerCase());
    expect(shape).toEqual(readConfig(readFileSync(`public/models/${embeddedModel.ref.model}/config.json`, 'utf8')));
  });

  matchesPyTorch('it', async () => ({
    backend: (await loadFolder(directorySource(folder), start, () => {}, never)).backend,
    stored: JSON.parse(readFileSync(`tests/fixtures/compressed/${ref.model}.json`, 'utf8')) as never,
  }));
});
