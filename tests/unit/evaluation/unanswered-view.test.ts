import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { MeasuredColumn } from '@/components/workbench/evaluation/columns';
import { CostFigures } from '@/components/workbench/evaluation/cost-figures';
import { MainTable } from '@/components/workbench/evaluation/main-table';
import { ScoreFigure } from '@/components/workbench/evaluation/score-figure';
import { TimeFigure } from '@/components/workbench/evaluation/time-figure';
import { measure } from '@/lib/evaluation/measure';
import { trial } from './trials';

/** A column of ten trials, of which the first `missing` were not answered and all others are right. */
function columnOf(id: string, missing: number): MeasuredColumn {
  const trials = Array.from({ length: 10 }, (_, place) => ({
    ...trial({
      problem: `${place}`,
      strategy: id,
      ...(place < missing ? { failed: 'endpoint-busy' } : { right: true }),
    }),
    root: `${place}`,
  }));
  const column = { id, label: id, color: 0, variant: 0, strategy: id, model: 'embedded/m', isSubject: false };
  return { column, trials, all: measure(trials, 'exact'), bySize: [] };
}

const textOf = (element: Parameters<typeof renderToStaticMarkup>[0]): string =>
  renderToStaticMarkup(element)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

const tableOf = (columns: MeasuredColumn[]) =>
  textOf(createElement(MainTable, { columns, metric: 'exact', repeats: 1, isResampling: false }));

describe('the table', () => {
  it('says how many trials were not answered, and why', () => {
    const text = tableOf([columnOf('IO', 3), columnOf('CoT', 0)]);
    expect(text).toContain('IO 7 of 7 3 of 10 100');
    expect(text).toContain('CoT 10 of 10 0 of 10 100');
    expect(text).toContain('3 of 20 not answered: The endpoint stayed busy. They have no part in any other figure.');
  });

  it('has no such column where all were answered', () => {
    expect(tableOf([columnOf('IO', 0)])).not.toMatch(/not answered/i);
  });

  it('has no figure of a strategy of which nothing was answered', () => {
    const text = tableOf([columnOf('IO', 10)]);
    expect(text).toContain('Critical path IO 10 of 10 95 % Wilson intervals. 10 of 10 not answered');
  });
});

describe('the figures', () => {
  it('draw nothing of a strategy of which nothing was answered', () => {
    const columns = [columnOf('silent', 10), columnOf('IO', 4)];
    for (const figure of [CostFigures, TimeFigure]) {
      const text = textOf(createElement(figure, { columns, source: 'm' }));
      expect(text).toContain('IO');
      expect(text).not.toContain('silent');
    }
  });

  it('draw no score where nothing was answered', () => {
    const columns = [columnOf('silent', 10)];
    const snapshot = { metric: 'exact' as const, unit: 'digits', repeats: 1, columns };
    expect(textOf(createElement(ScoreFigure, { snapshot, columns, source: 'm' }))).toBe(
      ' Nothing was answered, so there is no score to draw. ',
    );
  });
});
