import { readFileSync } from 'node:fs';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { examplesFor } from '@/components/divide-and-conquer/strategies/examples';
import { FlowDiagram } from '@/components/divide-and-conquer/strategies/flow-diagram';
import { MeasuredBars } from '@/components/divide-and-conquer/strategies/measured-bars';
import { neutralShape, shapeOf } from '@/components/divide-and-conquer/strategies/step-shape';
import { drawingOptions } from '@/components/divide-and-conquer/strategies/use-flow';
import type { Flow, FlowNode } from '@/lib/panels/divide-and-conquer/flow/flow';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { findStrategy, findTask, registry } from '@/lib/panels/divide-and-conquer/registry';
import type { Strategy } from '@/lib/panels/divide-and-conquer/strategies/contract';
import { parseSummary } from '@/lib/panels/divide-and-conquer/summary';

const named = (id: string): Strategy => {
  const strategy = findStrategy(id);
  if (!strategy) throw new RangeError(`${id} is not there`);
  return strategy;
};

describe('the examples of the guide', () => {
  it('are those of all tasks, each title once', () => {
    const titles = examplesFor(findTask('addition'), registry.tasks).map(({ title }) => title);
    expect(titles).toEqual([...new Set(registry.tasks.map(({ flowExample }) => flowExample.title))]);
    expect(titles).toContain('67 + 89');
  });

  it('have the prompts of the task at hand where tasks share a title', () => {
    for (const task of registry.tasks) {
      const { title } = task.flowExample;
      expect(examplesFor(task, registry.tasks).find(example => example.title === title)).toBe(task.flowExample);
    }
  });
});

describe('what was measured of a strategy', () => {
  const summary = parseSummary(
    readFileSync('public/experiments/multiplication-by-digits.json', 'utf8'),
    divideAndConquerPanel,
  );
  const drawn = (strategy: string) =>
    renderToStaticMarkup(createElement(MeasuredBars, { summary, strategy, index: 0 }));

  it('is a bar for each size, in words too, with how many problems there were', () => {
    const rows = summary.rows.filter(({ strategy }) => strategy === 'io');
    for (const { size, correct, n } of rows)
      expect(drawn('io')).toContain(`${size} digits: ${correct} of ${n} problems right`);
    expect(drawn('io')).toContain('n = 100 problems for each bar');
    expect(drawn('io')).toContain('long multiplication on Loupe Arithmetic (embedded) · wasm-int8');
  });

  it('is nothing where it has no part in the comparison, and says so', () => {
    const without = registry.strategies.filter(({ id }) => summary.rows.every(({ strategy }) => strategy !== id));
    expect(without.length).toBeGreaterThan(0);
    for (const { id } of without) expect(drawn(id)).toContain('not in the recorded comparison');
  });
});

describe('the options of a diagram', () => {
  it('are the defaults of the strategy, but for who does which stage', () => {
    const strategy = named('divide-and-conquer');
    expect(drawingOptions(strategy, {})).toEqual({ leaf: 1, split: 'model', merge: 'model' });
    expect(drawingOptions(strategy, { merge: 'code' })).toEqual({ leaf: 1, split: 'model', merge: 'code' });
    expect(drawingOptions(named('io'), {})).toEqual({});
  });
});

describe('the diagram of a flow', () => {
  const node = (role: string, rest: Partial<FlowNode>): FlowNode => ({
    key: role,
    role,
    noun: role,
    byCode: false,
    label: role,
    start: 0,
    column: 0,
    ...rest,
  });
  const flow: Flow = {
    nodes: [
      node('solve', {}),
      node('criticise', { noun: 'criticism', column: 1, start: 1 }),
      node('vote', { noun: 'count', byCode: true, column: 2, start: 2 }),
    ],
    edges: [{ from: 'solve', to: 'criticise', waits: true, sees: true }],
    calls: 2,
    depth: 2,
    width: 1,
  };

  it('draws a role that it does not know in the neutral shape, and names it', () => {
    expect(shapeOf('criticise')).toBe(neutralShape);
    expect(shapeOf('constructor')).toBe(neutralShape);
    expect(shapeOf('solve')).not.toBe(neutralShape);
    const html = renderToStaticMarkup(createElement(FlowDiagram, { flow, color: 'red' }));
    // Once in the diagram, once in its key.
    expect(html.split(neutralShape)).toHaveLength(3);
    expect(html).toContain('criticism');
    expect(html).toContain('count by code');
    expect(html).toContain('aria-label="1 solve, then 1 criticism, then 1 count by code; 2 calls deep"');
  });

  it('has a shape for each usual role of a step', () => {
    const roles = ['split', 'solve', 'merge', 'reason', 'decide', 'propose', 'choose', 'vote', 'count', 'answer'];
    for (const role of roles) expect(shapeOf(role)).not.toBe(neutralShape);
  });
});
