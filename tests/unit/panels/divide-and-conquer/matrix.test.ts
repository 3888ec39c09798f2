import { describe, expect, it } from 'vitest';
import { random } from '@/lib/core/random';
import type { JournalEntry } from '@/lib/experiment/entry';
import type { Scope } from '@/lib/experiment/scope';
import { taskSettings } from '@/lib/panels/divide-and-conquer/settings';
import { strategies } from '@/lib/panels/divide-and-conquer/strategies/registry';
import { tasks } from '@/lib/panels/divide-and-conquer/tasks/registry';
import type { Claim } from '@/lib/panels/divide-and-conquer/tasks/verification/problem';
import { sentencesOf } from '@/lib/panels/divide-and-conquer/tasks/verification/statements';
import { panelExperiment, runPanel, type Settings } from '@/tests/support/panel-run';
import { expected, right } from './matrix';

const settings: Settings = { a: '48', b: '97', item: 1, samples: 2, breadth: 2, depth: 2, votes: 1 };

/** The texts of a problem and the signs that stand for them; longest first, because a sentence may be a whole text. */
function signsOf(problem: unknown): [text: string, sign: string][] {
  const { source, text, input } = problem as Partial<Claim> & { input?: string };
  const sentences = sentencesOf(text ?? input ?? '').map((sentence, place): [string, string] => [
    sentence,
    `<${place + 1}>`,
  ]);
  return [
    ...(source && text
      ? [
          [source, '<source>'],
          [text, '<text>'],
        ]
      : []),
    ...sentences,
  ] as [string, string][];
}

/** An entry as the expectations write it. */
function lineOf(entry: JournalEntry, problem: unknown): { path: string; said: string } {
  const path = entry.path.slice(2).join(' / ');
  if (entry.kind === 'embedding' || entry.kind === 'measurement') throw new Error('embedded or measured');
  if (entry.kind === 'value') return { path, said: String(entry.value) };
  const prompt = signsOf(problem).reduce(
    (said, [text, sign]) => said.replaceAll(text, sign),
    entry.request.messages.at(-1)?.content ?? '',
  );
  return { path, said: prompt.replace(/\s+/g, ' ') };
}

const split = (line: string) => {
  const [, path = '', sign = '', said = ''] = /^(.*?)( = |: )(.*)$/.exec(line) ?? [];
  return { path, said: sign === ': ' ? expect.stringContaining(said.trim()) : said };
};

/** A scope in which nothing may be asked. */
const silent: Scope = {
  path: [],
  random: random(1),
  ask: () => Promise.reject(new Error('asked')),
  embed: () => Promise.reject(new Error('embedded')),
  measure: () => Promise.reject(new Error('measured')),
  all: () => Promise.reject(new Error('asked')),
  step: () => silent,
  emit: () => {
    throw new Error('emitted');
  },
};

describe('the matrix of strategies and tasks', () => {
  it('has a place for every strategy on every task, and no other', () => {
    const ids = strategies.map(({ id }) => id).sort();
    expect(Object.keys(expected).sort()).toEqual(tasks.map(({ id }) => id).sort());
    for (const [task, rows] of Object.entries(expected))
      expect([task, ...Object.keys(rows).sort()]).toEqual([task, ...ids]);
  });

  for (const task of tasks) {
    for (const strategy of strategies) {
      const wanted = expected[task.id]?.[strategy.id] ?? [];
      const name = `${strategy.id} on ${task.id}`;
      if (Array.isArray(wanted)) {
        it(`${name} makes its calls in order and is right with right answers`, async () => {
          const run = await runPanel({ settings: { ...settings, task: task.id, strategies: [strategy.id] } });
          const problem = run.values[0]?.problem;
          const lines = run.entries.map(entry => lineOf(entry, problem));
          expect(lines).toEqual(wanted.map(split));
          expect(run.strategies).toEqual({ [strategy.id]: { answer: right[task.id], correct: true } });
          // What is journaled as right is what a right answer reads as.
          for (const call of run.calls)
            if (call.truth !== undefined) expect([call.path, call.parsed]).toEqual([call.path, call.truth]);
        });
      } else {
        it(`${name} does not suit, says why, and is left out`, async () => {
          const experiment = panelExperiment({ ...settings, task: task.id });
          const own = taskSettings(experiment.settings, task);
          const prompts = task.prompts(own);
          const [problem] = await task.problems(own, 'one', random(1));
          const { options } = experiment.settings;
          await expect(strategy.solve(prompts, problem as never, options, silent)).rejects.toMatchObject({
            kind: 'strategy-unfit',
            detail: expect.stringContaining(wanted.unsupported),
          });
          const run = await runPanel({ settings: { ...settings, task: task.id, strategies: [strategy.id, 'io'] } });
          expect(Object.keys(run.strategies)).toEqual(['io']);
          expect(run.calls).toHaveLength(1);
        });
      }
    }
  }
});

describe('the truth that is journaled', () => {
  it('stands beside every call of a strategy where the task knows it', async () => {
    const known = async (task: string, id: string) => {
      const { calls } = await runPanel({ settings: { ...settings, task, strategies: [id] } });
      return calls.filter(call => call.truth !== undefined).map(call => call.path.slice(2).join(' / '));
    };
    for (const task of ['multiplication', 'addition']) {
      for (const id of ['io', 'cot', 'cot-sc', 'least-to-most', 'decomposed', 'single-level', 'divide-and-conquer']) {
        const { calls } = await runPanel({ settings: { ...settings, task, strategies: [id] } });
        expect([task, id, (await known(task, id)).length]).toEqual([task, id, calls.length]);
      }
    }
    expect(await known('hallucination', 'single-level')).toHaveLength(6);
    expect(await known('hallucination', 'least-to-most')).toHaveLength(6);
    // What a split or a part of one's own task should give, only the user knows.
    expect(await known('own', 'single-level')).toEqual(['merge']);
    expect(await known('own', 'least-to-most')).toEqual(['merge']);
  });
});
