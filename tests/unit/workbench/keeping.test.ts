import { describe, expect, it } from 'vitest';
import { askingToKeep } from '@/components/workbench/keeping';
import { memoryRunStore } from '@/lib/experiment/memory-store';
import { newRun } from '@/lib/experiment/run';
import { defaultExperiment } from '@/lib/experiment/spec';
import { words } from '../../support/fixture-panel';

const header = () => newRun(defaultExperiment(words), 'kept');

describe('a page that stores runs', () => {
  it('asks the browser once to keep them, when the first is stored, and waits for no answer', async () => {
    let asked = 0;
    const persist = () => (asked++, new Promise<boolean>(() => {}));
    const store = askingToKeep(memoryRunStore(), { persist });
    await store.list();
    expect(asked).toBe(0);
    for (let run = 0; run < 3; run++) await store.create(header());
    expect([asked, (await store.list()).length]).toEqual([1, 3]);
  });

  it('stores them also where the browser refuses or knows no such thing', async () => {
    for (const storage of [undefined, {}, { persist: () => Promise.reject(new Error('no')) }]) {
      const store = askingToKeep(memoryRunStore(), storage);
      await (await store.create(header())).finish({ status: 'finished', results: [] });
      expect(await store.list()).toMatchObject([{ status: 'finished' }]);
    }
  });
});
