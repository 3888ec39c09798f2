import type { OwnProblem } from '@/lib/panels/divide-and-conquer/tasks/own/problem';
import { Origin } from './origin';

/** A problem of the user's own task: what goes in, and what is expected to come out. */
export function OwnHead({ problem: { id, input, expected } }: { problem: OwnProblem }) {
  return (
    <header className="space-y-3">
      <h2 className="text-2xl leading-tight font-semibold tracking-tight break-words">Your own task: {id}</h2>
      <details open className="min-w-0 rounded-lg border border-line bg-surface px-4 py-2">
        <summary className="py-1 font-semibold">Input</summary>
        <p
          tabIndex={0}
          role="region"
          aria-label="Input"
          className="max-h-80 max-w-measure overflow-y-auto pb-2 leading-relaxed break-words whitespace-pre-line"
        >
          {input}
        </p>
      </details>
      <p className="max-w-measure text-lg break-words">
        Expected:{' '}
        {expected === null ? (
          <Origin>not known</Origin>
        ) : (
          <>
            <strong>{expected}</strong> <Origin>from the data</Origin>
          </>
        )}
      </p>
    </header>
  );
}
