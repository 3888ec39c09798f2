import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callOfEntry } from '@/components/trace/call';
import { buildTree, resultStep, walk } from '@/components/trace/tree';
import { call } from './trees';

const root = ['12 × 34', 'divide-and-conquer'];
const products = ['high × high', 'high × low', 'low × high', 'low × low'];
const journal = [
  call([...root, 'split first'], ['1', '2']),
  call([...root, 'split second'], ['3', '4']),
  ...products.map(name => call([...root, name, 'solve'], '3')),
  call([...root, 'merge'], '408'),
  call(['12 × 34', 'io', 'solve'], '408'),
];
const built = (entries: typeof journal) => buildTree(entries.map(callOfEntry), root);

describe('buildTree', () => {
  it('gives the same tree whatever the order in which answers came', () => {
    const expected = built(journal);
    fc.assert(
      fc.property(fc.shuffledSubarray(journal, { minLength: journal.length }), shuffled => {
        expect(built(shuffled)).toEqual(expected);
      }),
    );
  });

  it('keeps program order: splits, products from high to low, merge', () => {
    const tree = built(journal.toReversed());
    expect(tree.steps.map(step => step.name)).toEqual(['split first', 'split second', 'merge']);
    expect(tree.scopes.map(scope => scope.name)).toEqual(products);
    expect(resultStep(tree)?.call.entry?.path.at(-1)).toBe('merge');
  });

  it('numbers ten repeats in their order', () => {
    const names = Array.from({ length: 11 }, (_, i) => (i === 0 ? 'solve' : `solve ${i + 1}`));
    const tree = built(names.toSorted().map(name => call([...root, name], '1')));
    expect(tree.steps.map(step => step.name)).toEqual(names);
  });

  it('leaves out what other strategies did', () => {
    const keys = [...walk(built(journal))].flatMap(scope => scope.steps.map(step => step.key));
    expect(keys.length).toBe(7);
    expect(keys.some(key => key.includes('/ io /'))).toBe(false);
  });

  it('takes the later call of one path', () => {
    const tree = built([call([...root, 'merge'], '1'), call([...root, 'merge'], '2')]);
    expect(tree.steps.map(step => step.call.text)).toEqual(['2']);
  });
});
