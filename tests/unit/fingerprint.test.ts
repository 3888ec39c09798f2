import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from '../../scripts/site/fingerprint';

let house = '';
beforeEach(async () => {
  house = await mkdtemp(path.join(tmpdir(), 'loupe-house-'));
  await mkdir(path.join(house, 'app/panel'), { recursive: true });
  await mkdir(path.join(house, 'public/models'), { recursive: true });
  await writeFile(path.join(house, 'app/panel/page.tsx'), 'page');
  await writeFile(path.join(house, 'package.json'), '{}');
});
afterEach(() => rm(house, { recursive: true }));

const at = (name: string) => path.join(house, name);

describe('npm start builds again', () => {
  it.each<[string, () => Promise<void>]>([
    ['a page was written', () => writeFile(at('app/panel/page.tsx'), 'other page')],
    ['a model was added', () => writeFile(at('public/models/config.json'), '{}')],
    ['a page was removed', () => rm(at('app/panel/page.tsx'))],
    ['a page was renamed', () => rename(at('app/panel/page.tsx'), at('app/panel/other.tsx'))],
    ['a package was changed', () => writeFile(at('package.json'), '{ "dependencies": {} }')],
  ])('when %s', async (_what, change) => {
    const before = await fingerprint('', house);
    await change();
    expect(await fingerprint('', house)).not.toBe(before);
  });

  it('when it is to lie in another folder of its host', async () => {
    expect(await fingerprint('/loupe', house)).not.toBe(await fingerprint('', house));
  });

  it.each<[string, () => Promise<void>]>([
    ['nothing was changed', async () => {}],
    ['the kernels were compiled', () => writeFile(at('app/kernels.wasm'), 'product')],
    ['a note was written', () => writeFile(at('README.md'), 'words')],
  ])('but not when %s', async (_what, change) => {
    const before = await fingerprint('', house);
    await change();
    expect(await fingerprint('', house)).toBe(before);
  });
});
