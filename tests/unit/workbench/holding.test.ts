import { afterEach } from 'vitest';
import { holdByLocks, holdByMessages, type Holding } from '@/components/workbench/holding';
import { fakeLocks } from '../../support/fake-locks';
import { describeHolding } from '../../support/holding-behaviour';

const channels: BroadcastChannel[] = [];
afterEach(() => channels.splice(0).forEach(channel => channel.close()));

/** Each page has a channel of its own, which does not hear itself. `patience` in milliseconds. */
function byMessages(patience: number): Holding {
  const channel = new BroadcastChannel('test of holding');
  channels.push(channel);
  return holdByMessages(channel, patience);
}

/** Longer than any test: an answer always comes before it. */
const ages = 1e6;

describeHolding('by locks', () => {
  const locks = fakeLocks();
  return [holdByLocks(locks), holdByLocks(locks)];
});

describeHolding('by messages', () => [byMessages(1), byMessages(ages)]);
