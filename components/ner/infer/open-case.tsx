'use client';

import { Button } from '@/components/ui/button';
import { useActions } from '@/components/workbench/context';
import type { RunView } from '@/components/workbench/state';
import type { NerSettings } from '@/lib/panels/ner/settings';

/** The key of the call in which a condition was asked about a sentence; undefined where there is none, as for another system. */
export const callOf = (run: RunView<NerSettings>, unit: string, condition: string): string | undefined =>
  [...(run.live.units.get(unit)?.calls ?? [])].find(([, { path }]) => path[1] === condition)?.[0];

/** Opens a sentence in full, and the call that one condition made. */
export function OpenCase({
  run,
  unit,
  condition,
  onOpen,
}: {
  run: RunView<NerSettings>;
  unit: string;
  condition: string;
  /** Told before the sentence is opened. */
  onOpen: (unit: string) => void;
}) {
  const { showUnit } = useActions();
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Button
        size="small"
        variant="ghost"
        data-unit={unit}
        aria-label={`Open the sentence ${unit}`}
        onClick={() => {
          onOpen(unit);
          showUnit(unit);
        }}
      >
        {unit}
      </Button>
      <OpenPrompt run={run} unit={unit} condition={condition} />
    </span>
  );
}

/** Opens the prompt with its answer beside the page. */
export function OpenPrompt({ run, unit, condition }: { run: RunView<NerSettings>; unit: string; condition: string }) {
  const { select } = useActions();
  return (
    <Button
      size="small"
      variant="ghost"
      data-step={callOf(run, unit, condition)}
      aria-label={`Open the prompt of ${unit}`}
      onClick={() => select(callOf(run, unit, condition) ?? null)}
    >
      Open the prompt
    </Button>
  );
}
