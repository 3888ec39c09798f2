import { describe, expect, it } from 'vitest';
import { pictureOf, width } from '@/components/divide-and-conquer/strategies/layout';
import { drawingOptions } from '@/components/divide-and-conquer/strategies/use-flow';
import { flowOf } from '@/lib/panels/divide-and-conquer/flow/flow';
import { findTask, registry } from '@/lib/panels/divide-and-conquer/registry';
import { unsupportedReason } from '@/lib/panels/divide-and-conquer/strategies/contract';

const product = findTask('multiplication').flowExample;
const examples = [
  ...registry.tasks.map(({ id, flowExample }) => ({ name: id, example: flowExample })),
  { name: 'a product of four digits', example: { ...product, problem: { a: '6789', b: '8967' } } },
];

const pictures = await Promise.all(
  registry.strategies.flatMap(strategy =>
    examples
      .filter(({ example }) => unsupportedReason(strategy, example.prompts) === undefined)
      .map(async ({ name, example }) => {
        const flow = await flowOf(strategy, example, drawingOptions(strategy, {}));
        return { name: `${strategy.id} on ${name}`, flow, picture: pictureOf(flow) };
      }),
  ),
);

/** Half the width of a step's outline. */
const half = 6;

describe.each(pictures)('the picture of $name', ({ flow, picture }) => {
  it('shows every step and edge inside its frame', () => {
    expect(picture.steps).toHaveLength(flow.nodes.length);
    expect(picture.edges).toHaveLength(flow.edges.length);
    for (const { x, y } of picture.steps) {
      expect(x).toBeGreaterThanOrEqual(half);
      expect(x).toBeLessThanOrEqual(width - half);
      expect(y).toBeGreaterThanOrEqual(half);
      expect(y).toBeLessThanOrEqual(picture.height - half);
    }
    for (const { d } of picture.edges) {
      // A quadratic curve reaches half way to its control point.
      const [, start, control] = /^M[\d.]+ ([\d.]+)Q[\d.]+ (-?[\d.]+)/.exec(d) ?? [];
      if (start !== undefined) expect((Number(start) + Number(control)) / 2).toBeGreaterThanOrEqual(0);
    }
  });

  it('lets no two steps touch and has time run to the right', () => {
    for (const [at, a] of picture.steps.entries()) {
      for (const b of picture.steps.slice(at + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(2 * half);
    }
    const x = new Map(picture.steps.map(step => [step.node.key, step.x]));
    for (const { from, to } of flow.edges) expect(x.get(from)).toBeLessThan(x.get(to) ?? 0);
  });
});
