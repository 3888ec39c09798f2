'use client';

import { useState } from 'react';
import { ArrowRight } from 'lucide-react';
import * as Radix from 'radix-ui/tabs';
import { Part } from '@/components/workbench/part';
import { isBusy, type RunView } from '@/components/workbench/state';
import { useTourPart } from '@/components/workbench/tour/use-tour-part';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { ByHandNote } from '../hand/by-hand-note';
import { Headline } from './headline-line';
import { useRemembered } from './remembered';
import { stages } from './stages';
import { useLoop } from './use-loop';

/** The loop as four stages in a row, each a miniature of what happens in it. The open one is drawn in full below them. */
export function LoopView({ run }: { run: RunView<NerSettings> }) {
  const { loop, ...byHand } = useLoop(run);
  const [chosen, choose] = useRemembered(run, 'stage', '');
  const part = useTourPart();
  // A step of the tour opens its stage; what a reader opens meanwhile stays until the next step.
  const [toured, setToured] = useState(part);
  if (toured !== part) {
    setToured(part);
    choose(part ?? '');
  }
  const open = chosen || (loop.tests.length > 0 && !isBusy(run) ? 'infer' : 'annotate');
  return (
    <div className="space-y-3">
      <ByHandNote {...byHand} />
      <Radix.Root value={open} onValueChange={choose} className="flex flex-col gap-3">
        {/* Below the picture on a narrow screen, whose first screen it would fill. */}
        <p className="max-w-[60rem] leading-snug max-[640px]:order-1 min-[640px]:text-lg stage:max-w-none">
          <Headline run={run} loop={loop} />
        </p>
        <Radix.List
          aria-label="Stages of the loop"
          className="grid grid-cols-2 gap-2 min-[900px]:grid-cols-4 min-[900px]:gap-5"
        >
          {stages.map(({ id, title, summary, Mini }, at) => (
            <Radix.Trigger
              key={id}
              value={id}
              data-tour={id}
              className="group relative flex min-h-44 min-w-0 flex-col gap-1.5 rounded-lg border border-line bg-surface p-3 text-left transition-colors hover:border-line-strong data-[state=active]:border-accent data-[state=active]:shadow-[0_0_0_1px_var(--accent)] forced-colors:data-[state=active]:border-4"
            >
              <span className="font-semibold">
                {at + 1}. {title}
              </span>
              <span className="text-caption text-muted">{summary}</span>
              <span className="mt-auto block w-full">
                <Part name={`The miniature of ${title}`}>
                  <Mini run={run} loop={loop} />
                </Part>
              </span>
              {at > 0 && (
                <ArrowRight
                  aria-hidden
                  className="absolute top-1/2 -left-[1.15rem] hidden size-4 text-muted min-[900px]:block"
                />
              )}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {stages.map(({ id, title, Content }) => (
          <Radix.Content key={id} value={id} data-tour={`${id}-stage`} className="pt-1 max-[640px]:order-1">
            <Part name={title}>
              <Content run={run} loop={loop} />
            </Part>
          </Radix.Content>
        ))}
      </Radix.Root>
    </div>
  );
}
