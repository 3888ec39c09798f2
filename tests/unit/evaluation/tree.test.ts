import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRole, standardRoles } from '@/lib/evaluation/roles';
import { buildTree, inProgramOrder, isSequence, resultStep, walk } from '@/lib/evaluation/tree';
import type { JournalEntry } from '@/lib/experiment/entry';
import { callAt, type Named } from './entries';

const root = ['12 × 34', 'any'];
const products = ['high × high', 'high × low', 'low × high', 'low × low'];
const at = (...names: Named[]) => callAt(root, names, '1');
const journal = [
  at(['cut the first', 'split']),
  at(['cut the second', 'split']),
  ...products.map(name => at([name, 'part'], ['ask', 'solve'])),
  at(['add up', 'merge']),
  callAt(['12 × 34', 'other'], [['ask', 'solve']], '408'),
];
const built = (entries: readonly JournalEntry[]) => buildTree(entries, root);

describe('a call tree', () => {
  it('is the same whatever the order in which answers came', () => {
    const outline = (entries: readonly JournalEntry[]) =>
      [...inProgramOrder(built(entries))].map(({ step, scope }) => [step.key, step.role, scope.key]);
    const expected = outline(journal);
    fc.assert(
      fc.property(fc.shuffledSubarray(journal, { minLength: journal.length }), shuffled => {
        expect(outline(shuffled)).toEqual(expected);
      }),
    );
  });

  it('goes by roles, whatever the names say', () => {
    const tree = built(journal.toReversed());
    expect(tree.steps.map(step => step.name)).toEqual(['cut the first', 'cut the second', 'add up']);
    expect(tree.scopes.map(scope => scope.name)).toEqual(products);
    expect(resultStep(tree)?.name).toBe('add up');
    const misnamed = built([at(['merge', 'split']), at(['split', 'merge']), at(['step 1', 'part'], ['vote', 'solve'])]);
    expect(misnamed.steps.map(({ role }) => role)).toEqual(['split', 'merge']);
    expect(isSequence(misnamed)).toBe(false);
  });

  it('orders ten scopes of a sequence by their numbers', () => {
    const names = Array.from({ length: 11 }, (_, index) => `go ${index + 1}`);
    const tree = built(names.toSorted().map(name => at([name, 'step'], ['ask', 'solve'])));
    expect(tree.scopes.map(scope => scope.name)).toEqual(names);
    expect(isSequence(tree)).toBe(true);
  });

  it('puts ballots behind the thoughts that they are cast on, and the count behind both', () => {
    const tree = built([
      at(['count', 'count']),
      at(['a ballot', 'ballot'], ['ask', 'choose']),
      at(['the thought', 'thought'], ['ask', 'propose']),
    ]);
    expect([...inProgramOrder(tree)].map(({ step }) => step.role)).toEqual(['propose', 'choose', 'count']);
    expect([...inProgramOrder(tree)].map(({ isCandidate }) => isCandidate)).toEqual([true, true, false]);
  });

  it('leaves out what other strategies did, and takes the later call of one path', () => {
    expect([...walk(built(journal))].flatMap(scope => scope.steps)).toHaveLength(7);
    const twice = built([callAt(root, [['a', 'merge']], '1'), callAt(root, [['a', 'merge']], '2')]);
    expect(twice.steps.map(({ item }) => (item.kind === 'call' ? item.text : ''))).toEqual(['2']);
  });

  it('takes the decision to end for a result, though not a split', () => {
    expect(resultStep(built([at(['line', 'decide'])]))?.role).toBe('decide');
    expect(resultStep(built([at(['line', 'decide']), at(['module', 'solve'])]))?.role).toBe('solve');
    expect(resultStep(built([at(['cut', 'split'])]))).toBeUndefined();
  });

  it('reads entries without roles, and calls that are not journaled', () => {
    const tree = buildTree(
      [{ path: [...root, 'x'] }, { path: [...root, 'a', 'b'], roles: ['', '', 'part', 'solve'] }],
      root,
    );
    expect(tree.steps.map(({ name, role }) => [name, role])).toEqual([['x', '']]);
    expect(tree.scopes.map(({ role }) => role)).toEqual(['part']);
  });
});

describe('roles', () => {
  it('of a strategy go before the usual ones, and unknown ones stand beside under their own label', () => {
    expect(findRole('split')).toBe(standardRoles.split);
    expect(findRole('split', { split: { label: 'Cut', order: 'after' } }).order).toBe('after');
    expect(findRole('toString')).toEqual({ label: 'toString', order: 'beside' });
  });
});
