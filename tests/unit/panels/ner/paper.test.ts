import { describe, expect, it } from 'vitest';
import { findings, type Found } from '@/components/ner/infer/paper';
import type { SystemScore } from '@/lib/panels/ner/report/comparison';
import type { Round } from '@/lib/panels/ner/report/rounds';

const score = (source: string, title: string, f1: number) =>
  ({ system: { id: title, title, source }, evaluation: { total: { score: { f1 } } } }) as unknown as SystemScore;

const [none, best, gold] = [
  score('none', 'None', 0.585),
  score('self', 'Nearest', 0.709),
  score('gold', 'Gold', 0.814),
];
const round = (right: number, entities: number) =>
  ({ round: 1, annotated: 10, additions: [{ right, entities }] }) as unknown as Round;

const found = (change: object = {}, own = best): Found => ({
  verdict: {
    none,
    best: own,
    worst: own,
    ways: 1,
    lower: 0,
    difference: 0.124,
    n: 100,
    p: 0.013,
    isMoreThanChance: true,
    comparisons: 4,
    ...change,
  },
  scores: [none, own, gold],
  rounds: [round(3, 4)],
  annotated: 300,
});

const [gain, more, choice] = findings;

describe('the findings of the paper beside those of a run', () => {
  it.each([
    [found({ ways: 3 }), 'The same: F1 rises from 58.5 to 70.9 (Nearest, the best of 3 ways, p = 0.013).'],
    [found(), 'The same: F1 rises from 58.5 to 70.9 (Nearest, p = 0.013).'],
    [
      found({ p: 0.2, isMoreThanChance: false }),
      'Not shown: F1 goes from 58.5 to 70.9 (Nearest, p = 0.2), which may be chance.',
    ],
    [
      found({ difference: -0.2 }, score('self', 'Nearest', 0.385)),
      'The opposite: F1 falls from 58.5 to 38.5 (Nearest, p = 0.013).',
    ],
  ])('say what its own demonstrations did', (run, words) => {
    expect(gain?.here(run)).toBe(words);
  });

  it('say of more rounds what each added, and of one round that nothing was asked', () => {
    expect(more?.here(found())).toContain('Not asked: this run has one round, over 300 sentences.');
    expect(more?.here({ ...found(), rounds: [round(3, 4), round(1, 2), round(0, 0)] })).toBe(
      'Of the entities that its 3 rounds added, 75 %, 50 % and none are right, in this order.',
    );
  });

  it('say how much room gold demonstrations leave', () => {
    expect(choice?.here(found())).toBe(
      'There is room: gold demonstrations reach F1 81.4, 10.5 points above the best of its own.',
    );
    expect(choice?.here(found({}, score('self', 'Nearest', 0.9)))).toBe(
      'No room by this measure: gold demonstrations reach F1 81.4, and the best of its own 90.0.',
    );
    expect(choice?.here({ ...found(), scores: [none, best] })).toContain('Not asked');
  });
});
