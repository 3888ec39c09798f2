'use client';

import type { StageProps } from '../loop/use-loop';
import { type TestUnit, useNeighbourhood, useTests } from './use-neighbourhood';
import { useRetrieved } from './use-retrieved';

/** Neighbours that are drawn. */
const most = 3;

/** The sentence that was answered last, with its nearest demonstrations. */
export function RetrieveMini(props: StageProps) {
  const tests = useTests(props);
  const { demonstrations } = props.run.experiment.settings;
  const answered = tests.findLast(({ trace }) => trace.result);
  const test = answered ?? tests[0];
  if (!test) {
    return (
      <span className="block text-caption">
        {demonstrations.toLocaleString('en')} at most for each sentence, once there is a pool.
      </span>
    );
  }
  return <Picture {...props} test={test} />;
}

function Picture({ run, loop, test }: StageProps & { test: TestUnit }) {
  const condition = loop.conditions.find(({ retrieval }) => retrieval?.usesSimilarity) ?? loop.conditions[1];
  const { value: neighbourhood } = useNeighbourhood(run);
  const { value: retrieved } = useRetrieved(loop, neighbourhood, test, condition);
  const nearest = (retrieved?.taken ?? []).toSorted((a, b) => (b.similarity ?? 0) - (a.similarity ?? 0));
  return (
    <span className="block space-y-0.5 text-caption">
      <span className="block truncate font-medium">{test.input.sentence.text}</span>
      {nearest.slice(0, most).map(({ id, text, similarity }) => (
        <span key={id} className="flex items-center gap-1.5">
          <span aria-hidden className="h-1.5 w-8 shrink-0 overflow-hidden rounded-sm bg-sunken">
            <span
              className="block h-full bg-accent forced-color-adjust-none"
              style={{ width: `${100 * Math.max(0, similarity ?? 0)}%` }}
            />
          </span>
          <span className="truncate text-muted">{text}</span>
        </span>
      ))}
      {retrieved && (
        <span className="block">
          {retrieved.taken.length.toLocaleString('en')} of {retrieved.pool.toLocaleString('en')} are its demonstrations
        </span>
      )}
    </span>
  );
}
