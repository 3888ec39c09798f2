import { describe, expect, it } from 'vitest';
import type { ContentStore } from '@/lib/data/content-store';
import {
  type Dataset,
  type DatasetHeader,
  makeDataset,
} from '@/lib/panels/divide-and-conquer/tasks/verification/data/dataset';

/** A small data set; `seed` makes it another. */
export const someDataset = (seed: string, name = 'mine.csv'): Promise<Dataset> =>
  makeDataset({
    name,
    task: 'hallucination',
    encoding: 'windows-1252',
    items: [
      {
        id: 'a',
        source: `The lake of ${seed} is deep.`,
        text: 'It is shallow.',
        isContradicted: true,
        planted: 'It is shallow.',
      },
      { id: 'b', source: `The lake of ${seed} is deep.`, text: 'It is deep.', isContradicted: false },
    ],
    leftOut: { total: 1, listed: [{ line: 4, reason: 'The column "label" is empty.' }] },
  });

/** What every store of data sets must do. */
export function describeDatasetStore(open: () => Promise<ContentStore<Dataset, DatasetHeader>>): void {
  describe('a store of data sets', () => {
    it('gives back what was put in, and lists it without its texts', async () => {
      const store = await open();
      const dataset = await someDataset('Orta');
      await store.put(dataset);
      expect(await store.get(dataset.hash)).toEqual(dataset);
      const [header] = (await store.list()).filter(({ hash }) => hash === dataset.hash);
      const { items: _, ...described } = dataset;
      expect(header).toEqual({ ...described, count: 2, contradicted: 1, addedAt: expect.any(Number) });
    });

    it('keeps one of each content, under its latest name', async () => {
      const store = await open();
      const [first, second] = [await someDataset('Varn', 'old'), await someDataset('Varn', 'new')];
      await store.put(first);
      await store.put(second);
      expect((await store.list()).filter(({ hash }) => hash === first.hash).map(({ name }) => name)).toEqual(['new']);
    });

    it('forgets what is removed', async () => {
      const store = await open();
      const dataset = await someDataset('Tamm');
      await store.put(dataset);
      expect(await store.get(dataset.hash)).toEqual(dataset);
      await store.remove(dataset.hash);
      expect((await store.list()).map(({ hash }) => hash)).not.toContain(dataset.hash);
      expect(await store.get(dataset.hash)).toBeUndefined();
      await store.remove(dataset.hash);
    });

    it('hands out copies', async () => {
      const store = await open();
      const dataset = await someDataset('Pell');
      await store.put(dataset);
      dataset.items[0]!.text = 'changed';
      expect((await store.get(dataset.hash))?.items[0]?.text).toBe('It is shallow.');
    });
  });
}
