import { describe, expect, it } from 'vitest';
import { canGoOn, endRound, startIteration } from '@/lib/panels/ner/iterate';
import { scoreTable } from '@/lib/panels/ner/voting/scores';

const kept = (mention: string) => scoreTable([{ mention, label: 'Place', votes: 5 }]);

describe('iterated self-improving', () => {
  it('annotates in each round what is left, and learns from what was kept', () => {
    const start = startIteration(['a', 'b', 'c', 'd']);
    const first = endRound(
      start,
      new Map([
        ['c', kept('C')],
        ['a', kept('A')],
        ['b', undefined],
      ]),
    );
    expect(first.left).toEqual(['b', 'd']);
    expect(first.pool.map(({ id, round }) => [id, round])).toEqual([
      ['a', 0],
      ['c', 0],
    ]);
    const second = endRound(
      first,
      new Map([
        ['a', kept('other')],
        ['d', kept('D')],
      ]),
    );
    expect(second.left).toEqual(['b']);
    expect(second.pool.map(({ id, round, annotation }) => [id, round, annotation.entities[0]?.mention])).toEqual([
      ['a', 0, 'A'],
      ['c', 0, 'C'],
      ['d', 1, 'D'],
    ]);
    expect(start).toEqual(startIteration(['a', 'b', 'c', 'd']));
  });

  it('ends where nothing is left, or where there is nothing to learn from', () => {
    const start = startIteration(['a']);
    expect(canGoOn(start)).toBe(true);
    expect(canGoOn(endRound(start, new Map([['a', kept('A')]])))).toBe(false);
    expect(canGoOn(endRound(start, new Map()))).toBe(false);
    expect(canGoOn(startIteration([]))).toBe(false);
  });
});
