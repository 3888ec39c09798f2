import { describe, expect, it } from 'vitest';
import { hallucinationTask } from '@/lib/panels/divide-and-conquer/tasks/hallucination/task';
import { holds, sentencesOf } from '@/lib/panels/divide-and-conquer/tasks/verification/statements';
import { see } from './read';

/** The first built-in pair in which a contradiction is planted, by its number. */
const claims = (await hallucinationTask.list?.({ data: '', item: 1, count: 1 })) ?? [];
const item = claims.findIndex(({ planted }) => planted !== undefined) + 1;
const claim = { text: '', planted: '', ...claims[item - 1] };
const sentences = sentencesOf(claim.text);
const planted = sentences.findIndex(sentence => holds(sentence, claim.planted));
const settings = { task: 'hallucination', item, leaf: 1, breadth: 2, depth: 2, votes: 2, samples: 3 };

const numbered = (texts: readonly string[]) =>
  texts.map((text, place) => `#Statement ${place + 1}#: ${text}`).join('\n');
/** Answers every prompt of the task rightly. */
function rightly(prompt: string): string {
  if (prompt.includes('Cut the ')) return numbered(sentences);
  const statement = /\nStatement:? ?\n?(.*)\n+(?:Compare the statement|Does it)/.exec(prompt)?.[1];
  if (statement !== undefined) {
    const isWrong = holds(statement, claim.planted);
    return prompt.includes('one letter only') ? (isWrong ? 'B' : 'A') : isWrong ? 'yes' : 'no';
  }
  if (prompt.includes('Write one next thought')) return 'Look at each sentence in turn.';
  if (prompt.includes('with its number only')) return '2';
  return 'Answer: yes';
}

describe('a text divided on one level', () => {
  it('names its parts by their statements', async () => {
    const { root, error } = await see('single-level', settings, rightly);
    expect(root.splits[0]?.text).toBe(`${sentences.length} statements`);
    expect(root.children.map(({ whole }) => whole)).toEqual(
      sentences.map((sentence, place) => `statement ${place + 1}: ${sentence}`),
    );
    expect(root.children[planted]).toMatchObject({ result: 'contradicts', verdict: 'right' });
    expect(root).toMatchObject({ result: 'contradicts', verdict: 'right' });
    expect(error).toBeUndefined();
  });

  it('says which statement the split dropped, and that the merge inherited it', async () => {
    const kept = sentences.filter((_, place) => place !== planted);
    const seen = await see('single-level', settings, prompt => {
      if (prompt.includes('Cut the ')) return numbered(kept);
      return prompt.includes('checked statement by statement') ? 'no' : rightly(prompt);
    });
    expect(seen.error).toBe(`The error entered in the split: statement ${planted + 1} was dropped.`);
    expect(seen.verdict('split')).toBe('entered');
    expect(seen.verdict('merge')).toBe('inherited');
    // A statement is true or false wherever it stands: those that were kept are judged by themselves.
    expect(seen.verdict('statement 1', 'solve')).toBe('right');
  });

  it('forgives a split that words a sentence a little otherwise or joins two', async () => {
    const joined = [`${sentences[0]} ${sentences[1]}`, ...sentences.slice(2)];
    const { verdict } = await see('single-level', settings, prompt =>
      prompt.includes('Cut the ') ? numbered(joined).replaceAll('’', "'") : rightly(prompt),
    );
    expect(verdict('split')).toBe('right');
  });

  it('names the statement that was judged wrongly', async () => {
    const { error, verdict } = await see('single-level', settings, prompt =>
      prompt.includes('one letter only') ? 'A' : prompt.includes('checked statement') ? 'no' : rightly(prompt),
    );
    expect(error).toContain(`The error entered here: statement ${planted + 1}: `);
    expect(error).toContain('(the model said “in line”, right is “contradicts”).');
    expect(verdict('merge')).toBe('inherited');
  });
});

describe('a text in steps', () => {
  it('shows each statement as a step and the conclusion as the result', async () => {
    const { root, error } = await see('least-to-most', settings, rightly);
    expect(root.isSequence).toBe(true);
    expect(root.splits[0]?.text).toBe(`${sentences.length} statements`);
    expect(root.children[0]?.whole).toBe(`step 1: ${sentences[0]}`);
    expect(error).toBeUndefined();
  });

  it('blames the conclusion where all steps were right', async () => {
    const { error } = await see('least-to-most', settings, prompt =>
      prompt.includes('You check the statements') && prompt.includes('any statement of') ? 'no' : rightly(prompt),
    );
    expect(error).toBe('The error entered in the merge (the model said “in line”, right is “contradicts”).');
  });
});

describe('a search', () => {
  it('shows levels in order, each with its thoughts, their votes and the count', async () => {
    const { root, error } = await see('tree-of-thoughts', settings, rightly);
    expect(root.isSequence).toBe(true);
    expect(root.children.map(({ title, result }) => [title, result])).toEqual([
      ['level 1', '0 · 2 votes'],
      ['level 2', '0 · 2 · 0 · 0 votes'],
    ]);
    expect(root.children[0]?.children.map(({ title }) => title)).toEqual([
      '#1 · 0 votes',
      '#2 · 2 votes',
      'vote 1',
      'vote 2',
    ]);
    expect(root.children[0]?.children[2]?.result).toBe('for 2');
    expect(root.verdict).toBe('right');
    expect(error).toBeUndefined();
  });

  it('does not claim to know where the error of a wrong answer entered', async () => {
    const { error, verdict } = await see('tree-of-thoughts', settings, prompt =>
      prompt.includes('yes or no only') ? 'no' : rightly(prompt),
    );
    expect(verdict('answer')).toBe('wrong');
    expect(error).toMatch(/where the error entered cannot be told\.$/);
  });

  it('does not lay a wrong answer at a ballot that nobody could read', async () => {
    const { verdict } = await see('tree-of-thoughts', settings, prompt => {
      if (prompt.includes('with its number only')) return 'either';
      return prompt.includes('yes or no only') ? 'no' : rightly(prompt);
    });
    expect(verdict('step 1', 'vote 1', 'choose')).toBe('entered');
    expect(verdict('answer')).toBe('wrong');
  });
});

describe('your own task', () => {
  const own = { task: 'own' };
  const solve = (answer: string) => (prompt: string) =>
    prompt.includes('Write every sentence')
      ? 'The bakery sold 12 loaves.\nIt sold 7 loaves.\nIt sold 15 loaves.'
      : prompt.includes('Add them up')
        ? answer
        : (/(\d+) loaves/.exec(prompt)?.[1] ?? '0');

  it('names its parts by their text and leaves unjudged what nobody knows', async () => {
    const { root, verdict, error } = await see('single-level', own, solve('34'));
    expect(root.children[1]?.whole).toBe('part 2: It sold 7 loaves.');
    expect(verdict('split')).toBe('unknown');
    expect(verdict('part 1', 'solve')).toBe('unknown');
    expect(verdict('merge')).toBe('right');
    expect(error).toBeUndefined();
  });

  it('calls a wrong answer wrong without naming a place', async () => {
    const { verdict, error } = await see('single-level', own, solve('33'));
    expect(verdict('merge')).toBe('wrong');
    expect(error).toMatch(/cannot be told\.$/);
  });
});
