import { describe, expect, it } from 'vitest';
import { random } from '@/lib/core/random';
import type { CallEntry } from '@/lib/experiment/entry';
import type { Answer, Scope } from '@/lib/experiment/scope';
import type { StrategyResult } from '@/lib/panels/divide-and-conquer/result';
import { bounded, bounds, checkDepth, checkParts } from '@/lib/panels/divide-and-conquer/strategies/bounds';
import { strategies } from '@/lib/panels/divide-and-conquer/strategies/registry';
import { kindOf } from '@/tests/support/kind-of';
import { runPanel, type Settings } from '@/tests/support/panel-run';

const pathOf = ({ path }: { path: string[] }) => path.slice(2).join(' / ');
const failureOf = (result: StrategyResult | undefined) => (result && 'failure' in result ? result.failure : undefined);

/**
 * Runs a strategy beside IO on two problems, of which the first is answered as `answer` says. Whatever it says: the run finishes, and
 * the strategy still solves the second problem, and IO both.
 */
async function spoil(
  settings: Settings,
  strategy: string,
  answer: (prompt: string) => string | undefined,
  limit = bounds.calls,
) {
  const isOne = ({ path }: CallEntry) => path[0]?.startsWith(first ?? '') ?? false;
  const whole: Settings = { problems: 'drawn', digits: ['2'], count: 2, strategies: ['io', strategy], ...settings };
  const plain = await runPanel({ settings: whole });
  const first = plain.outcome.results[0]?.name;
  const own = new Set(plain.calls.filter(isOne).map(call => call.request.messages.at(-1)?.content ?? ''));
  const others = new Set(
    plain.calls.filter(call => !isOne(call)).map(call => call.request.messages.at(-1)?.content ?? ''),
  );
  const direct = plain.calls.find(call => isOne(call) && call.path[1] === 'io')?.request.messages.at(-1)?.content;
  const run = await runPanel({
    settings: whole,
    answer: prompt => {
      if (prompt === direct || (others.has(prompt) && !own.has(prompt))) return undefined;
      return answer(prompt);
    },
    script: { finish: () => 'length', can: { batch: 64 } },
  });
  expect(run.outcome.status).toBe('finished');
  expect(run.values).toHaveLength(2);
  expect(run.values.map(value => value.strategies['io'])).toEqual([
    expect.objectContaining({ correct: true }),
    expect.objectContaining({ correct: true }),
  ]);
  expect(run.values[1]?.strategies[strategy]).toMatchObject({ correct: true });
  expect(run.calls.filter(isOne).length).toBeLessThanOrEqual(limit + 1);
  const result = run.values[0]?.strategies[strategy];
  const failed = run.calls.filter(call => isOne(call) && call.failure).map(call => [pathOf(call), call.failure?.kind]);
  return { result, failure: failureOf(result), failed, run };
}

const isSplit = (prompt: string) => prompt.startsWith('Split the digits');
const loop = (piece: string) => piece.repeat(Math.ceil(20_000 / piece.length));

describe('a split of a number', () => {
  it.each([
    ['nothing', '', 'answer-unparsable'],
    ['words', 'I cannot.', 'answer-unparsable'],
    ['one part', '48', 'answer-unparsable'],
    ['the whole and nothing', '9999,0', 'split-stuck'],
    ['ten thousand parts', Array.from({ length: 10_000 }, (_, place) => place % 10).join(','), 'answer-unparsable'],
    ['a loop', loop('4,8,'), 'answer-unparsable'],
    ['numbers of 10,000 digits', `${'4'.repeat(10_000)},${'8'.repeat(10_000)}`, 'split-stuck'],
    ['thoughts without an end', `<think>${loop('4,8? ')}`, 'answer-unparsable'],
  ])('into %s is named, in the result and in the journal', async (_what, text, kind) => {
    for (const id of ['single-level', 'divide-and-conquer']) {
      const { failure, failed } = await spoil({}, id, prompt => (isSplit(prompt) ? text : undefined));
      expect(failure?.kind).toBe(kind);
      expect(failed).toEqual([
        ['split first', kind],
        ['split second', kind],
      ]);
    }
  });

  it('that takes off one digit at a time ends at the deepest level', async () => {
    const { strategies, calls, outcome } = await runPanel({
      settings: { strategies: ['io', 'divide-and-conquer'], a: '3'.repeat(20), b: '7' },
      answer: prompt => {
        const digits = /digits of (\d+)/.exec(prompt)?.[1];
        return digits && `${digits.slice(0, -1)},${digits.slice(-1)}`;
      },
    });
    expect(outcome.status).toBe('finished');
    expect(strategies['divide-and-conquer']).toMatchObject({ failure: { kind: 'bound-reached' } });
    expect(strategies['io']).toMatchObject({ correct: true });
    expect(Math.max(...calls.map(({ path }) => path.length - 3))).toBe(bounds.depth);
  });

  it('of addends that do not stand above each other is named', async () => {
    let turn = 0;
    const { failure } = await spoil({ task: 'addition', digits: ['3'] }, 'divide-and-conquer', prompt =>
      isSplit(prompt) && /\d{3}/.test(prompt) ? (turn++ % 2 === 0 ? '4,82' : '48,2') : undefined,
    );
    expect(failure?.kind).toBe('split-stuck');
  });
});

describe('the bounds', () => {
  it('count the calls of a whole strategy, in whatever scope they are made', async () => {
    let asked = 0;
    const answer: Answer = {
      ...{ text: '', parsed: null, finish_reason: 'stop' },
      ...{ usage: { prompt_tokens: 0, completion_tokens: 0 }, timings: { first_token_ms: 0, total_ms: 0 } },
    };
    const endless = (path: string[]): Scope => ({
      path,
      random: random(1),
      step: name => endless([...path, name]),
      all: (items, name, body) =>
        Promise.all(items.map((item, place) => body(item, endless([...path, name(item, place)])))),
      emit: () => {},
      embed: () => Promise.reject(new Error('embedded')),
      measure: () => Promise.reject(new Error('measured')),
      ask: async () => (asked++, answer),
    });
    const tree = async (scope: Scope, levels: number): Promise<void> => {
      await scope.step('split').ask('');
      if (levels > 0)
        await scope.all(
          Array.from({ length: 10 }),
          (_, place) => `${place}`,
          (_, sub) => tree(sub, levels - 1),
        );
    };
    await tree(bounded(endless([])), 3);
    expect(asked).toBe(1111);
    await expect(tree(bounded(endless([])), 4)).rejects.toMatchObject({
      kind: 'bound-reached',
      detail: expect.stringContaining('10000'),
    });
    expect(asked).toBe(1111 + bounds.calls);
  });

  it('let through what stands on them', () => {
    const parts = (count: number) => kindOf(() => checkParts(Array.from({ length: count }, String)));
    expect([parts(0), parts(1), parts(bounds.parts), parts(bounds.parts + 1)]).toEqual([
      'split-stuck',
      'nothing',
      'nothing',
      'bound-reached',
    ]);
    expect([bounds.depth, bounds.depth + 1].map(depth => kindOf(() => checkDepth(depth)))).toEqual([
      'nothing',
      'bound-reached',
    ]);
  });
});

describe('a merge', () => {
  it.each([
    ['without a number', 'I would rather not.'],
    ['that is empty', ''],
    ['that loops over one digit', loop('7')],
    ['with a number of 10,000 digits', `Answer: ${'7'.repeat(10_000)}`],
    ['with a fraction', 'Answer: 46.56'],
    ['with a negative number', 'Answer: -4656'],
  ])('%s is named, in the result and in the journal', async (_what, text) => {
    const { failure, failed } = await spoil({}, 'divide-and-conquer', prompt =>
      prompt.startsWith('Compute') ? text : undefined,
    );
    expect(failure?.kind).toBe('answer-unparsable');
    expect(failed).toEqual([['merge', 'answer-unparsable']]);
  });

  it('that is only wrong counts as an error without a failure', async () => {
    const { result } = await spoil({}, 'divide-and-conquer', prompt =>
      prompt.startsWith('Compute') ? 'Answer: 1' : undefined,
    );
    expect(result).toEqual({ answer: '1', correct: false });
  });

  it('by code computes with the longest answers that are let through', async () => {
    const { result, failed } = await spoil({ merge: 'code' }, 'divide-and-conquer', prompt =>
      prompt.startsWith('What is') ? '9'.repeat(80) : undefined,
    );
    expect([result, failed]).toEqual([expect.objectContaining({ correct: false }), []]);
  });
});

describe('a leaf', () => {
  it('that cannot be read is named where it stands; its neighbours are still asked', async () => {
    const { failure, failed } = await spoil({}, 'divide-and-conquer', prompt =>
      /^What is \d \* \d\?/.test(prompt) ? 'hm' : undefined,
    );
    expect(failure?.kind).toBe('answer-unparsable');
    expect(failed).toHaveLength(4);
  });
});

describe('a controller', () => {
  const isController = (prompt: string) => prompt.startsWith('Write the program');
  it.each([
    ['never ends', '4 * 8', 'bound-reached', 'step 4 / decide'],
    ['writes nonsense', 'colourless green ideas', 'answer-unparsable', 'step 1 / decide'],
    ['calls a module that is not there', '4 * 8 * 2', 'answer-unparsable', 'step 1 / decide'],
    ['shifts without measure', '4 + 8 * 10^99999999', 'answer-unparsable', 'step 1 / decide'],
    ['writes a number of 10,000 digits', `${'4'.repeat(10_000)} * 8`, 'answer-unparsable', 'step 1 / decide'],
    ['loops', loop('What next? '), 'answer-unparsable', 'step 1 / decide'],
  ])('that %s is named where it stands', async (_what, line, kind, path) => {
    const { failure, failed } = await spoil({}, 'decomposed', prompt => (isController(prompt) ? line : undefined));
    expect(failure?.kind).toBe(kind);
    expect(failed).toEqual([[path, kind]]);
  });

  it('that ends too early counts as wrong', async () => {
    const { result } = await spoil({}, 'decomposed', prompt => (isController(prompt) ? 'Answer: 5' : undefined));
    expect(result).toEqual({ answer: '5', correct: false });
  });
});

describe('a list of questions', () => {
  const isList = (prompt: string) => prompt.startsWith('To find');
  it.each([
    ['nothing', '', 'answer-unparsable'],
    ['ten thousand questions', '4 * 8, '.repeat(10_000), 'bound-reached'],
    ['one question too many', '4 * 8, '.repeat(bounds.parts + 1), 'bound-reached'],
    ['a shift beyond measure', '4 * 8 * 10^99999999', 'answer-unparsable'],
    ['a number of 10,000 digits', `${'4'.repeat(10_000)} * 8`, 'answer-unparsable'],
  ])('with %s is named, in the result and in the journal', async (_what, text, kind) => {
    const { failure, failed } = await spoil({}, 'least-to-most', prompt => (isList(prompt) ? text : undefined));
    expect(failure?.kind).toBe(kind);
    expect(failed).toEqual([['split', kind]]);
  });

  it('about other numbers is gone through as it stands, and is wrong', async () => {
    const { result, run } = await spoil({}, 'least-to-most', prompt => (isList(prompt) ? '1 * 1, 1 * 2' : undefined));
    expect(result).toEqual({ answer: '3', correct: false });
    const first = run.outcome.results[0]?.name;
    const split = run.calls.find(call => call.path[0] === first && call.path.at(-1) === 'split');
    expect(split?.parsed).not.toEqual(split?.truth);
  });
});

describe('chains', () => {
  const isChain = (prompt: string) => prompt.includes('step by step');
  it('of which none can be read are named, and each is in the journal', async () => {
    const { failure, failed } = await spoil({ samples: 3 }, 'cot-sc', prompt =>
      isChain(prompt) ? loop('Let me think. ') : undefined,
    );
    expect(failure).toEqual({ kind: 'answer-unparsable', detail: 'None of the chains came to an answer.' });
    expect(failed.map(([path]) => path).sort()).toEqual([1, 2, 3].map(place => `sample ${place} / reason`));
  });

  it('of which one can be read are as good as that one', async () => {
    let turn = 0;
    const { result, failed } = await spoil({ samples: 3 }, 'cot-sc', prompt =>
      isChain(prompt) ? (turn++ === 1 ? 'Answer: 12' : 'no idea') : undefined,
    );
    expect(result).toEqual({ answer: '12', correct: false });
    expect(failed).toHaveLength(2);
  });
});

describe('texts', () => {
  const text: Settings = { task: 'hallucination', count: 2 };
  const isSplitOfText = (prompt: string) => prompt.includes('into its sentences');
  it.each([
    ['nothing', '', 'split-stuck'],
    ['no statements', 'I cannot split it.', 'split-stuck'],
    [
      'ten thousand statements',
      Array.from({ length: 10_000 }, (_, place) => `#Statement ${place}#: x`).join('\n'),
      'bound-reached',
    ],
    ['a loop', loop('#Statement 1#: It rained.\n'), 'bound-reached'],
  ])('split into %s are named, in the result and in the journal', async (_what, said, kind) => {
    for (const id of ['single-level', 'least-to-most']) {
      const { failure, failed } = await spoil(text, id, prompt => (isSplitOfText(prompt) ? said : undefined));
      expect(failure?.kind).toBe(kind);
      expect(failed).toEqual([['split', kind]]);
    }
  });

  it('split into one part, the whole, are judged as one', async () => {
    const { failure, run } = await spoil(text, 'single-level', prompt => {
      const whole = /^Summary:\n(.+)\n\nCut/.exec(prompt)?.[1];
      return whole && `#Statement 1#: ${whole}`;
    });
    expect(failure).toBeUndefined();
    const first = run.outcome.results[0]?.name;
    const paths = run.calls.filter(({ path }) => path[0] === first && path[1] === 'single-level').map(pathOf);
    expect(paths).toEqual(['split', 'statement 1 / solve', 'merge']);
  });

  it('with votes out of range go on with the first thoughts', async () => {
    const { result, failed } = await spoil({ ...text, votes: 2 }, 'tree-of-thoughts', prompt =>
      prompt.includes('Candidates:') ? '99' : undefined,
    );
    expect(result).toMatchObject({ correct: true });
    expect(failed).toHaveLength(4);
    expect(failed.every(([path, kind]) => path?.endsWith('choose') && kind === 'answer-unparsable')).toBe(true);
  });

  it('about which no thought says anything are named', async () => {
    const { failure, failed } = await spoil(text, 'tree-of-thoughts', prompt =>
      prompt.includes('one next thought') ? `<think>${loop('hm ')}` : undefined,
    );
    expect(failure?.kind).toBe('answer-unparsable');
    expect(failed.map(([path]) => path?.split(' / ').at(-1))).toEqual(['propose', 'propose']);
  });

  it('about which one thought says nothing go on with the other', async () => {
    let turn = 0;
    const { result, failed } = await spoil(text, 'tree-of-thoughts', prompt =>
      prompt.includes('one next thought') && turn++ === 0 ? ' ' : undefined,
    );
    expect(result).toMatchObject({ correct: true });
    expect(failed.map(([path]) => path)).toEqual(['step 1 / thought 1 / propose']);
  });

  it.each(['io', 'cot', 'single-level', 'least-to-most', 'tree-of-thoughts'])(
    'that a model only loops about fail by name: %s',
    async id => {
      const run = await runPanel({
        settings: { task: 'misinformation', strategies: [id] },
        answer: () => loop('and so on '),
      });
      expect(failureOf(run.strategies[id])?.kind).toMatch(/^(?:answer-unparsable|split-stuck)$/);
      expect(run.outcome.status).toBe('finished');
    },
  );
});

describe('one\u2019s own task', () => {
  it.each([
    ['nothing', '', 'split-stuck'],
    ['ten thousand parts', 'x\n'.repeat(10_000), 'bound-reached'],
  ])('split into %s is named', async (_what, said, kind) => {
    for (const id of ['single-level', 'least-to-most']) {
      const run = await runPanel({
        settings: { task: 'own', strategies: ['io', id] },
        answer: prompt => (prompt.includes('Write every sentence') ? said : undefined),
      });
      expect(failureOf(run.strategies[id])?.kind).toBe(kind);
      expect(run.strategies['io']).toMatchObject({ correct: true });
      expect(run.calls.filter(call => call.failure).map(pathOf)).toEqual(['split']);
    }
  });
});

describe('whatever a model says, every strategy on every task', () => {
  const answers = [
    '',
    '7',
    'yes',
    loop('1. 4 * 8\n'),
    '#Statement 1#: x',
    '9'.repeat(10_000),
    '{"a": [1, "\u0000"]}',
    '\ud800',
    '1,1\nAnswer: 1',
  ];
  it.each(['multiplication', 'addition', 'hallucination', 'misinformation', 'own'])(
    'of %s ends within the bounds, with an answer or a failure by name',
    async task => {
      for (const said of answers) {
        const settings: Settings = {
          task,
          strategies: strategies.map(({ id }) => id),
          a: '4821',
          b: '917',
          votes: 1,
          samples: 2,
        };
        const { outcome, values, calls } = await runPanel({
          settings,
          answer: () => said,
          script: { can: { batch: 64 } },
        });
        expect(outcome.status).toBe('finished');
        expect(calls.length).toBeLessThan(1000);
        for (const [id, result] of Object.entries(values[0]?.strategies ?? {})) {
          const kind = failureOf(result)?.kind ?? 'answered';
          expect([id, said.slice(0, 20), kind]).toEqual([
            id,
            said.slice(0, 20),
            expect.stringMatching(/^(?:answered|answer-unparsable|split-stuck|bound-reached)$/),
          ]);
        }
      }
    },
    20_000,
  );
});
