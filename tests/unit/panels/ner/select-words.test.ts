import { describe, expect, it } from 'vitest';
import { calibrationWords, findingsOf, findingWords, keptWords, spokenThreshold } from '@/components/ner/select/words';
import { calibrationOf } from '@/lib/panels/ner/report/calibration';
import type { Kept } from '@/lib/panels/ner/report/kept';
import type { ThresholdCurve } from '@/lib/panels/ner/report/thresholds';
import { entityThreshold } from '@/lib/panels/ner/selection/entity-threshold';
import { recordedVote } from '@/lib/panels/ner/selection/recorded';
import { selections } from '@/lib/panels/ner/selection/registry';
import { sampleThreshold } from '@/lib/panels/ner/selection/sample-threshold';
import { votingOnly } from '@/lib/panels/ner/selection/voting-only';

const kept = (sentences: number, entities: number, judged: Partial<Kept['judged']> = {}): Kept => ({
  sentences,
  entities,
  judged: { sentences, entities, gold: entities, right: 0, ...judged },
});
const curveOf = (all: ThresholdCurve['all']): ThresholdCurve => ({ steps: [], above: kept(0, 0), all });
const plain = (text: string | null | undefined) => text?.replaceAll('\u202f', ' ');

describe('the words of a threshold', () => {
  it('say how much stays, how much of it is right, and how much of the gold it is', () => {
    const curve = curveOf({ sentences: 1200, judged: 1200, gold: 100 });
    expect(plain(keptWords(3.9, kept(1, 40, { right: 30 }), curve))).toBe(
      'At 3.9, 1 of 1,200 sentences stay, with 40 entities. Of these, 75 % are right. 30 % of the 100 gold entities are among them.',
    );
    expect(spokenThreshold(4, kept(3, 1), curve)).toBe('4 votes: 3 of 1,200 sentences and 1 entity stay');
  });

  it('name the sentences with gold where others have none, and judge nothing where none has', () => {
    const some = curveOf({ sentences: 10, judged: 4, gold: 8 });
    expect(plain(keptWords(4, kept(5, 20, { sentences: 2, entities: 4, right: 2 }), some))).toBe(
      'At 4, 5 of 10 sentences stay, with 20 entities. Of the 4 entities in sentences with gold, 50 % are right. 25 % of the 8 gold entities of these sentences are among them.',
    );
    const none = curveOf({ sentences: 10, judged: 0, gold: 0 });
    expect(keptWords(4, kept(5, 20, { sentences: 0, entities: 0 }), none)).toMatch(
      /nobody knows how many are right\.$/,
    );
  });

  it('claim no share of nothing', () => {
    const curve = curveOf({ sentences: 10, judged: 10, gold: 0 });
    expect(keptWords(5, kept(0, 0), curve)).toBe('At 5, 0 of 10 sentences stay, with 0 entities.');
  });
});

describe('the words on the recorded run', () => {
  const score = (precision: number | null) => ({ precision, recall: null, overallRecall: null });

  it.each([
    [0.9, 0.8, 'higher than the 80 % of the vote alone. The recorded run shows the same direction (67.5 % to 74 %).'],
    [0.7, 0.8, 'lower than the 80 % of the vote alone. The recorded run differs: there it was higher than that'],
    [0.8, 0.8, 'the same as the 80 % of the vote alone. The recorded run differs: there it was higher than that'],
    // Less than is shown is no difference.
    [0.8001, 0.8, 'the same as the 80 % of the vote alone. The recorded run differs'],
  ])('do not hide a difference: %d after %d', (now, before, words) => {
    const said = findingWords(sampleThreshold, { kept: score(now), vote: score(before) }, recordedVote);
    expect(plain(said)).toContain(words);
  });

  it('compare nothing that is not known', () => {
    expect(findingWords(sampleThreshold, { kept: score(null), vote: score(0.8) }, recordedVote)).toBeNull();
    expect(findingWords(sampleThreshold, { kept: score(0.8), vote: score(null) }, recordedVote)).toBeNull();
    const { recorded: _recorded, ...unknown } = sampleThreshold;
    expect(
      findingWords(unknown as typeof sampleThreshold, { kept: score(1), vote: score(0.8) }, recordedVote),
    ).toBeNull();
  });

  it('have a sentence for each selection with a threshold', () => {
    const report = {
      voted: kept(10, 10, { right: 8 }),
      selections: selections.map(selection => ({ selection, kept: kept(5, 5, { right: 5 }) })),
    };
    const titles = findingsOf(report, recordedVote).map(finding => finding.split(':')[0]);
    expect(titles).toEqual([sampleThreshold.title, entityThreshold.title]);
    expect(titles).not.toContain(votingOnly.title);
  });
});

describe('the words of a calibration', () => {
  const judged = (n: number, right: number, confidence: number) =>
    Array.from({ length: n }, (_, at) => ({ confidence, right: at < right }));

  it('set the share right beside the share of votes', () => {
    const words = calibrationWords(calibrationOf([...judged(796, 648, 1), ...judged(24, 6, 0.4)]), 5);
    expect(plain(words)).toBe(
      'Of the 796 entities with 5 of 5 votes, 81.4 % are right (95 % interval 78.6 % to 84 %). Read as a probability, 5 of 5 votes would promise 100 %.',
    );
  });

  it('claim no difference that the interval allows', () => {
    for (const [n, right, confidence] of [
      [5, 3, 0.6],
      [212, 212, 1],
    ] as const)
      expect(calibrationWords(calibrationOf(judged(n, right, confidence)), 5)).toMatch(/The interval allows that\.$/);
  });

  it('are none without an entity', () => expect(calibrationWords(calibrationOf([]), 5)).toBe(''));
});
