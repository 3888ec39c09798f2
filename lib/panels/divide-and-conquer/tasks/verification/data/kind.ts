import type { ContentKind } from '@/lib/data/content-store';
import { hashItems } from '@/lib/data/hash-items';
import { type Dataset, type DatasetHeader, datasetHeaderSchema, datasetSchema, headerOf } from './dataset';

/** How users' data sets are kept. */
export const datasetKind: ContentKind<Dataset, DatasetHeader> = {
  database: 'loupe-data',
  noun: 'data set',
  header: datasetHeaderSchema,
  headerOf,
  itemsOf: ({ items }) => items,
  async read(header, items) {
    const { count: _count, contradicted: _contradicted, addedAt: _addedAt, ...described } = header;
    const { data } = datasetSchema.safeParse({ ...described, items });
    return data && (await hashItems(data.task, data.items)) === header.hash ? data : undefined;
  },
};
