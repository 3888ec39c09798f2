import { describe, expect, it } from 'vitest';
import { callOfEntry } from '@/components/trace/call';
import { buildTree, walk } from '@/components/trace/tree';
import { judge } from '@/components/trace/verdict';
import { divisionTreeOf } from '@/components/divide-and-conquer/division-tree';
import type { JournalEntry } from '@/lib/experiment/entry';
import { call } from '../../../trace/trees';

const root = ['4821 × 17', 'divide-and-conquer'];
const problem = { a: '4821', b: '17' };
const at = (...names: string[]) => [...root, ...names];

function read(entries: JournalEntry[], leaf = 2) {
  const tree = buildTree(entries.map(callOfEntry), root);
  const places = divisionTreeOf(problem, leaf, tree);
  const verdicts = judge(tree, places.rules);
  return {
    ...places,
    scopes: [...walk(tree)],
    verdict: (...names: string[]) => verdicts.get(at(...names).join(' / ')),
    place: (...names: string[]) => places.byScope.get(at(...names).join(' / ')),
    foreseen: places.foreseen.map(({ path }) => path.slice(2).join(' / ')),
  };
}

describe('placesOf', () => {
  it('foresees the split before anything came back, then the products and the merge', () => {
    expect(read([]).foreseen).toEqual(['merge', 'split first']);
    expect(read([call(at('split first'), ['48', '21'])]).foreseen).toEqual([
      'merge',
      'high × whole / solve',
      'low × whole / solve',
    ]);
  });

  it('knows the problem of every place', () => {
    const { place } = read([call(at('split first'), ['48', '21'])]);
    expect(place()?.given).toEqual(problem);
    expect(place('high × whole')).toEqual({
      given: { a: '48', b: '17' },
      due: { a: '48', b: '17' },
      isLeaf: true,
    });
  });

  it('accepts a split that is uneven but loses no digit, and measures what follows against it', () => {
    const { verdict, place } = read(
      [
        call(at('split first'), ['4', '821'], ['48', '21']),
        call(at('high × whole', 'solve'), '68', '816'),
        call(at('low × whole', 'solve'), '13957', '357'),
        call(at('merge'), '81957', '81957'),
      ],
      3,
    );
    expect(verdict('split first')).toBe('right');
    expect(verdict('high × whole', 'solve')).toBe('right');
    expect(place('low × whole')?.due).toEqual({ a: '821', b: '17' });
    expect(verdict('merge')).toBe('right');
  });

  it('blames a split that loses a digit, not the leaf that computed what it was given', () => {
    const { verdict, place } = read([
      call(at('split first'), ['48', '2'], ['48', '21']),
      call(at('high × whole', 'solve'), '816', '816'),
      call(at('low × whole', 'solve'), '34', '357'),
      call(at('merge'), '8194', '81957'),
    ]);
    expect(verdict('split first')).toBe('entered');
    expect(verdict('high × whole', 'solve')).toBe('right');
    expect(verdict('low × whole', 'solve')).toBe('inherited');
    expect(verdict('merge')).toBe('inherited');
    expect(place('low × whole')).toMatchObject({ given: { b: '17', a: '2' }, due: { a: '21', b: '17' } });
  });

  it('blames a leaf that the wrong half of a split did not touch', () => {
    const { verdict } = read([
      call(at('split first'), ['48', '2'], ['48', '21']),
      call(at('high × whole', 'solve'), '815', '816'),
    ]);
    expect(verdict('high × whole', 'solve')).toBe('entered');
  });
});
