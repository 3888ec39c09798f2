import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { AppliesDetails } from '@/components/divide-and-conquer/applies/applies-details';
import { criticismsOf } from '@/components/divide-and-conquer/applies/criticism';
import { asksUser, standingOf, verdictOf } from '@/components/divide-and-conquer/applies/verdict';
import { findTask, registry } from '@/lib/panels/divide-and-conquer/registry';
import type { Task } from '@/lib/panels/divide-and-conquer/tasks/contract';

describe('whether divide-and-conquer applies', () => {
  it.each([
    ['multiplication', true, 'Expected to help: both conditions hold.'],
    ['hallucination', true, 'Expected to help: both conditions hold.'],
    ['misinformation', true, 'Expected to help: both conditions hold.'],
    ['addition', false, 'Not expected to help: one call can do it already, so there is nothing to gain.'],
    ['own', null, 'It depends on your task: answer the questions.'],
  ])('to %s, by the conditions of the paper', (id, helps, sentence) => {
    expect(verdictOf(standingOf(findTask(id)))).toEqual({ helps, sentence });
  });

  it('one condition that fails decides, whatever is not yet known', () => {
    expect(verdictOf({ hard: false, parallel: null, merge: null }).helps).toBe(false);
    expect(verdictOf({ hard: null, parallel: false, merge: true }).helps).toBe(false);
    expect(verdictOf({ hard: true, parallel: false, merge: null }).sentence).toContain('need each other');
  });

  it('a merge that is as hard as the whole makes it uncertain, and an unknown one does not', () => {
    expect(verdictOf({ hard: true, parallel: true, merge: false }).helps).toBeNull();
    expect(verdictOf({ hard: true, parallel: true, merge: null }).helps).toBe(true);
  });

  it('asks only about your own task', () => {
    expect(registry.tasks.filter(asksUser).map(({ id }) => id)).toEqual(['own']);
  });

  it('names the criticisms that concern the task', () => {
    const ids = (id: string) => criticismsOf(findTask(id)).map(criticism => criticism.id);
    expect(ids('hallucination')).toContain('coreference');
    expect(ids('own')).toContain('coreference');
    expect(ids('multiplication')).not.toContain('coreference');
    expect(ids('multiplication')).toContain('cost');
    expect(ids('misinformation')).toContain('alarms');
    expect(ids('own')).not.toContain('alarms');
  });
});

describe('the details', () => {
  const draw = (task: Task) =>
    renderToStaticMarkup(
      createElement(AppliesDetails, { task, standing: standingOf(task), onAnswer: () => undefined }),
    );

  it('state what the task knows, and ask for each condition that it does not know', () => {
    const known = findTask('multiplication');
    expect(draw(known)).toContain('One call cannot do it: yes.');
    expect(draw(known)).not.toContain('role="group"');
    const half: Task = {
      ...known,
      conditions: { ...known.conditions, parallel: { holds: null, why: 'Do the parts stand alone?' } },
    };
    const html = draw(half);
    expect(html).toContain('One call cannot do it: yes.');
    expect(html).toContain('aria-label="Do the parts stand alone?"');
    expect(html).toContain('aria-label="Is merging the answers easier than solving the whole?"');
  });

  it('open the definition of a term at its first occurrence in a reason', () => {
    const task = findTask('multiplication');
    const why = 'It is complete for TC0, and TC0 is more than IO prompting.';
    const html = draw({ ...task, conditions: { ...task.conditions, hard: { holds: true, why } } });
    expect(html.match(/<button[^>]*>TC0<\/button>/g)).toHaveLength(1);
    expect(html).toMatch(/<button[^>]*>IO prompting<\/button>/);
    expect(html.replace(/<[^>]*>/g, '')).toContain(why);
  });
});
