import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '@/lib/core/random';
import pairs from '@/lib/panels/divide-and-conquer/tasks/hallucination/pairs.json';
import articles from '@/lib/panels/divide-and-conquer/tasks/misinformation/pairs.json';
import { tasks } from '@/lib/panels/divide-and-conquer/tasks/registry';
import { partOf } from '@/lib/panels/divide-and-conquer/tasks/verification/division';
import { parseChoice } from '@/lib/panels/divide-and-conquer/tasks/verification/parse-choice';
import { parseFinding } from '@/lib/panels/divide-and-conquer/tasks/verification/parse-finding';
import { solveClaimPerfectly } from '@/lib/panels/divide-and-conquer/tasks/verification/perfect';
import { type Claim, truthOf } from '@/lib/panels/divide-and-conquer/tasks/verification/problem';
import {
  leafPrompt,
  mergePrompt,
  splitPrompt,
  stepwisePrompt,
} from '@/lib/panels/divide-and-conquer/tasks/verification/prompts';
import { holds, parseStatements, sentencesOf } from '@/lib/panels/divide-and-conquer/tasks/verification/statements';
import { words } from '@/lib/panels/divide-and-conquer/tasks/verification/words';
import { kindOf } from '@/tests/support/kind-of';
import { panelExperiment } from '@/tests/support/panel-run';

/** All claims that come with the site. */
async function builtIn(task: keyof typeof words): Promise<Claim[]> {
  const { settings } = panelExperiment({ task, problems: 'drawn', count: 1000 });
  const found = tasks.find(({ id }) => id === task);
  return (await found?.problems(settings.tasks[task] ?? {}, 'many', random(1))) as Claim[];
}

describe('sentences', () => {
  it.each([
    ['hallucination', pairs.map(({ id, summary }) => [id, summary] as const)],
    ['misinformation', articles.map(({ id, article }) => [id, article] as const)],
  ])('of the texts of %s are found where they were written', (_task, texts) => {
    for (const [id, sentences] of texts) expect([id, ...sentencesOf(sentences.join(' '))]).toEqual([id, ...sentences]);
  });

  it('of a long text are the same as those of its parts', () => {
    const sentence = 'It rained in Orrenmouth, e.g. on Monday, for 3.5 hours. ';
    const once = sentencesOf(sentence);
    expect(sentencesOf(sentence.repeat(2000))).toHaveLength(2000 * once.length);
    expect(sentencesOf(`${'a'.repeat(50_000)}. ${sentence}`)).toHaveLength(1 + once.length);
  });

  it('hold every word of any text, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.constantFrom(1, 40), (text, times) => {
        const whole = text.repeat(times);
        expect(sentencesOf(whole).join('').replace(/\s/g, '')).toBe(whole.replace(/[\s\u0085]/g, ''));
      }),
    );
  });

  it.each([
    ['One. Two! Three?', 3],
    ['no end', 1],
    ['', 0],
    [' \n ', 0],
    ['a line\nanother line', 2],
    ['これは文です。次の文です。', 2],
    ['Dr. Brandt measured 3.5 m.', 2],
  ])('%j: %i', (text, count) => {
    expect(sentencesOf(text)).toHaveLength(count);
  });
});

describe('whether a text still holds a sentence', () => {
  const sentence =
    'Joost Abbelin headed a march in 1648 in which about six hundred people took salt from the warehouse.';
  it.each([
    [sentence, true],
    [`The tax ended. ${sentence} It rained.`, true],
    ['Joost Abbelin headed a march of 1648 in which about six hundred people took salt from the warehouse', true],
    ['The tax ended in 1652.', false],
    ['', false],
    // All its words, but gathered from sentences that say other things.
    [
      'Joost Abbelin headed a club. A march in 1648 ended. In which about six? Hundred people took salt. From the warehouse.',
      false,
    ],
  ])('%j: %s', (text, isHeld) => {
    expect(holds(text, sentence)).toBe(isHeld);
  });

  it('finds a planted passage of two sentences', () => {
    expect(
      holds('It was cold. It rained all day. Nobody came to the fair.', 'It rained all day. Nobody came to the fair.'),
    ).toBe(true);
  });

  it.each(['hallucination', 'misinformation'] as const)('marks the planted sentence of %s and no other', async task => {
    const claims = await builtIn(task);
    expect(claims.length).toBeGreaterThanOrEqual(60);
    for (const claim of claims) {
      const marked = sentencesOf(claim.text).filter(each => truthOf(partOf(claim, each)) === 'yes');
      expect([claim.id, ...marked]).toEqual([claim.id, ...(claim.planted === undefined ? [] : [claim.planted])]);
    }
  });
});

describe('the perfect solver of claims', () => {
  it.each(['hallucination', 'misinformation'] as const)(
    'is read as it means to be, on all claims of %s',
    async task => {
      for (const claim of await builtIn(task)) {
        const solve = (prompt: string) => solveClaimPerfectly(claim, prompt);
        const statements = parseStatements(solve(splitPrompt(words[task], claim)));
        expect(statements).toEqual(sentencesOf(claim.text));
        const findings = statements.map(text => parseChoice(solve(leafPrompt(words[task], partOf(claim, text)))));
        expect(parseFinding(solve(mergePrompt(words[task], findings)))).toBe(truthOf(claim));
        expect(parseFinding(solve(stepwisePrompt(words[task], claim)))).toBe(truthOf(claim));
      }
    },
  );

  it('refuses what it does not know, and what is not known', async () => {
    const [claim] = await builtIn('hallucination');
    expect(kindOf(() => solveClaimPerfectly(claim!, 'What is love?'))).toBe('recording-missing');
    const { planted: _planted, ...rest } = claim!;
    const unknown: Claim = { ...rest, isContradicted: null };
    expect(kindOf(() => solveClaimPerfectly(unknown, leafPrompt(words.hallucination, unknown)))).toBe(
      'recording-missing',
    );
  });
});
