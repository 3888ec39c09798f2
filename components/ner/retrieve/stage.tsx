'use client';

import type { StageProps } from '../loop/use-loop';

/** The demonstrations of each test sentence. */
export function RetrieveStage({ loop }: StageProps) {
  return (
    <ol className="divide-y divide-line border-y border-line">
      {loop.tests.slice(0, 20).map(({ unit, value }) => (
        <li key={unit} className="py-1.5">
          <p>{value.sentence.text}</p>
          <p className="text-caption text-muted">
            {loop.conditions.map(({ id, title }) => {
              const result = value.conditions[id];
              return result && 'demonstrations' in result ? `${title}: ${result.demonstrations.join(', ')} ` : '';
            })}
          </p>
        </li>
      ))}
    </ol>
  );
}
