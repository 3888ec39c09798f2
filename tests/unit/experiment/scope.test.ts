import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { pathKey } from '@/lib/experiment/entry';
import { createJournal } from '@/lib/experiment/journal';
import { cleanName, createNamer } from '@/lib/experiment/names';
import { runExperiment } from '@/lib/experiment/runner';
import type { Scope } from '@/lib/experiment/scope';
import { scriptedEngine } from '../../support/scripted-engine';
import { sumExperiment, sums } from './sums';

/** Runs one program as the only unit of a run. */
async function program(body: (scope: Scope) => Promise<Json>, answer = (prompt: string) => prompt) {
  const journal = createJournal();
  const { results } = await runExperiment({
    panel: {
      ...sums,
      phases: [{ name: 'only', units: () => [{ name: 'unit', input: null }] }],
      run: (_unit, _experiment, scope) => body(scope),
    },
    experiment: sumExperiment(),
    openEngine: async () => scriptedEngine({ answer: request => answer(request.messages.at(-1)?.content ?? '') }),
    journal,
    signal: new AbortController().signal,
    onEvent: () => {},
  });
  return { result: results[0], paths: journal.entries().map(entry => pathKey(entry.path)), journal };
}

describe('a scope', () => {
  it('numbers repeated names in the order of the calls', async () => {
    const { paths } = await program(async scope => {
      await Promise.all([scope.ask('a', { name: 'solve' }), scope.ask('b', { name: 'solve' })]);
      scope.emit('solve', 1);
      await scope.step('solve').ask('c');
      return null;
    });
    expect(new Set(paths)).toEqual(
      new Set(['unit / solve', 'unit / solve 2', 'unit / solve 3', 'unit / solve 4 / answer']),
    );
  });

  it('finishes the other items when one fails, then throws the first failure by order', async () => {
    const { result, paths } = await program(scope =>
      scope.all(
        ['a', 'b', 'c', 'd'],
        item => item,
        async (item, inner) => {
          if (item === 'b') {
            await inner.ask('wait');
            throw new Failure('split-stuck', 'b');
          }
          if (item === 'c') throw new Failure('split-stuck', 'c');
          return (await inner.ask(item)).text;
        },
      ),
    );
    expect(result?.failure).toEqual({ kind: 'split-stuck', detail: 'b' });
    expect(paths).toContain('unit / d / answer');
  });

  it('gives results in the order of the items', async () => {
    const { result } = await program(scope =>
      scope.all([3, 1, 2], String, async (item, inner) => Number((await inner.ask(String(item))).text)),
    );
    expect(result?.value).toEqual([3, 1, 2]);
  });

  it('journals an answer that cannot be read, with its text, and throws', async () => {
    const { result, journal } = await program(scope =>
      scope
        .ask('not a number', {
          truth: 7,
          parse: text => {
            throw new Failure('answer-unparsable', text);
          },
        })
        .then(() => null),
    );
    expect(result?.failure).toEqual({ kind: 'answer-unparsable', detail: 'not a number' });
    expect(journal.entries()[0]).toMatchObject({
      text: 'not a number',
      truth: 7,
      failure: { kind: 'answer-unparsable' },
    });
  });

  it('never sends the truth to the model', async () => {
    const { journal } = await program(scope => scope.ask('2 + 2', { truth: 'the-truth' }).then(() => null));
    const entry = journal.entries()[0];
    expect(entry?.kind === 'call' && JSON.stringify(entry.request)).not.toContain('the-truth');
  });

  it('draws from a stream of its own: siblings differ, the same path repeats', async () => {
    const draws = async (scope: Scope) => [
      scope.step('a').random.next(),
      scope.step('b').random.next(),
      scope.random.next(),
    ];
    const first = (await program(draws)).result?.value as number[];
    expect(new Set(first).size).toBe(3);
    expect((await program(draws)).result?.value).toEqual(first);
  });
});

describe('names', () => {
  it.each([
    ['  a\n b ', 'a b'],
    ['a / b', 'a/b'],
    ['a /', 'a/'],
    ['', 'unnamed'],
    ['x'.repeat(200), 'x'.repeat(100)],
    ['𝟘'.repeat(150), '𝟘'.repeat(100)],
  ])('%j becomes %j', (name, clean) => expect(cleanName(name)).toBe(clean));

  it('stay unique and short when numbered, even beside a name that looks numbered', () => {
    const name = createNamer();
    const given = ['a 2', 'a', 'a', 'a', 'x'.repeat(90), 'x'.repeat(91)].map(name);
    expect(given.slice(0, 4)).toEqual(['a 2', 'a', 'a 3', 'a 4']);
    expect(new Set(given).size).toBe(given.length);
    expect(given.every(each => each.length <= 100)).toBe(true);
  });
});
