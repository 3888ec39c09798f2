'use client';

import { useEffect, useState } from 'react';
import { AccuracyFigure } from '@/components/charts/accuracy-figure';
import { quantity } from '@/components/charts/series';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Notice } from '@/components/ui/notice';
import { Provenance } from '@/components/ui/provenance';
import { Skeleton } from '@/components/ui/skeleton';
import { encodeLink } from '@/lib/experiment/link';
import { asFailure, type Failure } from '@/lib/core/failure';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import type { Summary } from '@/lib/panels/divide-and-conquer/summary';
import { findTask } from '@/lib/panels/divide-and-conquer/tasks/registry';
import { source } from '@/components/workbench/source';
import { CostFigure } from './cost-figure';
import { loadSummary } from './load-summary';
import { readingOf } from './reading';
import { accuracyOf, byStrategy } from './series';

type Loaded = { summary: Summary | null } | { failure: Failure } | null;

/** All strategies on multiplications of growing length, as they were recorded: one chart of what they get right, one of what it costs. */
export function Comparison() {
  const [loaded, setLoaded] = useState<Loaded>(null);
  useEffect(() => {
    const controller = new AbortController();
    loadSummary(controller.signal).then(
      summary => setLoaded({ summary }),
      (error: unknown) => !controller.signal.aborted && setLoaded({ failure: asFailure(error) }),
    );
    return () => controller.abort();
  }, []);
  if (loaded === null) {
    return (
      <div role="status">
        <span className="sr-only">Loading the recorded comparison.</span>
        <Skeleton className="h-96 w-full" />
      </div>
    );
  }
  if ('failure' in loaded) {
    // The failure's own advice is for whoever chose a file; nobody chose this one.
    return (
      <Notice
        tone="warning"
        sentence="The recorded comparison could not be shown."
        next="Reload the page. All else works without it."
        details={loaded.failure.message}
      />
    );
  }
  if (!loaded.summary || loaded.summary.rows.length === 0) {
    return <p className="text-muted">This copy of Loupe comes without a recorded comparison of the strategies.</p>;
  }
  return <Recorded summary={loaded.summary} />;
}

function Recorded({ summary }: { summary: Summary }) {
  const { experiment, rows, command, createdAt } = summary;
  const task = findTask(experiment.settings.task);
  const counts = rows.map(({ n }) => n);
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  const n = fewest === most ? quantity(most) : `${quantity(fewest)} to ${quantity(most)}`;
  const measured = (
    <Provenance kind="measured">
      n = {n} at each point · {source(summary)} · {new Date(createdAt).toISOString().slice(0, 10)}
    </Provenance>
  );
  return (
    <div className="space-y-6">
      <ul className="max-w-measure list-disc space-y-1 pl-5">
        {readingOf(rows, task.unit).map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <AccuracyFigure
          title={`${task.title} by ${task.unit}`}
          provenance={measured}
          series={accuracyOf(rows)}
          xLabel={task.unit}
        />
        <CostFigure series={byStrategy(rows)} unit={task.unit} provenance={measured} />
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button asChild>
          {/* A plain link: on the panel's own page only the fragment changes, which the panel listens for. */}
          <a
            href={`${process.env.NEXT_PUBLIC_BASE_PATH}/${experiment.panel}/${encodeLink(experiment, divideAndConquerPanel)}`}
          >
            Open this experiment
          </a>
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
  );
}
