import { describe } from 'vitest';
import { openRunStore } from '@/lib/experiment/store';
import { describeRunStore } from '../support/store-behaviour';
import { panels } from '../unit/experiment/sums';

describe('in the IndexedDB of a real browser', () => {
  describeRunStore(() => openRunStore(panels, 'loupe-test'));
});
