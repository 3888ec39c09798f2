'use client';

import { Tabs } from '@/components/ui/tabs';
import { Part } from '@/components/workbench/part';
import { useRemembered } from '../loop/remembered';
import type { StageProps } from '../loop/use-loop';
import { Costs } from './costs';
import { Errors } from './errors';
import { Results } from './results';
import { Sentences } from './sentences';

const views = [
  { value: 'results', label: 'Results', View: Results },
  { value: 'sentences', label: 'Sentences', View: Sentences },
  { value: 'errors', label: 'Errors', View: Errors },
  { value: 'cost', label: 'Cost', View: Costs },
];

/** How well the test sentences were annotated in each condition, what went wrong, and what it cost. */
export function InferStage(props: StageProps) {
  const [open, choose] = useRemembered(props.run, 'infer', 'results');
  if (props.loop.tests.length === 0)
    return (
      <p className="text-muted">
        No test sentence is answered yet. The model is asked about them when the unlabelled sentences are annotated.
      </p>
    );
  return (
    <Tabs
      label="Views of the test sentences"
      value={open}
      onChange={choose}
      tabs={views.map(({ value, label, View }) => ({
        value,
        label,
        content: (
          <Part name={label}>
            <View {...props} />
          </Part>
        ),
      }))}
    />
  );
}
