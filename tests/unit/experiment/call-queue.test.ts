import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCallQueue } from '@/lib/experiment/call-queue';

interface Call {
  order: number;
  id: number;
}

describe('a queue of calls', () => {
  it('is a list that is kept by order, whatever is added and taken', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('add' as const), order: fc.nat(4) }),
      fc.record({ do: fc.constant('addFirst' as const), order: fc.nat(4) }),
      fc.record({ do: fc.constant('take' as const), order: fc.nat(5) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        const queue = createCallQueue<Call>();
        const model: Call[] = [];
        for (const [id, { do: what, order }] of steps.entries()) {
          if (what === 'take') {
            expect(queue.take(order)).toEqual(model.splice(0, order));
          } else {
            const call = { order, id };
            const at = model.findIndex(other => (what === 'add' ? other.order > order : other.order >= order));
            model.splice(at < 0 ? model.length : at, 0, call);
            queue[what](call);
          }
          expect(queue.size).toBe(model.length);
        }
        expect(queue.takeAll()).toEqual(model);
        expect(queue.size).toBe(0);
      }),
    );
  });
});
