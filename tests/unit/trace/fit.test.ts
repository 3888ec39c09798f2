import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fitted, fitTree, type Room } from '@/components/trace/fit';
import { cutTree, type TreeNode } from '@/components/trace/node';
import { type Drawn, drawTree } from '@/components/trace/picture';
import { chain, multiplication, promptTrees, statements } from '../../support/prompt-trees';

const closed: ReadonlySet<string> = new Set();
const fit = (root: TreeNode, width: number, height: number) => fitTree(root, closed, { width, height });

/** Pixels of the smallest type at a root of 16 pixels: that of leaves and pills. */
const smallestType = ({ scale }: Fitted) => 11 * scale;
const isInView = ({ picture, scale }: Fitted, { width, height }: Room) =>
  picture.width * scale <= width + 1e-6 && picture.height * scale <= height + 1e-6;
const keys = ({ picture }: Fitted) => picture.nodes.map(({ node }) => node.key);
const placesOf = ({ picture: { nodes }, scale }: Fitted) =>
  nodes.map(({ node, x, y, width, height }) => ({ key: node.key, x, y, width, height, scale }));

describe('a tree in its room', () => {
  const tree = multiplication(4821, 9177);

  it.each([
    ['900 x 300', 900, 300],
    ['640 x 300', 640, 300],
  ])('shows all of 4821 × 9177 in %s, in type that can be read', (_, width, height) => {
    const fitted = fit(tree, width, height);
    expect(keys(fitted)).toHaveLength(21);
    expect(fitted.picture.nodes.every(({ folded }) => folded === null)).toBe(true);
    expect(isInView(fitted, { width, height })).toBe(true);
    expect(smallestType(fitted)).toBeGreaterThanOrEqual(11);
  });

  it('needs no reserves for that', () => {
    const bare = (node: TreeNode): TreeNode => ({
      ...node,
      reserve: undefined,
      splits: node.splits.map(split => ({ ...split, reserve: undefined })),
      children: node.children.map(bare),
    });
    const fitted = fit(bare(tree), 640, 300);
    expect(keys(fitted)).toHaveLength(21);
    expect(isInView(fitted, { width: 640, height: 300 })).toBe(true);
  });

  it('folds to the deepest levels that fit', () => {
    const large = multiplication(48216734, 91774455);
    let last = Infinity;
    for (const width of [12_000, 4000, 2000, 900, 500, 360]) {
      const room = { width, height: 600 };
      const fitted = fitTree(large, closed, room);
      expect(fitted.depth).toBeLessThanOrEqual(last);
      last = fitted.depth;
      if (fitted.depth === 3) continue;
      const { tree: deeper, hidden } = cutTree(large, fitted.depth + 1, closed);
      expect(drawTree(deeper, hidden).width).toBeGreaterThan(width);
      expect(isInView(fitted, room) || fitted.depth === 1).toBe(true);
    }
    expect(fit(large, 12_000, 600).depth).toBe(3);
    expect(last).toBe(1);
  });

  it('says in the folded nodes what they hide', () => {
    const wrong = multiplication(4821, 9177, {
      statuses: { 'root/1/2/merge': 'entered', 'root/1/merge': 'inherited' },
    });
    const folded = fit(wrong, 340, 300).picture.nodes.flatMap(node => node.folded ?? []);
    expect(folded).toEqual([0, 1, 0, 0].map(entered => ({ steps: 6, entered })));
  });

  it('shows what was unfolded by hand, readable though larger than its room', () => {
    const room = { width: 340, height: 300 };
    const fitted = fitTree(tree, new Set(['root/1']), room);
    expect(keys(fitted).filter(key => key.startsWith('root/1/'))).toHaveLength(4);
    expect(keys(fitted).filter(key => key.startsWith('root/2/'))).toHaveLength(0);
    expect(fitted.scale).toBeGreaterThanOrEqual(1);
  });

  it('is never too small to read, and in view wherever more than one level is shown', () => {
    fc.assert(
      fc.property(
        promptTrees,
        fc.integer({ min: 200, max: 1400 }),
        fc.integer({ min: 200, max: 700 }),
        (root, width, height) => {
          const fitted = fit(root, width, height);
          expect(smallestType(fitted)).toBeGreaterThanOrEqual(11);
          if (fitted.depth > 1) expect(isInView(fitted, { width, height })).toBe(true);
        },
      ),
    );
  });
});

describe('a picture while it grows', () => {
  it('moves no node when results arrive', () => {
    for (const room of [
      { width: 900, height: 300 },
      { width: 360, height: 300 },
    ]) {
      const [first, ...later] = (['waiting', 'split', 'done'] as const).map(progress =>
        placesOf(fitTree(multiplication(4821, 9177, { progress }), closed, room)),
      );
      for (const places of later) expect(places).toEqual(first);
    }
  });

  it('moves no node for texts of any length', () => {
    const withTexts = (node: TreeNode, text: string): TreeNode => ({
      ...node,
      result: text,
      outcome: text,
      status: 'entered',
      splits: node.splits.map(split => ({ ...split, text, status: 'running' })),
      children: node.children.map(child => withTexts(child, text)),
    });
    fc.assert(
      fc.property(promptTrees, fc.string({ maxLength: 60 }), (root, text) => {
        expect(placesOf(fit(withTexts(root, text), 900, 400))).toEqual(placesOf(fit(root, 900, 400)));
      }),
    );
  });

  it('appends to a chain without moving what stands', () => {
    const steps = [1, 4, 5, 9, 15].map(count => fit(chain(count, 0), 900, 500));
    const last = new Map(placesOf(steps.at(-1)!).map(place => [place.key, place]));
    for (const fitted of steps) for (const place of placesOf(fitted)) expect(place).toEqual(last.get(place.key));
  });
});

describe('rows', () => {
  const rowsOf = (nodes: readonly Drawn[]) => {
    const tops = [...new Set(nodes.slice(1).map(({ y }) => y))];
    return tops.map(top => nodes.slice(1).filter(({ y }) => y === top));
  };

  it('break a chain of fifteen steps in 900 pixels like text', () => {
    const fitted = fit(chain(15), 900, 400);
    const rows = rowsOf(fitted.picture.nodes);
    expect(fitted.picture.width * fitted.scale).toBeLessThanOrEqual(900);
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.flat().map(({ node }) => node.key)).toEqual(chain(15).children.map(({ key }) => key));
    expect(new Set(rows.map(([first]) => first!.x)).size).toBe(1);
    for (const row of rows)
      for (const [place, { x }] of row.entries()) expect(x).toBeGreaterThan(row[place - 1]?.x ?? 0);
  });

  it('take many independent leaves that are wider together than the room', () => {
    const fitted = fit(statements(20), 640, 500);
    expect(fitted.picture.width * fitted.scale).toBeLessThanOrEqual(640);
    expect(rowsOf(fitted.picture.nodes).length).toBeGreaterThan(1);
    expect(rowsOf(fit(statements(4), 640, 500).picture.nodes)).toHaveLength(1);
  });
});

describe('a drawn tree', () => {
  it('has every node once, inside the picture, and no two that overlap', () => {
    const overlap = (a: Drawn, b: Drawn) =>
      a.x < b.x + b.width - 1e-6 &&
      b.x < a.x + a.width - 1e-6 &&
      a.y < b.y + b.height - 1e-6 &&
      b.y < a.y + a.height - 1e-6;
    fc.assert(
      fc.property(promptTrees, fc.integer({ min: 200, max: 1400 }), (root, room) => {
        const { nodes, width, height } = drawTree(root, new Map(), room);
        expect(new Set(nodes.map(({ node }) => node.key)).size).toBe(nodes.length);
        for (const [place, drawn] of nodes.entries()) {
          expect(Math.min(drawn.x, drawn.y)).toBeGreaterThanOrEqual(0);
          expect(drawn.x + drawn.width).toBeLessThanOrEqual(width + 1e-6);
          expect(drawn.y + drawn.height).toBeLessThanOrEqual(height + 1e-6);
          expect(nodes.slice(place + 1).find(other => overlap(drawn, other))).toBeUndefined();
        }
      }),
      { numRuns: 200 },
    );
  });
});
