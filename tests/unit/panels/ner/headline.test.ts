import { describe, expect, it } from 'vitest';
import { headline } from '@/components/ner/loop/headline';
import { atOnce } from '@/lib/core/steps';
import type { Counts } from '@/lib/panels/ner/metrics/contract';
import { mentionSet } from '@/lib/panels/ner/metrics/mention-set';
import { evaluationOf } from '@/lib/panels/ner/metrics/score';
import type { SystemScore } from '@/lib/panels/ner/report/comparison';
import type { Loop } from '@/lib/panels/ner/report/loop';
import type { System } from '@/lib/panels/ner/report/systems';
import { verdictSteps } from '@/lib/panels/ner/report/verdict';

/** A system that finds so many of the entities of `size` sentences with one entity each, and nothing else. */
function score(source: System['source'], title: string, right: number, size = 40): SystemScore {
  const counts = Array.from({ length: size }, (_, at): ReadonlyMap<string, Counts> => {
    const correct = at < right ? 1 : 0;
    return new Map([['Person', { gold: 1, predicted: 1, correct }]]);
  });
  return {
    system: { id: title, title, source, judge: () => null },
    ...{ n: size, unanswered: { trials: 0, kinds: [] }, unreadable: 0, cut: 0 },
    evaluation: evaluationOf(mentionSet, counts, ['Person']),
  };
}

const loop = (annotated: number, tests: number) =>
  ({
    latest: new Map(Array.from({ length: annotated }, (_, at) => [String(at), {}])),
    tests: Array.from({ length: tests }, () => ({})),
    pools: [],
  }) as unknown as Pick<Loop, 'latest' | 'tests' | 'pools'>;

const said = (...scores: SystemScore[]) => headline(loop(300, 40), scores, atOnce(verdictSteps(scores)));

describe('the headline', () => {
  it('says how far the run is, and compares nothing before its end', () => {
    expect(headline(loop(0, 0), [], undefined)).toBe('No sentence is annotated yet.');
    const scores = [score('none', 'No demonstrations', 10), score('self', 'Voted, nearest', 30)];
    expect(headline(loop(300, 40), scores, undefined)).toBe('300 sentences annotated.');
  });

  it('says that demonstrations help, with n and whether that is more than chance', () => {
    expect(said(score('none', 'No demonstrations', 10), score('self', 'Voted, nearest', 30))).toBe(
      '300 sentences annotated. The model\u2019s own annotations as demonstrations raise F1 from 25.0 to 75.0 (Voted, nearest; n = 40). The difference is more than chance (p < 0.001).',
    );
  });

  it('says that the difference may be chance, after the correction for all comparisons', () => {
    const text = said(
      score('none', 'No demonstrations', 10),
      score('self', 'Voted, nearest', 16),
      score('gold', 'Gold, nearest', 16),
    );
    // Six sentences differ, all in one direction: p = 2 / 64, and twice that for two comparisons.
    expect(text).toContain('may be chance (p = 0.063, Holm\u2019s correction for 2 comparisons)');
  });

  it('says that F1 fell, and leaves it to the test whether that is more than chance', () => {
    const text = said(score('none', 'No demonstrations', 30), score('self', 'Voted, nearest', 10));
    expect(text).toContain('With the model\u2019s own annotations as demonstrations, F1 falls from 75.0 to 25.0');
    expect(text).toContain('more than chance');
  });

  it('does not hide the ways that hurt behind the best one', () => {
    const text = said(
      score('none', 'No demonstrations', 20),
      score('self', 'Voted, nearest', 30),
      score('self', 'Voted, random', 10),
    );
    expect(text).toContain('Voted, nearest, the best of 2 ways; n = 40');
    expect(text).toMatch(/1 of 2 ways lowered F1, the worst to 25\.0 \(Voted, random\)\.$/);
  });

  it('says how far F1 fell in the worst way where it fell in all', () => {
    const text = said(
      score('none', 'No demonstrations', 20),
      score('self', 'Voted, nearest', 10),
      score('self', 'Voted, random', 19),
    );
    expect(text).toContain('F1 falls from 50.0 to 47.5 (Voted, random, the best of 2 ways; n = 40)');
    expect(text).toMatch(/2 of 2 ways lowered F1, the worst to 25\.0 \(Voted, nearest\)\.$/);
  });

  it('gives the score alone where there is nothing to compare', () => {
    expect(said(score('none', 'No demonstrations', 20))).toBe(
      '300 sentences annotated. F1 is 50.0 (no demonstrations, n = 40).',
    );
    expect(said()).toBe('300 sentences annotated.');
  });
});
