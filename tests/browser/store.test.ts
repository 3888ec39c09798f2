import { describe, expect, it } from 'vitest';
import { hasRunStore, openRunStore } from '@/lib/experiment/indexed-store';
import { describeRunStore } from '../support/store-behaviour';
import { panels } from '../unit/experiment/sums';

describe('in the IndexedDB of a real browser', () => {
  describeRunStore(() => openRunStore(panels, 'loupe-test'));

  it('is there once it was opened', async () => {
    expect(await hasRunStore('loupe-seen')).toBe(false);
    await openRunStore(panels, 'loupe-seen');
    expect(await hasRunStore('loupe-seen')).toBe(true);
  });
});
