import { describe, expect, it } from 'vitest';
import { pictureOf, width } from '@/components/divide-and-conquer/strategies/layout';
import { stepWords } from '@/components/divide-and-conquer/strategies/step-mark';
import { flowOf } from '@/lib/panels/divide-and-conquer/flow/flow';
import { flowExamples } from '@/lib/panels/divide-and-conquer/flow/examples';
import { strategies } from '@/lib/panels/divide-and-conquer/strategies/registry';

const options = {
  leaf: 1,
  split: 'model',
  merge: 'model',
  samples: 5,
  drawTemperature: 0.7,
  breadth: 2,
  depth: 2,
  votes: 3,
} as const;

const pictures = await Promise.all(
  strategies.flatMap(strategy =>
    flowExamples
      .filter(({ prompts: prompts }) => prompts.unsupported[strategy.id] === undefined)
      .map(async example => {
        const flow = await flowOf(strategy, example, options);
        return { name: `${strategy.id} on ${example.title}`, flow, picture: pictureOf(flow, stepWords) };
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
