import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { EvaluationView } from '@/components/divide-and-conquer/evaluation/view';
import { openStep } from '@/components/divide-and-conquer/open-step';
import { ProblemView } from '@/components/divide-and-conquer/run-view/problem-view';
import { stepName } from '@/components/divide-and-conquer/step-name';
import { divideAndConquerViews } from '@/components/divide-and-conquer/views';
import { Inspector } from '@/components/trace/inspector';
import { ExperimentForm } from '@/components/workbench/form/experiment-form';
import { compareUnit } from '@/components/workbench/replay/divergence';
import { Player } from '@/components/workbench/replay/player';
import { stepsOf, unitAt } from '@/components/workbench/replay/steps';
import { RunPanel } from '@/components/workbench/run-panel';
import type { FailureRecord } from '@/lib/core/failure';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { withPage } from './page-store';

/**
 * Opens a file on the page of the divide-and-conquer panel and draws every view of what it holds, as HTML. Resolves to the
 * notices that the page gives. @throws what a view throws
 */
export async function drawFile(text: string): Promise<{ notices: FailureRecord[]; isShown: boolean }> {
  const { store, around } = withPage(divideAndConquerPanel, {
    ...divideAndConquerViews,
    loadSteps: async () => ({ openStep }),
  });
  await store.getState().importFile(new Blob([text]));
  const { run } = store.getState();
  const draw = (part: React.ReactNode) => renderToStaticMarkup(around(part));
  draw(createElement(ExperimentForm));
  draw(createElement(RunPanel));
  if (run) {
    draw(createElement(EvaluationView, { run }));
    for (const trace of [...run.live.units.values()].slice(0, 3)) {
      const middle = unitAt(trace, stepsOf(trace).length >> 1);
      for (const shown of [trace, middle]) draw(createElement(ProblemView, { run, trace: shown }));
      draw(createElement(Player, { trace }));
      const entries = [...trace.calls.values()].flatMap(({ entry }) => entry ?? []);
      compareUnit({ entries, hasEnded: true }, { entries: entries.slice(1), hasEnded: true });
      for (const [key, call] of [...trace.calls].slice(0, 40)) {
        stepName(call);
        const opened = openStep(trace, key, run);
        if (opened) draw(createElement(Inspector, opened));
      }
    }
  }
  return { notices: store.getState().notices, isShown: run !== null };
}
