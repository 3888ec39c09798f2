'use client';

import { AccuracyFigure } from '@/components/charts/accuracy-figure';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Provenance } from '@/components/ui/provenance';
import { OriginContext } from '@/components/ui/take-away/origin';
import { Term } from '@/components/ui/term';
import { source } from '@/components/workbench/source';
import { encodeLink } from '@/lib/experiment/write-link';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { findTask } from '@/lib/panels/divide-and-conquer/registry';
import type { Summary } from '@/lib/panels/divide-and-conquer/summary';
import { CostFigure } from './cost-figure';
import { Heading } from './heading';
import { readingOf } from './reading';
import { accuracyOf, byStrategy, countOf } from './series';
import { titleOf } from './title';

/** All strategies on problems of growing size: what they get right, what that costs, and how to repeat it. */
export function RecordedComparison({ summary }: { summary: Summary }) {
  const { experiment, rows, command, createdAt } = summary;
  const { unit } = findTask(experiment.settings.task);
  const on = `${source(summary)} · ${new Date(createdAt).toISOString().slice(0, 10)}`;
  const n = countOf(rows);
  const address = `${process.env.NEXT_PUBLIC_BASE_PATH}/${experiment.panel}/${encodeLink(experiment, divideAndConquerPanel)}`;
  const origin = { name: experiment.panel, link: () => new URL(address, location.href).href };
  return (
    <OriginContext value={origin}>
      <Heading title={titleOf(summary)} />
      <div className="space-y-6">
        <ul className="max-w-measure list-disc space-y-1 pl-5">
          {readingOf(rows, unit).map(sentence => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <AccuracyFigure
            title={`Problems solved, by ${unit}`}
            provenance={
              <Provenance kind="measured">
                n = {n} problems at each point · error bars: 95&#8239;% <Term word="Wilson interval" /> · {on}
              </Provenance>
            }
            series={accuracyOf(rows)}
            xLabel={unit}
          />
          <CostFigure
            series={byStrategy(rows)}
            unit={unit}
            provenance={
              <Provenance kind="measured">
                mean of n = {n} problems at each point · logarithmic axis · {on}
              </Provenance>
            }
          />
        </div>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button asChild>
            {/* A plain link: on the panel's own page only the fragment changes, and the panel listens for that. */}
            <a href={address}>Open this experiment</a>
          </Button>
          <p className="flex min-w-0 flex-wrap items-center gap-2 text-sm text-muted">
            or repeat it:
            <code className="font-mono text-caption break-all text-ink">{command}</code>
            <CopyButton text={command} size="small">
              Copy the command
            </CopyButton>
          </p>
        </div>
      </div>
    </OriginContext>
  );
}
