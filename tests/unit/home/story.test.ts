import { describe, expect, it } from 'vitest';
import { pictureOf } from '@/components/home/picture';
import { storyOf, type StoryNode } from '@/components/home/story';
import { createJournal } from '@/lib/experiment/journal';
import { newRun, type Run } from '@/lib/experiment/run';
import { runExperiment } from '@/lib/experiment/runner';
import { defaultExperiment } from '@/lib/experiment/spec';
import { findPanel } from '@/lib/panels/index';
import { solvePerfectly } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/perfect';
import { scriptedEngine } from '../../support/scripted-engine';

const panel = findPanel('divide-and-conquer');
if (!panel) throw new Error('no panel');

async function recorded(settings: object, answer: (prompt: string) => string = solvePerfectly): Promise<Run> {
  const defaults = defaultExperiment(panel!);
  const experiment = { ...defaults, settings: { ...defaults.settings, ...settings } };
  const journal = createJournal();
  const engine = scriptedEngine({ answer: ({ messages }) => answer(messages.at(-1)?.content ?? '') });
  const { results } = await runExperiment({
    panel: panel!,
    experiment,
    engine,
    journal,
    signal: new AbortController().signal,
    onEvent: () => undefined,
  });
  return { ...newRun(experiment, 'a run'), status: 'finished', results, entries: journal.entries() };
}

const all = (node: StoryNode): StoryNode[] => [node, ...node.children.flatMap(all)];
const leaves = (node: StoryNode): string[] =>
  all(node)
    .filter(({ children }) => children.length === 0)
    .map(({ problem, answer }) => `${problem} = ${answer}`);

describe('the story of a run', () => {
  it('tells the problem, its parts, the leaves and what they came to', async () => {
    const story = await storyOf(await recorded({ a: '48', b: '91' }));
    expect(story?.problem).toBe('48 × 91');
    expect(story?.root.answer).toBe('4368');
    expect(leaves(story!.root)).toEqual(['4 × 9 = 36', '4 × 1 = 4', '8 × 9 = 72', '8 × 1 = 8']);
    expect(story?.endings.map(({ answer, isRight }) => [answer, isRight])).toEqual(Array(3).fill(['4368', true]));
    expect(story?.calls).toBe(7);
  });

  it('shows where an error entered and where it went', async () => {
    const wrong = '8 * 9? Reply';
    const story = await storyOf(
      await recorded({ a: '4821', b: '9170' }, prompt => (prompt.includes(wrong) ? '74' : solvePerfectly(prompt))),
    );
    const marked = all(story!.root).filter(({ verdict }) => verdict !== 'right');
    expect(marked.map(({ problem, verdict }) => [problem, verdict])).toEqual([
      ['4821 × 9170', 'inherited'],
      ['48 × 91', 'inherited'],
      ['8 × 9', 'entered'],
    ]);
    expect(story?.endings.map(({ isRight }) => isRight)).toEqual([true, true, false]);
  });

  it('is not told of a run in which nothing was divided', async () => {
    expect(await storyOf(await recorded({ strategies: ['io'] }))).toBeNull();
    expect(await storyOf(await recorded({ a: '4', b: '9' }))).toBeNull();
  });
});

describe('its picture', () => {
  it.each([
    ['48', '91'],
    ['4821', '9170'],
    ['48219', '91705'],
    ['48219364', '91705518'],
  ])('of %s × %s: no two nodes of a column overlap, and children stand right of their parents', async (a, b) => {
    const { root } = (await storyOf(await recorded({ a, b })))!;
    const picture = pictureOf(root, 600);
    expect(picture.nodes).toHaveLength(all(root).length);
    const places = new Map(picture.nodes.map(({ node, x, y }) => [node.key, { x, y }]));
    for (const node of all(root)) {
      for (const child of node.children) expect(places.get(child.key)!.x).toBeGreaterThan(places.get(node.key)!.x);
    }
    for (let depth = 0; depth <= picture.depth; depth++) {
      const column = picture.nodes.filter(node => node.depth === depth).map(({ y }) => y);
      const gaps = column.slice(1).map((y, i) => y - (column[i] ?? 0));
      expect(Math.min(8, ...gaps)).toBe(8);
    }
  });

  it('fits a phone when two four-digit numbers are multiplied', async () => {
    const { root } = (await storyOf(await recorded({ a: '4821', b: '9170' })))!;
    expect(pictureOf(root, 328).width).toBeLessThanOrEqual(328);
  });
});
