import { describe, expect, it } from 'vitest';
import { drawingOptions, type Executors } from '@/components/divide-and-conquer/strategies/use-flow';
import { describeFlow } from '@/lib/panels/divide-and-conquer/flow/describe';
import type { FlowExample } from '@/lib/panels/divide-and-conquer/flow/example';
import { type Flow, flowOf } from '@/lib/panels/divide-and-conquer/flow/flow';
import { findStrategy, findTask, registry } from '@/lib/panels/divide-and-conquer/registry';
import { type Strategy, unsupportedReason } from '@/lib/panels/divide-and-conquer/strategies/contract';
import { switchesOf } from '@/lib/panels/divide-and-conquer/strategies/shared-fields';

const product = findTask('multiplication').flowExample;
const examples: Readonly<Record<string, FlowExample>> = {
  '2-digit product': product,
  '4-digit product': { ...product, problem: { a: '6789', b: '8967' } },
  sum: findTask('addition').flowExample,
  text: findTask('hallucination').flowExample,
};

const byCode: Executors = { split: 'code', merge: 'code' };

function draw(id: string, on: string, executors: Executors = {}): Promise<Flow> {
  const strategy = findStrategy(id);
  const example = examples[on];
  if (!strategy || !example) throw new RangeError(`${id} on ${on} is not there`);
  return flowOf(strategy, example, drawingOptions(strategy, executors));
}

const size = ({ calls, depth, width }: Flow) => ({ calls, depth, width });
/** The roles in each column, from left to right. */
const columns = ({ nodes }: Flow) =>
  Array.from({ length: Math.max(...nodes.map(({ column }) => column)) + 1 }, (_, place) =>
    nodes.filter(({ column }) => column === place).map(({ role }) => role),
  );
const named = (flow: Flow, pick: 'waits' | 'sees') =>
  flow.edges.filter(edge => edge[pick]).map(({ from, to }) => `${from} > ${to}`);

describe('the flow of a strategy, by experiment with its program', { timeout: 60_000 }, () => {
  it.each([
    ['io', '2-digit product', '1 solve; 1 call deep'],
    ['cot', '2-digit product', '1 chain; 1 call deep'],
    ['cot-sc', '2-digit product', '5 chains at once, then 1 count by code; 1 call deep'],
    ['least-to-most', '4-digit product', '1 split, then 4 solves in turn; 5 calls deep'],
    ['least-to-most', 'text', '1 split, then 3 solves in turn, then 1 merge; 5 calls deep'],
    ['decomposed', '2-digit product', '3 times (1 decision, then 1 solve) in turn, then 1 decision; 7 calls deep'],
    [
      'tree-of-thoughts',
      'text',
      '2 thoughts at once, then 3 votes at once, then 1 count by code, then 4 thoughts at once, then 3 votes at once, then 1 count by code, then 1 answer; 5 calls deep',
    ],
    ['single-level', 'text', '1 split, then 3 solves at once, then 1 merge; 3 calls deep'],
    ['single-level', '4-digit product', '2 splits at once, then 4 solves at once, then 1 merge; 3 calls deep'],
    ['divide-and-conquer', '2-digit product', '2 splits at once, then 4 solves at once, then 1 merge; 3 calls deep'],
    ['divide-and-conquer', 'sum', '2 splits at once, then 2 solves at once, then 1 merge; 3 calls deep'],
    [
      'divide-and-conquer',
      '4-digit product',
      '2 splits at once, then 8 splits at once, then 16 solves at once, then 4 merges at once, then 1 merge; 5 calls deep',
    ],
  ])('%s on the %s: %s', async (strategy, example, words) => {
    expect(describeFlow(await draw(strategy, example))).toBe(words);
  });

  it('counts calls, depth and width as the reference computes them', async () => {
    expect(size(await draw('divide-and-conquer', '2-digit product'))).toEqual({ calls: 7, depth: 3, width: 4 });
    expect(size(await draw('divide-and-conquer', '4-digit product'))).toEqual({ calls: 31, depth: 5, width: 16 });
    // A single level with k parts takes k + 2 calls.
    expect(size(await draw('single-level', 'text'))).toEqual({ calls: 5, depth: 3, width: 3 });
    expect(size(await draw('cot-sc', '2-digit product'))).toEqual({ calls: 5, depth: 1, width: 5 });
    expect(size(await draw('tree-of-thoughts', 'text'))).toEqual({ calls: 13, depth: 5, width: 4 });
  });

  it('shows that no part of a division sees the answer to another, and that the merge sees all of them', async () => {
    const flow = await draw('divide-and-conquer', '2-digit product');
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
    const flow = await draw('least-to-most', '4-digit product');
    const steps = ['split', ...[1, 2, 3, 4].map(step => `step ${step} / solve`)];
    const all = steps.flatMap((from, place) => steps.slice(place + 1).map(to => `${from} > ${to}`));
    expect(named(flow, 'sees').sort()).toEqual(all.sort());
    expect(named(flow, 'waits')).toEqual(steps.slice(1).map((to, place) => `${steps[place]} > ${to}`));
  });

  it('shows that a controller sees the results, and a module only its own line', async () => {
    const seen = named(await draw('decomposed', '2-digit product'), 'sees');
    expect(seen).toContain('step 1 / solve > step 2 / decide');
    expect(seen).toContain('step 2 / decide > step 2 / solve');
    expect(seen.filter(edge => edge.endsWith('step 2 / solve'))).toEqual(['step 2 / decide > step 2 / solve']);
  });

  it('shows that sampled chains do not see each other', async () => {
    const flow = await draw('cot-sc', '2-digit product');
    expect(flow.edges.map(({ to }) => to)).toEqual(Array<string>(5).fill('vote'));
    expect(flow.nodes.filter(node => node.byCode).map(({ role }) => role)).toEqual(['vote']);
  });

  it('shows that a level of thoughts waits for the count of the level before it', async () => {
    const flow = await draw('tree-of-thoughts', 'text');
    const waits = named(flow, 'waits');
    expect(waits.filter(edge => edge.startsWith('step 1 / count'))).toHaveLength(4);
    expect(named(flow, 'sees')).toContain('step 1 / thought 1 / propose > step 2 / thought 1 / propose');
  });

  it('counts no time for a step by code, but keeps its column', async () => {
    const flow = await draw('divide-and-conquer', '2-digit product', byCode);
    expect(size(flow)).toEqual({ calls: 4, depth: 1, width: 4 });
    expect(columns(flow)).toEqual([['split', 'split'], Array<string>(4).fill('solve'), ['merge']]);
    expect(describeFlow(flow)).toBe('2 splits by code, then 4 solves at once, then 1 merge by code; 1 call deep');
  });
});

const pairs = registry.tasks.flatMap(task =>
  registry.strategies.map(strategy => ({
    name: `${strategy.id} on the example of ${task.id}`,
    strategy,
    example: task.flowExample,
    reason: unsupportedReason(strategy, task.flowExample.prompts),
  })),
);

describe('every strategy on the example of every task', { timeout: 60_000 }, () => {
  it.each(pairs.filter(({ reason }) => reason === undefined))('is drawn: $name', async ({ strategy, example }) => {
    const flow = await flowOf(strategy, example, drawingOptions(strategy, {}));
    expect(flow.calls).toBeGreaterThan(0);
    const cheaper = await flowOf(strategy, example, drawingOptions(strategy, byCode));
    expect(cheaper.calls < flow.calls).toBe(switchesOf(strategy).length > 0);
    expect(cheaper.nodes.map(({ key }) => key).sort()).toEqual(flow.nodes.map(({ key }) => key).sort());
    // Whatever a call sees, it had to wait for.
    const starts = new Map(flow.nodes.map(({ key, start }) => [key, start]));
    for (const { from, to } of flow.edges) expect(starts.get(from)).toBeLessThanOrEqual(starts.get(to) ?? -1);
  });

  it.each(pairs.filter(({ reason }) => reason !== undefined))('is refused: $name', async ({ strategy, example }) => {
    await expect(flowOf(strategy, example, drawingOptions(strategy, {}))).rejects.toThrow();
  });
});

describe('a strategy that brings a role of its own', () => {
  const critic: Strategy = {
    id: 'critic',
    title: 'Critic',
    summary: 'Answers, then asks for an objection.',
    helps: 'Helps where an objection is easier than an answer.',
    fields: {},
    calls: 'chain',
    roles: { criticise: { label: 'Criticism', noun: 'criticism', order: 'after' } },
    errors: {},
    expectedCalls: () => 2,
    async solve(prompts, problem, _options, scope) {
      const { text } = await scope.ask(prompts.direct(problem), { role: 'solve' });
      await scope.ask(`Is ${text} right?`, { role: 'criticise' });
      return text;
    },
  };

  it('is drawn and described by the words of that role', async () => {
    const flow = await flowOf(critic, { ...product, answer: () => '5963' }, {});
    expect(flow.nodes.map(({ role, noun }) => [role, noun])).toEqual([
      ['solve', 'solve'],
      ['criticise', 'criticism'],
    ]);
    expect(describeFlow(flow)).toBe('1 solve, then 1 criticism; 2 calls deep');
  });
});
