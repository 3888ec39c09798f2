import { useEffect, useState } from 'react';
import { asFailure, type Failure } from '@/lib/core/failure';
import { tableSchema } from '@/lib/experiment/fields';
import type { Settings } from '@/lib/experiment/panel';
import type { FlowExample } from '@/lib/panels/divide-and-conquer/flow/example';
import { type Flow, flowOf } from '@/lib/panels/divide-and-conquer/flow/flow';
import type { Executor, Strategy } from '@/lib/panels/divide-and-conquer/strategies/contract';

/** Who does which stage; a stage that is not named is done as the strategy's own default says. */
export type Executors = Readonly<Record<string, Executor>>;

/** The options that a strategy is drawn with: the defaults of its fields, but for who does which stage. */
export const drawingOptions = ({ fields }: Pick<Strategy, 'fields'>, executors: Executors): Settings => ({
  ...tableSchema(fields).parse({}),
  ...executors,
});

type Drawn = { of: FlowExample; flow: Flow } | { of: FlowExample; failure: Failure };

/**
 * The flow of a strategy that suits an example, or why its program fails on it; undefined while the program is played. When only the
 * executors change, the flow before stays until the new one is there.
 */
export function useFlow(strategy: Strategy, example: FlowExample, executors: Executors): Drawn | undefined {
  const [drawn, setDrawn] = useState<Drawn>();
  useEffect(() => {
    let isCurrent = true;
    flowOf(strategy, example, drawingOptions(strategy, executors)).then(
      flow => isCurrent && setDrawn({ of: example, flow }),
      (error: unknown) => isCurrent && setDrawn({ of: example, failure: asFailure(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [strategy, example, executors]);
  return drawn?.of === example ? drawn : undefined;
}
