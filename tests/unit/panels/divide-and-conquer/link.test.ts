import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { decodeLink, readLink } from '@/lib/experiment/link';
import type { Experiment } from '@/lib/experiment/panel';
import { encodeLink } from '@/lib/experiment/write-link';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import { type DivideAndConquerSettings, fields } from '@/lib/panels/divide-and-conquer/settings';
import { strategies } from '@/lib/panels/divide-and-conquer/strategies/registry';
import { tasks } from '@/lib/panels/divide-and-conquer/tasks/registry';
import { panelExperiment } from '@/tests/support/panel-run';

const encode = (experiment: unknown) => encodeLink(experiment as Experiment<DivideAndConquerSettings>, panel);
const decode = (link: string) => decodeLink(link, panel);

describe('a link that was made when there were three strategies and one task', () => {
  it.each([
    ['the defaults', '#1q1YqSMxLzVGyUkrJLMtMSdVNzEvRTc7PKyxNLVLSUSpLLSrOzM9TsjKsBQA', {}, {}],
    [
      'two factors',
      '#1q1YqSMxLzVGyUkrJLMtMSdVNzEvRTc7PKyxNLVLSUSpOLSnJzEsvVrKqVkoEKjIHiiUBaQOlWh2lstSi4sz8PCUrw1oA',
      { a: '7', b: '0' },
      {},
    ],
    [
      'an evaluation',
      '#1JY1LDoMgFEX3cseYqLE2spWmAwqvhAQfFNAOjHvvM53ezzkHsmGK0HBhD446w66ziT8bFShUIgc9jcu0zPdxuV1Ja4F9hT5g08YNeuh7JXcfmqQPDPKb8VSIZN7Qo8JKxZMobHIkZS7pFWmVMVwxX748OQYh_Renwk6lhsTCPn8',
      { problems: 'drawn', digits: ['1', '6'], count: 100, leaf: 2, split: 'code', merge: 'code' },
      { seed: 4294967295 },
    ],
    [
      'another model',
      '#1jY7BCoMwEET_Zc8qVhRrfqUUSZutLDWbmERbEP-9a6G3HtzTMMu8mRWsMziCWgF5IEZQIox3xAmy3xOmF3JVNKq9wZaB1_x1DS1kMNds8rvjacYgkaitH4mHHWn1u0_uiRxBVWV9ziCh9Rh0moM0lUUjjvO933Un5IhoQLW7SEkgkltBS1V38GTAiPoBqi4FkqQJB0LBXP6vJQdX6V0wRHIM6rR9AA',
      { strategies: ['divide-and-conquer', 'io'], a: '9'.repeat(40), leaf: 40 },
      {
        model: { engine: 'endpoint', model: 'qwen2.5:7b' },
        sampling: { temperature: 0.5, top_p: 0.9, max_tokens: 2048 },
        seed: 7,
      },
    ],
  ])('still means the same: %s', (_what, link, settings, rest) => {
    const decoded = decode(link);
    expect(decoded).toEqual(panelExperiment(settings, rest));
    const { a, b, digits, count, leaf, split, merge, strategies, problems }: Record<string, Json> = {
      ...{ a: '4821', b: '9177', digits: ['2', '3', '4', '5'], count: 20, leaf: 1, split: 'model', merge: 'model' },
      ...{ strategies: ['io', 'cot', 'divide-and-conquer'], problems: 'given' },
      ...settings,
    };
    // The settings that there were then, where they stand now.
    expect(decoded.settings).toMatchObject({
      ...{ task: 'multiplication', problems: problems === 'given' ? 'one' : 'many', strategies, repeats: 1 },
      ...{ tasks: { multiplication: { a, b, digits, count } }, options: { leaf, split, merge } },
    });
    expect(decoded.compare).toEqual([]);
  });
});

describe('a link of two numbers', () => {
  it('carries them and nothing else', () => {
    const experiment = panelExperiment({ a: '7', b: '0' });
    expect(readLink(encode(experiment))).toEqual({
      ...{ version: 1, panel: 'divide-and-conquer', panelVersion: 2 },
      settings: { tasks: { multiplication: { a: '7', b: '0' } } },
    });
  });

  it('is made anew as it was made', () => {
    const link = encode(panelExperiment({ a: '7', b: '0' }));
    expect(encode(decode(link))).toBe(link);
    expect(encode(panelExperiment({ b: '0', a: '7', leaf: 1 }))).toBe(link);
  });
});

/** Printable text of any script, in lines; short enough for most to fit into a link. */
const prompt = (maxLength: number) =>
  fc
    .array(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.constantFrom('\n', '{input}', '{part}', '{answers}', '\t'),
      ),
      { maxLength: 20 },
    )
    .map(pieces =>
      pieces
        .join('')
        .replace(/[^\P{Cc}\n\t]/gu, '')
        .slice(0, maxLength),
    );
const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id);
const model = fc.record({
  engine: fc.constantFrom('embedded', 'webllm', 'endpoint'),
  model: fc.stringMatching(/^[\w.:/@+\-,=~() ]{1,60}$/),
});

const settings = fc.record(
  {
    task: fc.constantFrom(...idsOf(tasks)),
    problems: fc.constantFrom('given', 'drawn'),
    a: fc.stringMatching(/^[0-9]{1,40}$/),
    data: fc.constantFrom('', '0123456789abcdef'),
    item: fc.integer({ min: 1, max: 20_000 }),
    ownProblems: prompt(600),
    ownSplit: prompt(300),
    ownSolve: prompt(300),
    ownMerge: prompt(300),
    ownChecker: fc.constantFrom('none', 'exact', 'number', 'contains', 'pattern'),
    strategies: fc.subarray(idsOf(strategies), { minLength: 1 }),
    samples: fc.integer({ min: 1, max: 40 }),
    drawTemperature: fc.double({ min: 0, max: 2, noNaN: true }).map(value => value + 0),
    breadth: fc.integer({ min: 1, max: 8 }),
    depth: fc.integer({ min: 1, max: 5 }),
    votes: fc.integer({ min: 1, max: 20 }),
    repeats: fc.integer({ min: 1, max: 20 }),
  },
  { requiredKeys: [] },
);

describe('a link of today', () => {
  it('brings back every setting, prompts in any script and all models', () => {
    fc.assert(
      fc.property(settings, fc.array(model, { maxLength: 7 }), (changes, compare) => {
        const experiment = panelExperiment(changes as never, { compare });
        expect(decode(encode(experiment))).toEqual(experiment);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the models in their order', () => {
    const compare = [
      { engine: 'webllm', model: 'Llama-3.2-1B-Instruct-q4f16_1-MLC' },
      { engine: 'endpoint', model: 'qwen2.5:7b' },
    ];
    expect(decode(encode(panelExperiment({}, { compare }))).compare).toEqual(compare);
    expect(() => panelExperiment({}, { compare: Array.from({ length: 8 }, () => compare[0]) })).toThrow(
      'at most 7 items',
    );
  });

  it('holds prompts of any usual length, and refuses by name what would not come back', () => {
    const words = Array.from({ length: 1500 }, (_, place) => `word${place % 700}`).join(' ');
    const usual = panelExperiment({ task: 'own', ownSolve: words.slice(0, 2000), ownProblems: words.slice(0, 6000) });
    expect(decode(encode(usual))).toEqual(usual);
    let state = 1;
    const random = () => String.fromCodePoint(0x4e00 + ((state = (state * 48271) % 2147483647) % 20_000));
    const dense = panelExperiment({ task: 'own', ownProblems: Array.from({ length: 6000 }, random).join('') });
    expect(() => encode(dense)).toThrow(expect.objectContaining({ kind: 'link-too-large' }));
  });

  it.each([
    ['a zero byte', '\u0000'],
    ['an escape', '\u001b[31m'],
    ['a carriage return', 'a\rb'],
    ['too long a text', 'x'.repeat(2001)],
  ])('refuses %s in a prompt', (_what, ownSolve) => {
    expect(() => panelExperiment({ ownSolve })).toThrow(Failure);
  });

  it('takes every setting of the table', () => {
    const { settings } = panelExperiment({});
    expect(Object.keys(settings).sort()).toEqual(Object.keys(fields).sort());
  });
});
