import 'fake-indexeddb/auto';

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { databaseTimeLimit } from '@/lib/core/open-database';
import { openContentStore } from '@/lib/data/content-store';
import { hasRunStore, openRunStore } from '@/lib/experiment/indexed-store';
import { datasetKind } from '@/lib/panels/divide-and-conquer/tasks/verification/data/kind';

beforeEach(async () => {
  // Its script is there: what is measured is the browser's silence alone.
  await import('dexie');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A browser that accepts a request and never answers it. */
const silent = () => vi.spyOn(indexedDB, 'open').mockReturnValue({} as IDBOpenDBRequest);

it.each([
  ['runs', () => openRunStore(async () => undefined)],
  ['data sets', () => openContentStore(datasetKind)],
])('a browser that never answers stores nothing, and says so: %s', async (_what, open) => {
  const asked = silent();
  let failure: unknown;
  const opening = open().catch((error: unknown) => (failure = error));
  while (asked.mock.calls.length === 0) await new Promise(resolve => setImmediate(resolve));
  await vi.advanceTimersByTimeAsync(databaseTimeLimit - 1);
  expect(failure).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1);
  await opening;
  expect(failure).toMatchObject({ kind: 'store-unavailable' });
});

it('a browser that does not say which databases there are may have one', async () => {
  vi.spyOn(indexedDB, 'databases').mockReturnValue(new Promise(() => {}));
  const found = hasRunStore();
  await vi.advanceTimersByTimeAsync(databaseTimeLimit);
  expect(await found).toBe(true);
});
