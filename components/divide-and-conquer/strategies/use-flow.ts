import { useEffect, useState } from 'react';
import { flowOf, type Flow, type FlowExample } from '@/lib/panels/divide-and-conquer/flow/flow';
import type { Strategy, StrategyOptions } from '@/lib/panels/divide-and-conquer/strategies/contract';

/** What a flow does not depend on the user for; the defaults of the form. */
const usual = { leaf: 1, samples: 5, drawTemperature: 0.7, breadth: 2, depth: 2, votes: 3 } as const;

export type Doers = Pick<StrategyOptions, 'split' | 'merge'>;

/** The flow of a strategy on an example; undefined while its program is played. Not to be called where the two do not suit. */
export function useFlow(strategy: Strategy, example: FlowExample, { split, merge }: Doers): Flow | undefined {
  const [drawn, setDrawn] = useState<{ of: FlowExample; flow: Flow }>();
  useEffect(() => {
    let isGone = false;
    if (example.prompts.unsupported[strategy.id] === undefined) {
      void flowOf(strategy, example, { ...usual, split, merge }).then(flow => {
        if (!isGone) setDrawn({ of: example, flow });
      });
    }
    return () => {
      isGone = true;
    };
  }, [strategy, example, split, merge]);
  return drawn?.of === example ? drawn.flow : undefined;
}
