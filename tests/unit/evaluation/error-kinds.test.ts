import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { errorKindsOf } from '@/lib/panels/divide-and-conquer/evaluation/error-kinds';
import { splitCall } from '@/lib/panels/divide-and-conquer/tasks/multiplication/division';
import { losesSentences } from '@/lib/panels/divide-and-conquer/tasks/verification/losses';
import { type Answers, evaluated } from './run';

const multiply = (strategy: string, answers: Answers, more = {}) =>
  evaluated({ strategies: [strategy], leaf: 2, ...more }, answers);

const starts =
  (beginning: string, answer: string): Answers =>
  prompt =>
    prompt.startsWith(beginning) ? answer : undefined;

describe('what made an answer to a multiplication wrong', () => {
  it('is nothing where all is right', async () => {
    expect((await multiply('divide-and-conquer', () => undefined)).errors).toEqual([]);
  });

  it.each([
    ['a digit that the split lost', starts('Split the digits of 4821', '48,2'), 'split-lost', 'split first'],
    ['a split that makes nothing smaller', starts('Split the digits of 4821', '4821,0'), 'split-stuck', 'split first'],
    ['a part', starts('What is 21 * 91', '1900'), 'leaf-wrong', 'low × high / solve'],
    ['the merge', starts('Compute x', 'Answer: 44208571'), 'merge-wrong', 'merge'],
    ['an answer that cannot be read', starts('Compute x', 'I would rather not.'), 'unparsable', 'merge'],
  ] as const)('%s', async (_what, answers, kind, at) => {
    expect((await multiply('divide-and-conquer', answers)).errors).toEqual([{ kind, at }]);
  });

  it('an uneven split that keeps every digit is no error; the part below it that is wrong is one', async () => {
    const uneven = starts('Split the digits of 4821', '482,1');
    expect((await multiply('divide-and-conquer', uneven, { leaf: 3 })).errors).toEqual([]);
    const both: Answers = prompt => uneven(prompt, 0) ?? starts('What is 482 * 91', '1')(prompt, 0);
    expect((await multiply('divide-and-conquer', both, { leaf: 3 })).errors).toEqual([
      { kind: 'leaf-wrong', at: 'high × high / solve' },
    ]);
  });

  it('the first of several errors in program order, once', async () => {
    const both: Answers = prompt =>
      starts('What is 21 * 91', '1900')(prompt, 0) ?? starts('Compute x', 'Answer: 5')(prompt, 0);
    expect((await multiply('divide-and-conquer', both)).errors).toEqual([
      { kind: 'leaf-wrong', at: 'low × high / solve' },
    ]);
  });

  it('an error deep in the tree', async () => {
    const { errors } = await multiply('divide-and-conquer', starts('What is 1 * 9?', '8'), { leaf: 1 });
    expect(errors).toEqual([{ kind: 'leaf-wrong', at: 'low × high / low × high / solve' }]);
  });

  it.each([
    ['io', 'What is', 'answer-wrong', 'solve'],
    ['cot', 'What is', 'answer-wrong', 'reason'],
    ['single-level', 'What is 21 * 91', 'leaf-wrong', 'low × high / solve'],
    ['least-to-most', 'To find', 'split-lost', 'split'],
    ['decomposed', 'Compute x', 'step-wrong', 'step 3 / solve'],
  ])('of %s', async (strategy, beginning, kind, at) => {
    const answer = beginning === 'To find' ? '4821 * 0' : 'Answer: 12';
    expect((await multiply(strategy, starts(beginning, answer))).errors).toEqual([{ kind, at }]);
  });

  it('a step of least-to-most, and not the later ones that inherit it', async () => {
    const second: Answers = prompt => (prompt.includes('Now add 4821 * 7 * 10^1,') ? 'Answer: 1' : undefined);
    const tail: Answers = prompt =>
      prompt.includes('Now add') && prompt.includes('total is 1.') ? 'Answer: 2' : undefined;
    const both: Answers = prompt =>
      second(prompt, 0) ?? tail(prompt, 0) ?? (prompt.includes('total is 2.') ? 'Answer: 3' : undefined);
    expect((await multiply('least-to-most', both)).errors).toEqual([{ kind: 'step-wrong', at: 'step 2 / solve' }]);
  });

  it('the controller of decomposed prompting', async () => {
    const { errors } = await multiply('decomposed', prompt =>
      prompt.startsWith('Write the program') && !prompt.includes('\n') ? 'Answer: 5' : undefined,
    );
    expect(errors).toEqual([{ kind: 'controller-wrong', at: 'step 1 / decide' }]);
  });

  it('a controller that comes to no end', async () => {
    const { errors } = await multiply('decomposed', starts('Write the program', '4821 * 7'));
    expect(errors).toEqual([{ kind: 'bound-reached', at: 'step 8 / decide' }]);
  });

  it('a vote against a right chain, and chains of which none is right', async () => {
    let drawn = 0;
    const oneRight: Answers = prompt => (prompt.startsWith('What is') && drawn++ > 0 ? 'Answer: 9' : undefined);
    expect((await multiply('cot-sc', oneRight, { samples: 3 })).errors).toEqual([{ kind: 'vote-wrong', at: 'vote' }]);
    expect((await multiply('cot-sc', starts('What is', 'Answer: 9'), { samples: 3 })).errors).toMatchObject([
      { kind: 'answer-wrong' },
    ]);
  });

  it.each(['context-exceeded', 'endpoint-refused', 'endpoint-protocol', 'timed-out', 'unknown'] as const)(
    'nothing where no answer came: %s',
    async kind => {
      const { trials } = await multiply('io', () => {
        throw new Failure(kind);
      });
      expect(trials).toMatchObject([{ correct: null, error: null, result: { failure: { kind } } }]);
    },
  );
});

describe('what made a finding on a text wrong', () => {
  /** Splits rightly, finds each statement right unless told otherwise, and merges rightly. */
  const checker =
    (planted: string, other: Answers): Answers =>
    (prompt, temperature) => {
      const own = other(prompt, temperature);
      if (own !== undefined) return own;
      if (prompt.includes('Cut the summary')) {
        const text = /Summary:\n([\s\S]*?)\n\nCut/.exec(prompt)?.[1] ?? '';
        return (text.match(/[^.]+\./g) ?? [text])
          .map((line, place) => `#Statement ${place + 1}#: ${line.trim()}`)
          .join('\n');
      }
      if (prompt.startsWith('You check facts.'))
        return /Statement:\n(.*)\n/.exec(prompt)?.[1]?.includes(planted) ? 'B' : 'A';
      if (prompt.startsWith('A summary was checked')) return prompt.includes('contradicts it') ? 'yes' : 'no';
      return 'no';
    };

  /** A problem of the built-in data whose summary holds a planted contradiction. */
  async function contradicted(strategy: string, answers: (planted: string) => Answers) {
    const { default: pairs } = await import('@/lib/panels/divide-and-conquer/tasks/hallucination/pairs.json');
    const item =
      pairs.findIndex(({ planted, summary }) => planted !== null && !/[^.]\.[^ ]|\.\w/.test(summary.join(' '))) + 1;
    const pair = pairs[item - 1];
    const planted = pair?.summary[pair.planted?.sentence ?? 0] ?? '';
    return evaluated({ task: 'hallucination', item, strategies: [strategy] }, answers(planted));
  }

  it('a sentence that the split lost', async () => {
    const { errors } = await contradicted('single-level', planted =>
      checker(planted, prompt => {
        if (!prompt.includes('Cut the summary')) return undefined;
        const text = /Summary:\n([\s\S]*?)\n\nCut/.exec(prompt)?.[1] ?? '';
        return `#Statement 1#: ${text.replace(planted, '').trim()}`;
      }),
    );
    expect(errors).toEqual([{ kind: 'split-lost', at: 'split' }]);
  });

  it('a statement that was overlooked', async () => {
    const { errors } = await contradicted('single-level', planted =>
      checker(planted, prompt => (prompt.startsWith('You check facts.') ? 'A' : undefined)),
    );
    expect(errors).toMatchObject([{ kind: 'leaf-wrong', at: expect.stringMatching(/^statement \d+ \/ solve$/) }]);
  });

  it('a merge that says no although a statement contradicts', async () => {
    const { errors } = await contradicted('single-level', planted =>
      checker(planted, prompt => (prompt.startsWith('A summary was checked') ? 'no' : undefined)),
    );
    expect(errors).toEqual([{ kind: 'merge-wrong', at: 'merge' }]);
  });

  it('the answer of a tree of thoughts, whose thoughts nobody can check', async () => {
    const { errors } = await contradicted(
      'tree-of-thoughts',
      () => prompt => (prompt.includes('number only') ? '1' : 'no'),
    );
    expect(errors).toEqual([{ kind: 'answer-wrong', at: 'answer' }]);
  });
});

describe('your own task', () => {
  it('has wrong answers whose origin cannot be told', async () => {
    const { errors } = await evaluated({ task: 'own', strategies: ['single-level'] }, () => '1');
    expect(errors).toEqual([{ kind: 'unknown', at: null }]);
  });
});

describe('losses', () => {
  it('are digits that differ, however they are cut', () => {
    const split = splitCall('first', '4821');
    expect(split.accepts?.(['482', '1'])).toBe(true);
    expect(split.accepts?.(['48', '2'])).toBe(false);
    expect(split.accepts?.(['84', '21'])).toBe(false);
  });

  it('are sentences that are nowhere, and statements that are not of the text', () => {
    const text = ['The bridge opened in 1932.', 'It is 503 metres long.'];
    expect(losesSentences(text, ['The bridge opened in 1932. It is 503 metres long.'])).toBe(false);
    expect(losesSentences(text, ['The bridge opened in 1932.'])).toBe(true);
    expect(losesSentences(text, [...text, 'Nobody crosses the river on foot any more.'])).toBe(true);
  });
});

it('every kind has a word and a meaning of its own', () => {
  const words = Object.values(errorKindsOf()).map(({ word }) => word);
  expect(new Set(words).size).toBe(words.length);
});
