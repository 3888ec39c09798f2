import { StatusIcon } from '@/components/trace/status-icon';
import { classes } from '@/components/ui/classes';
import type { FirstError } from '@/lib/panels/divide-and-conquer/first-error';

/** The sentence that names the first wrong step; it opens that step. */
export function FirstErrorLine({
  error: { sentence, step, isHarmless },
  onOpen,
}: {
  error: FirstError;
  onOpen: (step: string) => void;
}) {
  const content = (
    <>
      <StatusIcon status={step === null ? 'wrong' : 'entered'} className="mt-0.5 size-4" />
      <span className="line-clamp-2 min-w-0 break-words">{sentence}</span>
    </>
  );
  const look = classes(
    'flex w-full min-w-0 items-start gap-2 rounded-md border-l-4 px-2.5 py-1 text-left text-sm',
    isHarmless ? 'border-line-strong bg-sunken' : 'border-danger bg-danger-soft',
  );
  if (step === null) return <p className={look}>{content}</p>;
  return (
    <button
      type="button"
      onClick={() => onOpen(step)}
      className={classes(look, 'cursor-pointer hover:outline-1 hover:outline-line-strong')}
    >
      {content}
      <span className="ml-auto shrink-0 underline underline-offset-4">Open it</span>
    </button>
  );
}
