import { describe, expect, it } from 'vitest';
import { type StoryNode, storySchema } from '@/lib/experiment/story';
import { allOf, recordedStory } from '@/tests/support/story';

const leaves = (node: StoryNode): string[] =>
  allOf(node)
    .filter(({ children }) => children.length === 0)
    .map(({ problem, answer }) => `${problem} = ${answer}`);

describe('the story of a run', () => {
  it('tells the problem, its parts, the leaves and what they came to', async () => {
    const story = await recordedStory({ a: '48', b: '91' });
    expect(story?.problem).toBe('48 × 91');
    expect(story?.root).toMatchObject({ problem: '48 × 91', answer: '4368', verdict: 'right' });
    expect(leaves(story!.root)).toEqual(['4 × 9 = 36', '4 × 1 = 4', '8 × 9 = 72', '8 × 1 = 8']);
    expect(story?.endings.map(({ id, answer, isRight, calls }) => [id, answer, isRight, calls])).toEqual([
      ['io', '4368', true, 1],
      ['cot', '4368', true, 1],
      ['divide-and-conquer', '4368', true, 7],
    ]);
    expect([story?.calls, story?.engine]).toEqual([7, 'scripted/test']);
  });

  it('shows where an error entered and where it went', async () => {
    const story = await recordedStory({ a: '4821', b: '9170' }, prompt =>
      prompt.includes('8 * 9? Reply') ? '74' : undefined,
    );
    const marked = allOf(story!.root).filter(({ verdict }) => verdict !== 'right');
    expect(marked.map(({ problem, verdict }) => [problem, verdict])).toEqual([
      ['4821 × 9170', 'inherited'],
      ['48 × 91', 'inherited'],
      ['8 × 9', 'entered'],
    ]);
    expect(story?.endings.map(({ isRight }) => isRight)).toEqual([true, true, false]);
  });

  it('has no answer where one could not be read, in the tree and at the end', async () => {
    const story = await recordedStory({ a: '48', b: '91' }, prompt =>
      prompt.includes('8 * 9? Reply') ? 'No idea.' : undefined,
    );
    expect(leaves(story!.root)).toContain('8 × 9 = null');
    expect(story?.root).toMatchObject({ answer: null, verdict: 'unknown' });
    expect(story?.endings.at(-1)).toMatchObject({ answer: null, isRight: false });
  });

  it('is of the first problem only, and what the site reads is what was written', async () => {
    const story = await recordedStory({ problems: 'drawn', digits: ['2'], count: 3 });
    expect(story?.calls).toBe(7);
    expect(storySchema.parse(JSON.parse(JSON.stringify(story)))).toEqual(story);
  });

  it('is not told of a run in which nothing was divided repeatedly', async () => {
    expect(await recordedStory({ strategies: ['io'] })).toBeNull();
    expect(await recordedStory({ strategies: ['single-level'] })).toBeNull();
    expect(await recordedStory({ a: '4', b: '9' })).toBeNull();
  });
});
