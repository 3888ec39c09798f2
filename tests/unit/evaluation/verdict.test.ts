import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/core/json';
import { originOf } from '@/lib/evaluation/attribution';
import { buildTree } from '@/lib/evaluation/tree';
import { journaledTruth, judge, type Rules } from '@/lib/evaluation/verdict';
import type { JournalEntry } from '@/lib/experiment/entry';
import { callAt, type Named, unreadableAt } from './entries';

const root = ['12 × 34', 'any'];
const call = (names: Named[], parsed: Json, truth?: Json) => callAt(root, names, parsed, truth);
const part = (name: string): Named[] => [
  [name, 'part'],
  ['solve', 'solve'],
];
const first: Named[] = [['cut first', 'split']];
const second: Named[] = [['cut second', 'split']];
const merge: Named[] = [['join', 'merge']];
const right = [
  call(first, ['1', '2'], ['1', '2']),
  call(second, ['3', '4'], ['3', '4']),
  call(part('hh'), '3', '3'),
  call(part('hl'), '4', '4'),
  call(part('lh'), '6', '6'),
  call(part('ll'), '8', '8'),
  call(merge, '408', '408'),
];
const verdictsOf = (changed: JournalEntry[], rules: Rules = journaledTruth) => {
  const found = judge(buildTree([...right, ...changed], root), rules as never);
  return (...names: string[]) => found.get([...root, ...names].join(' / '));
};
const only = (entries: JournalEntry[], rules: Rules = journaledTruth) => {
  const tree = buildTree(entries, root);
  return { tree, verdicts: judge(tree, rules as never) };
};

describe('the verdict of a step', () => {
  it('is right everywhere in a right run', () => {
    const verdict = verdictsOf([]);
    expect([verdict('cut first'), verdict('lh', 'solve'), verdict('join')]).toEqual(['right', 'right', 'right']);
  });

  it('says that the error entered at a part, and that the merge inherited it', () => {
    const verdict = verdictsOf([call(part('hl'), '5', '4'), call(merge, '418', '408')]);
    expect([verdict('hl', 'solve'), verdict('join'), verdict('ll', 'solve')]).toEqual([
      'entered',
      'inherited',
      'right',
    ]);
  });

  it('says that the error entered at the merge if all parts were right', () => {
    expect(verdictsOf([call(merge, '418', '408')])('join')).toBe('entered');
  });

  it('follows a wrong split down to the parts and up again', () => {
    const verdict = verdictsOf([
      call(first, ['1', '3'], ['1', '2']),
      call(part('lh'), '9', '6'),
      call(part('ll'), '12', '8'),
      call(merge, '442', '408'),
    ]);
    expect([verdict('cut first'), verdict('cut second')]).toEqual(['entered', 'right']);
    expect([verdict('lh', 'solve'), verdict('join')]).toEqual(['inherited', 'inherited']);
  });

  it('clears a part that a wrong split did not touch, where that is known', () => {
    const rules: Rules = { ...journaledTruth, given: scope => (scope.name === 'hh' ? true : undefined) };
    const verdict = verdictsOf([call(first, ['1', '3'], ['1', '2']), call(part('hh'), '4', '3')], rules);
    expect(verdict('hh', 'solve')).toBe('entered');
  });

  it('counts an unreadable answer as the place where the error entered', () => {
    expect(verdictsOf([unreadableAt(root, part('ll'), '8')])('ll', 'solve')).toBe('entered');
  });

  it('does not judge what has no answer or no truth', () => {
    const waiting = buildTree(
      [{ path: [...root, 'join'], roles: ['unit', 'strategy', 'merge'], entry: undefined as never }],
      root,
    );
    expect([...judge(waiting).values()]).toEqual(['unknown']);
    expect([...only([call(merge, '408')]).verdicts.values()]).toEqual(['unknown']);
  });

  it('is wrong without a place where nobody knows what the parts should have been', () => {
    const { verdicts } = only([call(part('one'), '5'), call(merge, '418', '408')]);
    expect([...verdicts.values()]).toEqual(['unknown', 'wrong']);
  });

  it('knows a merge that does not even follow from what it was given', () => {
    const follows = (found: string): Rules => ({ ...journaledTruth, follows: () => found });
    const entries = [call(part('one'), '5'), call(merge, '418', '408')];
    expect([...only(entries, follows('418')).verdicts.values()]).toEqual(['unknown', 'inherited']);
    expect([...only(entries, follows('5')).verdicts.values()]).toEqual(['unknown', 'entered']);
  });

  it('believes a checker that refuses an answer of which the right one is not known', () => {
    const rules: Rules = { ...journaledTruth, isRefused: ({ role }) => role === 'answer' };
    expect([...only([call([['end', 'answer']], 'x')], rules).verdicts.values()]).toEqual(['entered']);
  });

  it('hands an error on along a sequence, though not among independent parts', () => {
    const steps = (role: string) => [
      call(
        [
          ['a 1', role],
          ['solve', 'solve'],
        ],
        '5',
        '4',
      ),
      call(
        [
          ['a 2', role],
          ['solve', 'solve'],
        ],
        '7',
        '6',
      ),
    ];
    expect([...only(steps('step')).verdicts.values()]).toEqual(['entered', 'inherited']);
    expect([...only(steps('part')).verdicts.values()]).toEqual(['entered', 'entered']);
  });

  it('forgives a lucky merge over wrong parts', () => {
    expect(verdictsOf([call(part('hl'), '5', '4')])('join')).toBe('right');
  });

  it('asks of candidates for one right one, and leaves out those that cannot be read', () => {
    const sample = (name: string): Named[] => [
      [name, 'sample'],
      ['reason', 'reason'],
    ];
    const vote = (found: string) => call([['vote', 'vote']], found, '8');
    const outvoted = [call(sample('a'), '8', '8'), call(sample('b'), '7', '8'), call(sample('c'), '7', '8'), vote('7')];
    expect([...only(outvoted).verdicts.values()]).toEqual(['right', 'entered', 'entered', 'entered']);
    const hopeless = [call(sample('a'), '7', '8'), unreadableAt(root, sample('b'), '8'), vote('7')];
    expect([...only(hopeless).verdicts.values()]).toEqual(['entered', 'entered', 'inherited']);
  });
});

describe('the step at fault', () => {
  const origin = (entries: JournalEntry[], failure?: string) => {
    const { tree, verdicts } = only(entries);
    const found = originOf(tree, verdicts, failure);
    return found && [found.how, found.at.step.name];
  };

  it('is the first in program order, whatever came first', () => {
    const wrong = [call(merge, '1', '408'), call(part('ll'), '1', '8'), call(part('hl'), '1', '4')];
    expect(origin([...right, ...wrong])).toEqual(['entered', 'solve']);
    expect(origin(wrong.toReversed())).toEqual(['entered', 'solve']);
  });

  it('is the one that failed, of an answer that is missing', () => {
    const entries = [...right.slice(0, -1), call(part('hh'), '1', '3'), unreadableAt(root, part('lh'), '6')];
    const found = originOf(buildTree(entries, root), judge(buildTree(entries, root)), 'answer-unparsable');
    expect([found?.how, found?.at.scope.name]).toEqual(['failed', 'lh']);
  });

  it('cannot be named where nothing is known to be wrong', () => {
    expect(origin(right)).toBeNull();
    expect(origin([call(part('one'), '5')])).toBeNull();
  });
});
