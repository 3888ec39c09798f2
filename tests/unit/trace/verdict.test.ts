import { describe, expect, it } from 'vitest';
import { callOfEntry } from '@/components/trace/call';
import { buildTree } from '@/components/trace/tree';
import { judge, type Rulebook } from '@/components/trace/verdict';
import type { JournalEntry } from '@/lib/experiment/entry';
import { call, unreadable } from './trees';

const root = ['12 × 34', 'divide-and-conquer'];
const at = (...names: string[]) => [...root, ...names];
const right = [
  call(at('split first'), ['1', '2'], ['1', '2']),
  call(at('split second'), ['3', '4'], ['3', '4']),
  call(at('high × high', 'solve'), '3', '3'),
  call(at('high × low', 'solve'), '4', '4'),
  call(at('low × high', 'solve'), '6', '6'),
  call(at('low × low', 'solve'), '8', '8'),
  call(at('merge'), '408', '408'),
];
const verdictsOf = (changed: JournalEntry[], rules?: Rulebook) => {
  const found = judge(buildTree([...right, ...changed].map(callOfEntry), root), rules);
  return (...names: string[]) => found.get(at(...names).join(' / '));
};

describe('judge', () => {
  it('finds a right run right everywhere', () => {
    const verdict = verdictsOf([]);
    expect(verdict('split first')).toBe('right');
    expect(verdict('low × high', 'solve')).toBe('right');
    expect(verdict('merge')).toBe('right');
  });

  it('says that the error entered at a leaf, and that the merge inherited it', () => {
    const verdict = verdictsOf([call(at('high × low', 'solve'), '5', '4'), call(at('merge'), '418', '408')]);
    expect(verdict('high × low', 'solve')).toBe('entered');
    expect(verdict('merge')).toBe('inherited');
    expect(verdict('low × low', 'solve')).toBe('right');
  });

  it('says that the error entered at the merge if all parts were right', () => {
    expect(verdictsOf([call(at('merge'), '418', '408')])('merge')).toBe('entered');
  });

  it('follows a wrong split down to the leaves and up again', () => {
    const verdict = verdictsOf([
      call(at('split first'), ['1', '3'], ['1', '2']),
      call(at('low × high', 'solve'), '9', '6'),
      call(at('low × low', 'solve'), '12', '8'),
      call(at('merge'), '442', '408'),
    ]);
    expect(verdict('split first')).toBe('entered');
    expect(verdict('split second')).toBe('right');
    expect(verdict('low × high', 'solve')).toBe('inherited');
    expect(verdict('merge')).toBe('inherited');
  });

  it('clears a leaf that a wrong split did not touch, where the panel knows so', () => {
    const rules: Rulebook = {
      expected: step => step.call.entry?.truth,
      given: scope => (scope.name === 'high × high' ? true : undefined),
    };
    const verdict = verdictsOf(
      [call(at('split first'), ['1', '3'], ['1', '2']), call(at('high × high', 'solve'), '4', '3')],
      rules,
    );
    expect(verdict('high × high', 'solve')).toBe('entered');
  });

  it('counts an unreadable answer as the place where the error entered', () => {
    expect(verdictsOf([unreadable(at('low × low', 'solve'), '8')])('low × low', 'solve')).toBe('entered');
  });

  it('does not judge what has no answer or no truth', () => {
    const waiting = buildTree([{ path: at('merge'), status: 'running', text: '40' }], root);
    expect(judge(waiting).get(at('merge').join(' / '))).toBe('unknown');
    const untold = buildTree([callOfEntry(call(at('merge'), '408'))], root);
    expect(judge(untold).get(at('merge').join(' / '))).toBe('unknown');
  });

  it('calls a step wrong without naming a place where nobody knows what its parts should have been', () => {
    const untold = [call(at('part 1', 'solve'), '5'), call(at('merge'), '418', '408')];
    const found = judge(buildTree(untold.map(callOfEntry), root));
    expect(found.get(at('merge').join(' / '))).toBe('wrong');
    expect(found.get(at('part 1', 'solve').join(' / '))).toBe('unknown');
  });

  it('hands an error on along a sequence, though not among independent parts', () => {
    const steps = (name: string) => [
      call(at(`${name} 1`, 'solve'), '5', '4'),
      call(at(`${name} 2`, 'solve'), '7', '6'),
    ];
    const verdictOf = (name: string) =>
      judge(buildTree(steps(name).map(callOfEntry), root)).get(at(`${name} 2`, 'solve').join(' / '));
    expect(verdictOf('step')).toBe('inherited');
    expect(verdictOf('part')).toBe('entered');
  });

  it('forgives a lucky merge over wrong parts', () => {
    const verdict = verdictsOf([call(at('high × low', 'solve'), '5', '4')]);
    expect(verdict('merge')).toBe('right');
  });
});
