import { describe, expect, it } from 'vitest';
import { criticismsOf } from '@/components/divide-and-conquer/applies/criticism';
import { isOpen, standingOf, verdictOf } from '@/components/divide-and-conquer/applies/verdict';
import { tasks, findTask } from '@/lib/panels/divide-and-conquer/tasks/registry';

describe('whether divide-and-conquer applies', () => {
  it.each([
    ['multiplication', true, 'Expected to help: both conditions hold.'],
    ['hallucination', true, 'Expected to help: both conditions hold.'],
    ['misinformation', true, 'Expected to help: both conditions hold.'],
    ['addition', false, 'Not expected to help: one call can do it already, so there is nothing to gain.'],
    ['own', null, 'It depends on your task: answer the questions.'],
  ])('to %s, as the paper has it', (id, helps, sentence) => {
    expect(verdictOf(standingOf(findTask(id)))).toEqual({ helps, sentence });
  });

  it('one condition that fails decides, whatever is not yet known', () => {
    expect(verdictOf({ hard: false, parallel: null, merge: null }).helps).toBe(false);
    expect(verdictOf({ hard: null, parallel: false, merge: true }).helps).toBe(false);
    expect(verdictOf({ hard: true, parallel: false, merge: null }).sentence).toContain('need each other');
  });

  it('a merge that is as hard as the whole leaves it open, and an unknown one does not', () => {
    expect(verdictOf({ hard: true, parallel: true, merge: false }).helps).toBeNull();
    expect(verdictOf({ hard: true, parallel: true, merge: null }).helps).toBe(true);
  });

  it('asks only about your own task, and names what concerns texts only where there is one', () => {
    expect(tasks.filter(isOpen).map(({ id }) => id)).toEqual(['own']);
    const ids = (id: string) => criticismsOf(findTask(id)).map(criticism => criticism.id);
    expect(ids('hallucination')).toContain('coreference');
    expect(ids('multiplication')).not.toContain('coreference');
    expect(ids('multiplication')).toContain('cost');
    expect(ids('misinformation')).toContain('alarms');
    expect(ids('own')).not.toContain('alarms');
  });
});
