import { describe, expect, it } from 'vitest';
import type { WorkbenchDeps } from '@/components/workbench/store';
import { asFailure } from '@/lib/core/failure';
import { wordsEngine } from '../../support/fixture-panel';
import { workbenchWith } from '../../support/workbench';

/** As the bundler and the browsers throw where the script of an `import()` does not come. */
const words = {
  bundler: Object.assign(new Error('Failed to load chunk /_next/static/chunks/1a.js from module 12'), {
    name: 'ChunkLoadError',
  }),
  Chromium: new TypeError('Failed to fetch dynamically imported module: https://loupe.example/a.js'),
  Firefox: new TypeError('error loading dynamically imported module: https://loupe.example/a.js'),
  Safari: new TypeError('Importing a module script failed.'),
};

describe('a script that does not come', () => {
  it.each(Object.entries(words))('is known by the words of %s', (_, thrown) => {
    expect(asFailure(thrown)).toMatchObject({ kind: 'script-lost', cause: thrown });
  });

  it('is not every failure to fetch', () => {
    expect(asFailure(new TypeError('Failed to fetch')).kind).toBe('unknown');
  });

  const lost = () => Promise.reject(words.bundler);
  it.each<[string, Partial<WorkbenchDeps>]>([
    ['an engine', { openEngine: lost }],
    ['the store', { openStore: lost }],
    ['what holds a run', { holdRun: lost }],
    ['a part of the engine', { openEngine: async () => ({ ...wordsEngine(), load: lost }) }],
  ])('ends a run by its name where it is the script of %s', async (_, deps) => {
    const { state, kinds } = workbenchWith(wordsEngine(), deps);
    await state().start();
    expect(state().run).toMatchObject({ failure: { kind: 'script-lost' } });
    expect(kinds()).toEqual([]);
  });
});
