'use client';

import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { useRemembered } from '../loop/remembered';
import type { StageProps } from '../loop/use-loop';
import { RetrievedView } from './retrieved-view';
import { SentencePicker } from './sentence-picker';
import { type TestUnit, useNeighbourhood, useTests } from './use-neighbourhood';
import { useRetrieved } from './use-retrieved';

/** A test sentence with the demonstrations that a condition found for it, and why these. */
export function RetrieveStage(props: StageProps) {
  const tests = useTests(props);
  const retrieving = props.loop.conditions.some(({ retrieval }) => retrieval);
  if (!retrieving) return <p className="text-muted">This experiment shows no demonstrations.</p>;
  if (tests.length === 0)
    return (
      <p className="text-muted">
        Demonstrations are looked up when the unlabelled sentences are annotated and selected.
      </p>
    );
  return <Retrieval {...props} tests={tests} />;
}

function Retrieval({ run, loop, tests }: StageProps & { tests: readonly TestUnit[] }) {
  const [unit, choose] = useRemembered(run, 'retrieved for', '');
  const [id, chooseCondition] = useRemembered(run, 'retrieved in', '');
  const conditions = loop.conditions.filter(({ retrieval }) => retrieval);
  const condition = conditions.find(one => one.id === id) ?? conditions[0];
  const test = tests.find(({ trace }) => trace.unit.name === unit) ?? tests[0];
  const { value: neighbourhood } = useNeighbourhood(run);
  const { value: retrieved } = useRetrieved(loop, neighbourhood, test, condition);
  if (!test || !condition) return null;
  return (
    <div className="grid gap-x-8 gap-y-4 min-[1100px]:grid-cols-[17rem_minmax(0,1fr)]">
      <SentencePicker
        sentences={tests.map(({ trace, input }) => ({ unit: trace.unit.name, text: input.sentence.text }))}
        value={test.trace.unit.name}
        onChoose={choose}
      />
      <div className="min-w-0 space-y-3">
        <Select
          label="Demonstrations"
          hint={condition.retrieval?.summary}
          value={condition.id}
          onChange={chooseCondition}
          options={conditions.map(({ id: value, title }) => ({ value, label: title }))}
        />
        {retrieved ? (
          <RetrievedView run={run} test={test} condition={condition} retrieved={retrieved} labels={loop.labels} />
        ) : (
          <Skeleton className="h-64 w-full" />
        )}
      </div>
    </div>
  );
}
