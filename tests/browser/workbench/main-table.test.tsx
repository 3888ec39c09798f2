import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { glossary, type GlossaryWord } from '@/components/ui/glossary';
import type { MeasuredColumn } from '@/components/workbench/evaluation/columns';
import { MainTable } from '@/components/workbench/evaluation/main-table';
import { measure } from '@/lib/evaluation/measure';
import type { Metric } from '@/lib/evaluation/trial';
import { act, render, until } from '../../support/render';

/** One column of four trials, two of them right. */
function measured(metric: Metric): MeasuredColumn {
  const trials = [true, true, false, false].map((right, place) => ({
    ...{ unit: `${place}`, problem: `${place}`, label: `${place}`, size: 1, repeat: 1, model: 'm', strategy: 'io' },
    ...{ truth: 'yes', correct: right, distance: right ? 0 : 2, root: `${place}`, error: null },
    cost: { calls: 1, promptTokens: 10, completionTokens: 2, isCounted: true, totalCallTime: 5, criticalPath: 5 },
    result: { answer: right ? 'yes' : 'no', correct: right },
  }));
  const column = { id: 'io', label: 'IO', color: 0, variant: 0, strategy: 'io', model: 'm', isSubject: false };
  return { column, trials, all: measure(trials, metric), bySize: [] };
}

const draw = (metric: Metric) =>
  render(<MainTable columns={[measured(metric)]} metric={metric} repeats={1} isResampling={false} />);

describe('the table of scores and costs', () => {
  it.each([
    ['exact', ['Edit distance', 'Tokens in', 'Tokens out', 'Critical path']],
    ['detection', ['Precision', 'Recall', 'F1', 'G-mean', 'Tokens in', 'Tokens out', 'Critical path']],
    ['checked', ['Tokens in', 'Tokens out', 'Critical path']],
  ] as [Metric, string[]][])('explains the terms of the field in its heads: %s', async (metric, terms) => {
    const frame = await draw(metric);
    expect([...frame.querySelectorAll('th[scope=col] button')].map(({ textContent }) => textContent)).toEqual(terms);
  });

  it('opens a definition by the keyboard and keeps the name of its column', async () => {
    const frame = await draw('exact');
    const head = [...frame.querySelectorAll('th')].find(({ textContent }) => textContent === 'Critical path')!;
    expect(head.scope).toBe('col');
    const word: GlossaryWord = 'critical path';
    head.querySelector('button')!.focus();
    await act(() => userEvent.keyboard('{Enter}'));
    expect(document.querySelector('[role=dialog]')?.textContent).toContain(glossary[word]);
    await act(() => userEvent.keyboard('{Escape}'));
    await until(() => document.activeElement === head.querySelector('button'));
    expect(head.textContent).toBe('Critical path');
  });
});
