import { Check, CircleDashed, LoaderCircle, TriangleAlert } from 'lucide-react';
import { f1Of } from '@/lib/panels/ner/report/agreement';
import type { SortedRow } from '@/lib/panels/ner/report/row-filters';

/** How far the answers to a sentence agree: a sign or a bar, and always words. */
export function AgreementMark({ row, asked }: { row: SortedRow; asked: number }) {
  const { standing, state, reading } = row;
  if (standing === 'failed')
    return <Words icon={<TriangleAlert aria-hidden className="size-3.5 text-warning" />}>a call got no answer</Words>;
  if (standing === 'open') {
    const count = reading?.answers.length ?? 0;
    const Icon = state === 'running' ? LoaderCircle : CircleDashed;
    return (
      <Words
        icon={
          <Icon
            aria-hidden
            className="size-3.5 motion-safe:data-running:animate-spin"
            data-running={state === 'running' || undefined}
          />
        }
      >
        {state === 'waiting' ? 'waiting' : `${count} of ${asked} answers`}
      </Words>
    );
  }
  if (standing === 'unanimous')
    return (
      <Words icon={<Check aria-hidden strokeWidth={2.5} className="size-3.5 text-good" />}>
        {reading?.tally.length === 0 ? 'all say: none' : `all ${asked} agree`}
      </Words>
    );
  const f1 = reading ? f1Of(reading.agreement) : null;
  return (
    <Words
      icon={
        <span
          aria-hidden
          className="inline-block h-2 w-8 shrink-0 overflow-hidden rounded-sm border border-line-strong"
        >
          <span className="block h-full bg-accent forced-color-adjust-none" style={{ width: `${100 * (f1 ?? 0)}%` }} />
        </span>
      }
    >
      {f1 === null ? 'unreadable' : `F1 ${f1.toFixed(2)}`}
      <span className="sr-only"> between the answers</span>
    </Words>
  );
}

const Words = ({ icon, children }: { icon: React.ReactNode; children: React.ReactNode }) => (
  <span className="flex items-center gap-1.5 text-caption whitespace-nowrap text-muted tabular-nums">
    {icon}
    <span>{children}</span>
  </span>
);
