'use client';

import { classes } from '@/components/ui/classes';
import { useActions } from '@/components/workbench/context';
import type { StrategyTrace } from '../strategy-trace';
import { usePanel } from '../use-panel';

/** The answer of a strategy of one call, in one line that opens the call. Its end shows: what is being written, and later the answer. */
export function OnlyCall({ traced }: { traced: StrategyTrace }) {
  const { select } = useActions();
  const [only] = [...traced.steps.values()];
  const selected = usePanel(state => only !== undefined && state.selected === only.step.key);
  const { text = '', status = 'waiting' } = only?.step.item ?? {};
  const placeholder = status === 'running' ? 'waiting for the first token' : status === 'waiting' ? '' : 'empty';
  return (
    <button
      type="button"
      disabled={!only}
      data-step={only?.step.key}
      aria-pressed={selected}
      aria-label="Open the call"
      onClick={() => only && select(only.step.key)}
      className={classes(
        // The text is cut at its start.
        'flex h-8 w-full items-center justify-end overflow-hidden rounded-md border border-line bg-sunken px-2 font-mono text-sm whitespace-pre enabled:hover:border-line-strong',
        selected && 'outline-2 outline-offset-1 outline-accent',
      )}
    >
      {text ? (
        <span className="mr-auto">{text.slice(-400).replace(/\s+/g, ' ')}</span>
      ) : (
        <span className="mr-auto text-muted">{placeholder}</span>
      )}
    </button>
  );
}
