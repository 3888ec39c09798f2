import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorKinds, errorsOf } from '@/lib/panels/ner/errors';
import { oracleJson } from '../../../support/shared-cases';
import type { Pairs } from './judged';
import { judged } from './judged';

const text = 'Ann Lee flew from New York City to Ulm .';
const kinds = (gold: Pairs, predicted: Pairs) =>
  errorsOf(judged(text, gold, predicted)).map(({ kind, mention }) => [kind, mention]);

describe('errors', () => {
  it.each<[string, Pairs, Pairs, [string, string][]]>([
    ['none', [['Ulm', 'Place']], [['Ulm', 'Place']], []],
    ['an entity that is missed', [['Ulm', 'Place']], [], [['missed', 'Ulm']]],
    ['a mention that is no entity', [], [['flew', 'Person']], [['spurious', 'flew']]],
    ['a wrong label', [['Ulm', 'Place']], [['Ulm', 'Person']], [['wrong-label', 'Ulm']]],
    ['a border too far in', [['Ann Lee', 'Person']], [['Ann', 'Person']], [['wrong-boundary', 'Ann']]],
    ['a border too far out', [['York', 'Place']], [['New York City', 'Person']], [['wrong-boundary', 'New York City']]],
    ['an overlap', [['New York', 'Place']], [['York City', 'Place']], [['wrong-boundary', 'York City']]],
    [
      'an absent mention',
      [['Ulm', 'Place']],
      [['ULM', 'Place']],
      [
        ['absent', 'ULM'],
        ['missed', 'Ulm'],
      ],
    ],
    [
      'a gold mention that is absent itself',
      [['Eve', 'Person']],
      [['Eve', 'Person']],
      [
        ['absent', 'Eve'],
        ['missed', 'Eve'],
      ],
    ],
    ['the empty mention', [], [['', 'Place']], [['absent', '']]],
  ])('%s', (_what, gold, predicted, expected) => {
    expect(kinds(gold, predicted)).toEqual(expected);
  });

  it('name the entities that they touch', () => {
    const gold: Pairs = [
      ['Ann Lee', 'Person'],
      ['New York City', 'Place'],
      ['Ulm', 'Place'],
    ];
    expect(errorsOf(judged(text, gold, [['Lee flew from New York', 'Person']]))[0]).toEqual({
      kind: 'wrong-boundary',
      mention: 'Lee flew from New York',
      label: 'Person',
      entities: [
        { mention: 'Ann Lee', label: 'Person' },
        { mention: 'New York City', label: 'Place' },
      ],
    });
  });

  it('have words', () => {
    for (const { title, sentence } of Object.values(errorKinds)) {
      expect(title).not.toBe('');
      expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('and right mentions add up to the prediction', () => {
    const pairs = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'ab', 'aba', 'c', ''), fc.constantFrom('x', 'y')));
    fc.assert(
      fc.property(pairs, pairs, (gold, predicted) => {
        const item = judged('abab b a', gold, predicted);
        const errors = errorsOf(item);
        const right = [...item.predicted.mentions].filter(
          ([mention, label]) =>
            mention !== '' && item.text.includes(mention) && item.gold.mentions.get(mention) === label,
        );
        expect(errors.filter(({ kind }) => kind !== 'missed').length + right.length).toBe(item.predicted.mentions.size);
      }),
    );
  });

  it('of the recorded pool are as many as were counted elsewhere', ({ skip }) => {
    const file = oracleJson<{ samples: { sentence: string; gold: Pairs; scores: [string, string, number][] }[] }>(
      'ner/pool_std_c5_500.json',
    );
    if (!file) return skip();
    const counts: Record<string, number> = {};
    for (const { sentence, gold, scores } of file.samples)
      for (const { kind } of errorsOf(
        judged(
          sentence,
          gold,
          scores.map(([mention, label]) => [mention, label] as const),
        ),
      ))
        counts[kind] = (counts[kind] ?? 0) + 1;
    expect(counts).toEqual({ spurious: 206, 'wrong-label': 88, 'wrong-boundary': 80, missed: 71, absent: 2 });
  });
});
