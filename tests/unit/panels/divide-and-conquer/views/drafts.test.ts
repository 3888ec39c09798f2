import { describe, expect, it } from 'vitest';
import { draftProblem, obstacle } from '@/components/workbench/state';
import { type Change, panelStore } from '@/tests/support/panel-store';

/** What stands in the way of a run after these changes of the form. */
const blocked = (...changes: Change[]) => obstacle(panelStore(...changes).getState() as never);
const wrongNumber: Change = ['tasks.multiplication.a', '12x'];

describe('a wrong setting stands in the way of a run', () => {
  it('not at the start, whatever the problems', () => {
    expect([blocked(), blocked(['problems', 'many'])]).toEqual([undefined, undefined]);
  });

  it('only if the task asks for it: a number', () => {
    expect(blocked(wrongNumber)).toBe(
      'First number: The character "x" is not one of the digits 0 to 9. Use up to 40 digits, 0 to 9, without a sign.',
    );
    expect(blocked(wrongNumber, ['problems', 'many'])).toBeUndefined();
    expect(blocked(wrongNumber, ['task', 'hallucination'])).toBeUndefined();
    expect(blocked(wrongNumber, ['task', 'addition'])).toBeUndefined();
    expect(blocked(wrongNumber, ['tasks.multiplication.a', '12'])).toBeUndefined();
  });

  it('only if a chosen strategy reads it: an option', () => {
    const only = (...ids: string[]): Change => ['strategies', ids];
    expect(blocked(only('io'), ['options.leaf', 0])).toBeUndefined();
    expect(blocked(only('io', 'divide-and-conquer'), ['options.leaf', 0])).toMatch(
      /^Leaf size w: Use a .*number from 1/,
    );
    expect(blocked(only('tree-of-thoughts'))).toMatch(/none of the chosen ones suits/);
    expect(blocked(only())).toBe('Strategies: Choose at least one.');
  });

  it('also if one control edits it together with others: a prompt of the own task', () => {
    const solve: Change = ['tasks.own.solve', 'x'.repeat(2003)];
    expect(blocked(['task', 'own'], solve)).toBe('Solve prompt: It is 3 characters too long.');
    expect(blocked(solve)).toBeUndefined();
    const state = panelStore(['task', 'own'], solve).getState();
    expect(String(state.experiment.settings.tasks['own']?.['solve']).length).toBeLessThan(2000);
    expect(draftProblem(panelStore(['tasks.own.split', 'a\u0007b']).getState() as never, 'tasks.own.split')).toBe(
      'Use up to 2000 characters of text.',
    );
  });
});

describe('another task', () => {
  it('leaves the data set of the one before behind, and keeps it for the way back', () => {
    const data: Change[] = [
      ['task', 'hallucination'],
      ['tasks.hallucination.data', '0123456789abcdef'],
      ['tasks.hallucination.item', 7],
      ['task', 'misinformation'],
    ];
    const { settings } = panelStore(...data).getState().experiment;
    expect(settings.tasks['misinformation']).toMatchObject({ data: '', item: 1 });
    expect(settings.tasks['hallucination']).toMatchObject({ data: '0123456789abcdef', item: 7 });
  });

  it('takes over the numbers of another task on numbers, and a strategy that suits texts', () => {
    const sum = panelStore(['tasks.multiplication.a', '12'], ['task', 'addition']).getState().experiment.settings;
    expect(sum.tasks['addition']).toMatchObject({ a: '12', b: '9177' });
    expect(panelStore(['task', 'own']).getState().experiment.settings.strategies).toContain('single-level');
  });
});
