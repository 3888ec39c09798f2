'use client';

import { classes } from '@/components/ui/classes';
import { useActions } from '@/components/workbench/context';
import { usePanel } from '../use-panel';
import type { StrategyTrace } from '../nodes';

/** The answer of a strategy of one call, as it is written. */
export function OnlyCall({ traced }: { traced: StrategyTrace }) {
  const { select } = useActions();
  const [only] = [...traced.steps.values()];
  const selected = usePanel(state => only !== undefined && state.selected === only.step.key);
  if (!only || only.step.call.status === 'waiting') return null;
  const { text, status } = only.step.call;
  return (
    <button
      type="button"
      data-step={only.step.key}
      aria-pressed={selected}
      aria-label="Open the call"
      onClick={() => select(only.step.key)}
      className={classes(
        'mt-2 flex max-h-40 w-full flex-col justify-end overflow-hidden rounded-md border border-line bg-sunken px-3 py-2 text-left font-mono text-sm leading-relaxed break-words whitespace-pre-wrap hover:border-line-strong',
        selected && 'outline-2 outline-offset-1 outline-accent',
      )}
    >
      {text ? (
        <span>{lastLines(text)}</span>
      ) : (
        <span className="text-muted">{status === 'running' ? 'waiting for the first token' : 'empty'}</span>
      )}
    </button>
  );
}

/** The end of a text: what is being written, and later the answer. */
function lastLines(text: string, most = 6): string {
  const lines = text.slice(-2000).split('\n');
  return lines.length <= most ? lines.join('\n') : `…\n${lines.slice(-most).join('\n')}`;
}
