import { describe, expect, it } from 'vitest';
import type { Settings } from '@/lib/experiment/panel';
import { unsupportedReason } from '@/lib/panels/divide-and-conquer/strategies/contract';
import { switchesOf } from '@/lib/panels/divide-and-conquer/strategies/shared-fields';
import { flowOf, type Flow } from '@/lib/panels/divide-and-conquer/flow/flow';
import type { FlowExample } from '@/lib/panels/divide-and-conquer/flow/example';
import { describeFlow } from '@/lib/panels/divide-and-conquer/flow/describe';
import { strategies } from '@/lib/panels/divide-and-conquer/strategies/registry';
import { findTask, registry } from '@/lib/panels/divide-and-conquer/registry';

const options = {
  leaf: 1,
  split: 'model',
  merge: 'model',
  samples: 5,
  drawTemperature: 0.7,
  breadth: 2,
  depth: 2,
  votes: 3,
};

/** Small problems: two numbers of two and four digits, a sum, a text of three sentences. */
const examples: Readonly<Record<string, FlowExample>> = {
  'two-digits': findTask('multiplication').flowExample,
  'four-digits': { ...findTask('multiplication').flowExample, problem: { a: '6789', b: '8967' } },
  sum: findTask('addition').flowExample,
  text: findTask('hallucination').flowExample,
};

function draw(strategy: string, example: string, changes: Settings = {}): Promise<Flow> {
  const found = strategies.find(({ id }) => id === strategy);
  const problem = examples[example];
  if (!found || !problem) throw new Error(`${strategy} on ${example} is not there`);
  return flowOf(found, problem, { ...options, ...changes });
}

const size = ({ calls, depth, width }: Flow) => ({ calls, depth, width });
/** Columns from left to right: how many steps of each kind. */
const columns = ({ nodes }: Flow) =>
  Array.from({ length: Math.max(...nodes.map(({ column }) => column)) + 1 }, (_, place) =>
    nodes.filter(({ column }) => column === place).map(({ role }) => role),
  );
const named = (flow: Flow, pick: 'waits' | 'sees') =>
  flow.edges.filter(edge => edge[pick]).map(({ from, to }) => `${from} > ${to}`);

describe('the flow of a strategy, by experiment with its program', { timeout: 60_000 }, () => {
  it.each([
    ['io', 'two-digits', '1 solve; 1 call deep'],
    ['cot', 'two-digits', '1 chain; 1 call deep'],
    ['cot-sc', 'two-digits', '5 chains at once, then 1 count by code; 1 call deep'],
    ['least-to-most', 'four-digits', '1 split, then 4 solves in turn; 5 calls deep'],
    ['least-to-most', 'text', '1 split, then 3 solves in turn, then 1 merge; 5 calls deep'],
    ['decomposed', 'two-digits', '3 times (1 decision, then 1 solve) in turn, then 1 decision; 7 calls deep'],
    [
      'tree-of-thoughts',
      'text',
      '2 thoughts at once, then 3 votes at once, then 1 count by code, then 4 thoughts at once, then 3 votes at once, then 1 count by code, then 1 answer; 5 calls deep',
    ],
    ['single-level', 'text', '1 split, then 3 solves at once, then 1 merge; 3 calls deep'],
    ['single-level', 'four-digits', '2 splits at once, then 4 solves at once, then 1 merge; 3 calls deep'],
    ['divide-and-conquer', 'two-digits', '2 splits at once, then 4 solves at once, then 1 merge; 3 calls deep'],
    ['divide-and-conquer', 'sum', '2 splits at once, then 2 solves at once, then 1 merge; 3 calls deep'],
    [
      'divide-and-conquer',
      'four-digits',
      '2 splits at once, then 8 splits at once, then 16 solves at once, then 4 merges at once, then 1 merge; 5 calls deep',
    ],
  ])('%s on %s: %s', async (strategy, example, words) => {
    expect(describeFlow(await draw(strategy, example))).toBe(words);
  });

  it('counts calls, depth and width as the reference computes them', async () => {
    expect(size(await draw('divide-and-conquer', 'two-digits'))).toEqual({ calls: 7, depth: 3, width: 4 });
    expect(size(await draw('divide-and-conquer', 'four-digits'))).toEqual({ calls: 31, depth: 5, width: 16 });
    // k + 2 calls of a single level with k parts.
    expect(size(await draw('single-level', 'text'))).toEqual({ calls: 5, depth: 3, width: 3 });
    expect(size(await draw('cot-sc', 'two-digits'))).toEqual({ calls: 5, depth: 1, width: 5 });
    expect(size(await draw('tree-of-thoughts', 'text'))).toEqual({ calls: 13, depth: 5, width: 4 });
  });

  it('shows that no part of a division sees the answer to another, and that the merge sees all of them', async () => {
    const flow = await draw('divide-and-conquer', 'two-digits');
    const solves = flow.nodes.filter(({ role }) => role === 'solve').map(({ key }) => key);
    expect(solves).toHaveLength(4);
    const seen = named(flow, 'sees');
    expect(seen.filter(edge => solves.some(key => edge.startsWith(`${key} >`)))).toEqual(
      solves.map(key => `${key} > merge`),
    );
    // The merge gets the products, never the digits that they were made of.
    expect(seen).not.toContain('split first > merge');
  });

  it('shows that every step of least-to-most sees the list and all answers before it', async () => {
    const flow = await draw('least-to-most', 'four-digits');
    const steps = ['split', ...[1, 2, 3, 4].map(step => `step ${step} / solve`)];
    const all = steps.flatMap((from, place) => steps.slice(place + 1).map(to => `${from} > ${to}`));
    expect(named(flow, 'sees').sort()).toEqual(all.sort());
    expect(named(flow, 'waits')).toEqual(steps.slice(1).map((to, place) => `${steps[place]} > ${to}`));
  });

  it('has a controller see the results, and a module only its own line', async () => {
    const seen = named(await draw('decomposed', 'two-digits'), 'sees');
    expect(seen).toContain('step 1 / solve > step 2 / decide');
    expect(seen).toContain('step 2 / decide > step 2 / solve');
    expect(seen.filter(edge => edge.endsWith('step 2 / solve'))).toEqual(['step 2 / decide > step 2 / solve']);
  });

  it('has drawn chains know nothing of each other', async () => {
    const flow = await draw('cot-sc', 'two-digits');
    expect(flow.edges.map(({ to }) => to)).toEqual(Array<string>(5).fill('vote'));
    expect(flow.nodes.filter(({ byCode }) => byCode).map(({ role }) => role)).toEqual(['vote']);
  });

  it('has a level of thoughts wait for the count of the level before it', async () => {
    const flow = await draw('tree-of-thoughts', 'text');
    const waits = named(flow, 'waits');
    expect(waits.filter(edge => edge.startsWith('step 1 / count'))).toHaveLength(4);
    expect(named(flow, 'sees')).toContain('step 1 / thought 1 / propose > step 2 / thought 1 / propose');
  });

  it('takes no time for what code does, but keeps its place', async () => {
    const flow = await draw('divide-and-conquer', 'two-digits', { split: 'code', merge: 'code' });
    expect(size(flow)).toEqual({ calls: 4, depth: 1, width: 4 });
    expect(columns(flow)).toEqual([['split', 'split'], Array<string>(4).fill('solve'), ['merge']]);
    expect(describeFlow(flow)).toBe('2 splits by code, then 4 solves at once, then 1 merge by code; 1 call deep');
  });

  it('covers every strategy on every example that it suits', async () => {
    for (const strategy of strategies) {
      for (const example of Object.values(examples)) {
        if (unsupportedReason(strategy, example.prompts) !== undefined) {
          await expect(flowOf(strategy, example, options)).rejects.toMatchObject({ kind: 'strategy-unfit' });
          continue;
        }
        const flow = await flowOf(strategy, example, options);
        expect(flow.calls).toBeGreaterThan(0);
        const byCode = await flowOf(strategy, example, { ...options, split: 'code', merge: 'code' });
        expect(byCode.calls < flow.calls).toBe(switchesOf(strategy).length > 0);
        expect(byCode.nodes.map(({ key }) => key).sort()).toEqual(flow.nodes.map(({ key }) => key).sort());
        // Whatever a call sees, it had to wait for.
        const starts = new Map(flow.nodes.map(({ key, start }) => [key, start]));
        for (const { from, to } of flow.edges) expect(starts.get(from)).toBeLessThanOrEqual(starts.get(to) ?? -1);
      }
    }
  });

  it('has an example for every task', () => {
    const titles = registry.tasks.map(({ flowExample }) => flowExample.title);
    expect(titles).toEqual(['67 × 89', '67 + 89', '3 sentences', '3 sentences', '3 sentences']);
  });
});
