import { describe, expect, it } from 'vitest';
import { pictureOf } from '@/components/home/stories/tree-layout';
import { allOf, recordedStory } from '@/tests/support/story';

async function rootOf(a: string, b: string) {
  const story = await recordedStory({ a, b });
  if (!story) throw new Error('The run has no story.');
  return story.root;
}

describe('the picture of a story', () => {
  it.each([
    ['48', '91'],
    ['4821', '9170'],
    ['48219', '91705'],
    ['48219364', '91705518'],
  ])('of %s × %s: no two nodes of a column overlap, and children stand right of their parents', async (a, b) => {
    const root = await rootOf(a, b);
    const picture = pictureOf(root, 600);
    expect(picture.nodes).toHaveLength(allOf(root).length);
    const places = new Map(picture.nodes.map(({ key, x }) => [key, x]));
    for (const { key, x, link } of picture.nodes) {
      const parent = key.slice(0, Math.max(0, key.lastIndexOf('.')));
      if (parent !== '') expect(x).toBeGreaterThan(places.get(parent)!);
      expect(link === null).toBe(parent === '');
    }
    for (let depth = 0; depth <= picture.depth; depth++) {
      const column = picture.nodes.filter(node => node.depth === depth).map(({ y }) => y);
      const gaps = column.slice(1).map((y, i) => y - (column[i] ?? 0));
      expect(Math.min(8, ...gaps)).toBe(8);
    }
  });

  it('fits a phone when two four-digit numbers are multiplied', async () => {
    expect(pictureOf(await rootOf('4821', '9170'), 328).width).toBeLessThanOrEqual(328);
  });
});
