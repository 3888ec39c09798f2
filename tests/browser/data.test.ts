import { describe, expect, it } from 'vitest';
import { openContentStore } from '@/lib/data/content-store';
import { fetchData } from '@/lib/data/from-url';
import { readTable } from '@/lib/data/read-table';
import { makeDataset } from '@/lib/panels/divide-and-conquer/tasks/verification/data/dataset';
import { datasetKind } from '@/lib/panels/divide-and-conquer/tasks/verification/data/kind';
import { applyMapping, isComplete } from '@/lib/panels/divide-and-conquer/tasks/verification/data/mapping';
import { recognise } from '@/lib/panels/divide-and-conquer/tasks/verification/data/recognise';
import { describeDatasetStore } from '../support/dataset-store-behaviour';

describe('in the IndexedDB of a real browser', () => {
  describeDatasetStore(() => openContentStore(datasetKind, 'loupe-data-test'));
});

describe('a file in a real browser', () => {
  it('becomes a data set that is still there when the store is opened again', async () => {
    const text =
      'document;summary;hallucination\nCaf\u00e9 Orta is open.;It is closed.;yes\nCaf\u00e9 Orta is open.;It is open.;no\n';
    const latin1 = new Uint8Array([...text].map(letter => letter.charCodeAt(0)));
    const table = await readTable(new File([latin1], 'mine.csv'));
    const found = recognise(table);
    if (found.kind !== 'columns' || !isComplete(found.mapping)) throw new Error(found.sentence);
    const mapped = applyMapping(table.rows, found.mapping);
    const parts = { ...mapped, name: 'mine.csv', task: 'hallucination', encoding: table.encoding } as const;
    const dataset = await makeDataset(parts);
    expect(dataset.items.map(({ source, isContradicted }) => [source, isContradicted])).toEqual([
      ['Caf\u00e9 Orta is open.', true],
      ['Caf\u00e9 Orta is open.', false],
    ]);
    await (await openContentStore(datasetKind, 'loupe-data-test')).put(dataset);
    expect(await (await openContentStore(datasetKind, 'loupe-data-test')).get(dataset.hash)).toEqual(dataset);
  });

  it('of 50 MB leaves the page time for other things', async () => {
    const row = `${'The quay of Orta is long. '.repeat(180)};It is short.;yes\n`;
    const count = Math.floor((50 * 1024 * 1024 - 100) / row.length);
    const file = new File(
      ['document;summary;hallucination\n', ...Array.from({ length: count }, () => row)],
      'large.csv',
    );
    let beats = 0;
    const clock = setInterval(() => beats++, 0);
    const table = await readTable(file);
    clearInterval(clock);
    expect(table.rows).toHaveLength(count);
    expect(beats).toBeGreaterThan(20);
  });
});

it('an address that a page may not read is named', async () => {
  await expect(fetchData('http://127.0.0.1:9/data.csv')).rejects.toMatchObject({ kind: 'data-unreachable' });
});
