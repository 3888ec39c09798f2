import { describe, expect, it } from 'vitest';
import { judgementsOf } from '@/lib/panels/ner/judgements';
import { scoreTable } from '@/lib/panels/ner/voting/scores';
import { auroc } from '@/lib/stats/auroc';
import { binsByValue, brier, expectedCalibrationError } from '@/lib/stats/calibration';
import { crossFit } from '@/lib/stats/isotonic';
import { oracleJson } from '../../../support/shared-cases';
import type { Pairs } from './judged';
import { judged } from './judged';

describe('the votes of entities', () => {
  it('are shares of all answers, right where mention and label are', () => {
    const table = scoreTable([
      { mention: 'Ann', label: 'Person', votes: 3 },
      { mention: 'Ulm', label: 'Person', votes: 4 },
      { mention: 'Eve', label: 'Person', votes: 1 },
    ]);
    const item = judged(
      'Ann left Ulm .',
      [
        ['Ann', 'Person'],
        ['Ulm', 'Place'],
        ['Eve', 'Person'],
      ],
      [],
    );
    expect(judgementsOf(table, item, 4, 's1')).toEqual([
      { mention: 'Ann', label: 'Person', sentence: 's1', confidence: 0.75, right: true },
      { mention: 'Ulm', label: 'Person', sentence: 's1', confidence: 1, right: false },
      { mention: 'Eve', label: 'Person', sentence: 's1', confidence: 0.25, right: false },
    ]);
  });

  it('of the recorded pool are no probabilities, as was measured elsewhere', ({ skip }) => {
    const file = oracleJson<{
      samples: { idx: number; sentence: string; gold: Pairs; scores: [string, string, number][] }[];
    }>('ner/pool_std_c5_500.json');
    if (!file) return skip();
    const list = file.samples.flatMap(({ idx, sentence, gold, scores }) => {
      const table = scoreTable(scores.map(([mention, label, votes]) => ({ mention, label, votes })));
      return judgementsOf(table, judged(sentence, gold, []), 5, String(idx));
    });
    const bins = binsByValue(list);
    expect(bins.map(({ n, right }) => [n, right])).toEqual([
      [24, 6],
      [146, 49],
      [189, 76],
      [796, 648],
    ]);
    const percent = (share: number) => (100 * share).toFixed(1);
    expect(bins.map(({ accuracy }) => [accuracy.share, accuracy.low, accuracy.high].map(percent))).toEqual([
      ['25.0', '12.0', '44.9'],
      ['33.6', '26.4', '41.6'],
      ['40.2', '33.5', '47.3'],
      ['81.4', '78.6', '84.0'],
    ]);
    expect(expectedCalibrationError(bins)?.toFixed(4)).toBe('0.2298');
    expect(brier(list)?.toFixed(4)).toBe('0.2348');
    expect(auroc(list)?.toFixed(3)).toBe('0.724');
    const fitted = crossFit(list, one => one.sentence, 1) ?? [];
    expect(expectedCalibrationError(binsByValue(fitted)) ?? 1).toBeLessThan(0.08);
    expect(brier(fitted) ?? 1).toBeLessThan(0.2);
  });
});
