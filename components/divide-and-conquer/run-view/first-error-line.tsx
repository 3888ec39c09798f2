import { StatusIcon } from '@/components/trace/status-icon';
import { Button } from '@/components/ui/button';
import { classes } from '@/components/ui/classes';
import type { FirstError } from './first-error';

/** The sentence above a tree that names its first wrong place, with the way there. */
export function FirstErrorLine({
  error,
  onOpen,
}: {
  error: FirstError;
  /** Left out where the one call there is stands below. */
  onOpen?: ((step: string) => void) | undefined;
}) {
  const { sentence, step, isHarmless } = error;
  return (
    <div
      className={classes(
        'mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border-l-4 px-3 py-1.5 text-sm',
        isHarmless ? 'border-line-strong bg-sunken' : 'border-danger bg-danger-soft',
      )}
    >
      <p className="flex min-w-0 flex-1 basis-64 items-start gap-2">
        <StatusIcon look={step === null ? 'wrong' : 'entered'} className="mt-0.5 size-4" />
        <span className="min-w-0 break-words">{sentence}</span>
      </p>
      {step !== null && onOpen && (
        <Button size="small" onClick={() => onOpen(step)}>
          Open the first error
        </Button>
      )}
    </div>
  );
}
