import { holdByLocks, holdByMessages } from '@/components/workbench/holding';
import { describeHolding } from '../../support/holding-behaviour';

describeHolding('by the locks of a real browser', () => [holdByLocks(navigator.locks), holdByLocks(navigator.locks)]);

describeHolding('by messages in a real browser', () => {
  const name = `test ${crypto.randomUUID()}`;
  return [holdByMessages(new BroadcastChannel(name), 1), holdByMessages(new BroadcastChannel(name), 1e6)];
});
