import { Check, X } from 'lucide-react';
import { SeriesMarker } from '@/components/ui/marker';
import { counted } from '@/lib/core/in-words';
import type { StoryEnding } from '@/lib/experiment/story';

/** The answer of every strategy, one line each. */
export function Endings({ endings }: { endings: readonly StoryEnding[] }) {
  return (
    <ul className="leading-[1.2rem]">
      {endings.map(({ id, title, series, answer, isRight, calls }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-2">
          <SeriesMarker index={series} />
          {title}
          <span className="text-caption whitespace-nowrap text-muted">{counted(calls, 'call')}</span>
          <span className="ml-auto flex items-center gap-1.5 font-mono">
            {answer ?? <span className="font-sans text-muted">no answer</span>}
            {isRight === true && <Check role="img" aria-label="right" className="size-4 text-good" />}
            {isRight === false && <X role="img" aria-label="wrong" className="size-4 text-danger" />}
          </span>
        </li>
      ))}
    </ul>
  );
}
