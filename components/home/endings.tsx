import { Check, X } from 'lucide-react';
import type { StoryEnding } from '@/lib/experiment/story';
import { SeriesMarker } from '../ui/marker';

/** The answer of every strategy, one line each. */
export function Endings({ endings }: { endings: readonly StoryEnding[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {endings.map(({ id, title, series, answer, isRight, calls }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-3 py-1.5">
          <span className="flex min-w-36 flex-1 items-center gap-2">
            <SeriesMarker index={series} />
            {title}
            <span className="text-caption whitespace-nowrap text-muted">
              {calls} {calls === 1 ? 'call' : 'calls'}
            </span>
          </span>
          <span className="flex items-center gap-2 font-mono">
            {answer ?? <span className="font-sans text-muted">no answer</span>}
            {isRight === true && <Check role="img" aria-label="correct" className="size-4 text-good" />}
            {isRight === false && <X role="img" aria-label="wrong" className="size-4 text-danger" />}
          </span>
        </li>
      ))}
    </ul>
  );
}
