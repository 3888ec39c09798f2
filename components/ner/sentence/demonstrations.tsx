'use client';

import { useActions } from '@/components/workbench/context';
import type { Shown } from '@/lib/panels/ner/phases';
import { placed } from '@/lib/panels/ner/placed';
import { EntityText } from '../entities/entity-text';

/** The demonstrations of a prompt in its order, on demand. `canOpen` says of which sentence there is a unit. */
export function Demonstrations({
  shown,
  left,
  labels,
  canOpen,
}: {
  shown: readonly Shown[];
  /** How many did not fit into the prompt. */
  left: number;
  labels: readonly string[];
  canOpen: (id: string) => boolean;
}) {
  const { showUnit } = useActions();
  if (shown.length === 0) return <p className="text-caption text-muted">Without demonstrations.</p>;
  return (
    <details className="mt-1">
      <summary className="w-fit text-caption text-muted underline decoration-dotted underline-offset-4">
        {shown.length} demonstration{shown.length === 1 ? '' : 's'}, in the order of the prompt
        {left > 0 && `; ${left} did not fit`}
      </summary>
      <ol className="mt-1 space-y-1">
        {shown.map(({ id, text, pairs }) => (
          <li key={id} className="flex gap-3">
            {canOpen(id) ? (
              <button
                type="button"
                className="self-start font-mono text-sm underline decoration-line-strong underline-offset-4 hover:decoration-ink"
                aria-label={`Open ${id}`}
                onClick={() => showUnit(id)}
              >
                {id}
              </button>
            ) : (
              <span className="font-mono text-sm">{id}</span>
            )}
            <span className="min-w-0 flex-1 text-sm">
              <EntityText
                text={text}
                labels={labels}
                spans={
                  placed(
                    text,
                    pairs.map(([mention, label]) => ({ mention, label })),
                  ).spans
                }
              />
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
