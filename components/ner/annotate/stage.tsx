'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useActions } from '@/components/workbench/context';
import { placed } from '@/lib/panels/ner/placed';
import { EntityText } from '../entities/entity-text';
import type { StageProps } from '../loop/use-loop';

/** Sentences that are drawn at first, and more at a time. */
const some = 20;

/** Every annotated sentence with what its answers voted for; faint is what lost the vote. */
export function AnnotateStage({ run, loop }: StageProps) {
  const [shown, show] = useState(some);
  const { showUnit } = useActions();
  const { answers } = run.experiment.settings;
  const all = [...loop.latest.values()];
  return (
    <div className="space-y-3">
      <ol className="divide-y divide-line border-y border-line">
        {all.slice(0, shown).map(({ unit, result, tally, voted }) => {
          const { spans, absent } = placed(result.sentence.text, tally);
          return (
            <li key={unit} className="flex items-baseline gap-3 py-1.5">
              <Button size="small" variant="ghost" aria-label={`Open ${unit}`} onClick={() => showUnit(unit)}>
                {unit}
              </Button>
              <p className="min-w-0 flex-1">
                <EntityText
                  text={result.sentence.text}
                  labels={loop.labels}
                  spans={spans.map(span => ({
                    ...span,
                    note: `${span.of.votes}/${answers}`,
                    isFaint: !voted.some(vote => vote.mention === span.of.mention && vote.label === span.label),
                  }))}
                />
                {absent.length > 0 && (
                  <span className="block text-caption text-muted">
                    Not in the sentence: {absent.map(({ mention, label }) => `${mention} (${label})`).join(', ')}
                  </span>
                )}
              </p>
            </li>
          );
        })}
      </ol>
      {all.length > shown && (
        <Button size="small" onClick={() => show(shown + some)}>
          Show more
        </Button>
      )}
    </div>
  );
}
