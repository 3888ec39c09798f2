import { describe, expect, it } from 'vitest';
import { type DetectionCounts, f1 as f1Of, gMean as gMeanOf } from '@/lib/stats/detection';

/** Quoted, per cent: arXiv 2402.05359, Table 2 (HaluEval-Summary). The model is GPT-3.5-Turbo or GPT-4. */
const haluEval = [
  // model, strategy, F1, precision, recall
  ['GPT-3.5', 'IO', 61.69, 62.11, 61.28],
  ['GPT-3.5', 'CoT', 46.85, 91.36, 31.5],
  ['GPT-3.5', 'CoT-SC', 47.7, 88.83, 32.6],
  ['GPT-3.5', 'ToT', 70.4, 55.83, 95.34],
  ['GPT-3.5', 'LtM', 56.43, 74.42, 45.44],
  ['GPT-4', 'IO', 64.07, 93.41, 48.76],
  ['GPT-4', 'CoT', 71.05, 90.08, 58.66],
  ['GPT-4', 'CoT-SC', 71.39, 90.41, 58.98],
  ['GPT-4', 'ToT', 69.41, 75.53, 64.28],
  ['GPT-4', 'LtM', 72.51, 90.74, 60.38],
  ['GPT-4', 'DaC', 76.92, 85.36, 70.01],
] as const;

/** Quoted, per cent: arXiv 2402.05359, Table 3 (misinformation, derived from SciFact). */
const sciFact = [
  // model, strategy, F1, G-mean, precision, recall
  ['GPT-3.5', 'IO', 72.12, 72.77, 83.22, 63.64],
  ['GPT-3.5', 'CoT', 56.09, 60.64, 90.48, 40.64],
  ['GPT-3.5', 'CoT-SC', 56.83, 61.44, 91.67, 41.18],
  ['GPT-3.5', 'ToT', 69.91, 73.3, 53.74, 100],
  ['GPT-3.5', 'LtM', 54.08, 54.15, 51.46, 56.99],
  ['GPT-3.5', 'DaC', 76.88, 77.13, 83.65, 71.12],
  ['GPT-4', 'IO', 69.15, 71.77, 94.44, 54.55],
  ['GPT-4', 'CoT', 74.03, 75.79, 94.21, 60.96],
  ['GPT-4', 'CoT-SC', 70.09, 73.45, 100, 53.95],
  ['GPT-4', 'ToT', 77.34, 78.0, 88.89, 68.45],
  ['GPT-4', 'LtM', 73.56, 74.25, 85.21, 64.71],
  ['GPT-4', 'DaC', 81.11, 81.24, 76.67, 86.1],
] as const;

/** Shares of the items that have this precision and recall, in per cent: the paper prints no counts. */
const countsOf = (precision: number, recall: number): DetectionCounts => ({
  truePositives: 1,
  falsePositives: 100 / precision - 1,
  falseNegatives: 100 / recall - 1,
  trueNegatives: 0,
});
const f1From = (precision: number, recall: number): number => 100 * (f1Of(countsOf(precision, recall)) ?? NaN);
const gMeanFrom = (precision: number, recall: number): number => 100 * (gMeanOf(countsOf(precision, recall)) ?? NaN);

/** The tables have two decimals; what is left after their rounding stays below this, in per cent. */
const TOLERANCE = 0.05;

describe("the paper's tables, recomputed from their precision and recall", () => {
  it.each(haluEval)('HaluEval, %s, %s', (_model, _strategy, f1, precision, recall) => {
    expect(Math.abs(f1From(precision, recall) - f1)).toBeLessThan(TOLERANCE);
  });

  it.each(sciFact)('SciFact, %s, %s', (_model, _strategy, f1, gMean, precision, recall) => {
    expect(Math.abs(f1From(precision, recall) - f1)).toBeLessThan(TOLERANCE);
    expect(Math.abs(gMeanFrom(precision, recall) - gMean)).toBeLessThan(TOLERANCE);
  });

  it('HaluEval, GPT-3.5, DaC does not: its printed F1 of 74.84 is 74.62 by its precision and recall', () => {
    const f1 = f1From(77.41, 72.03);
    expect(f1).toBeCloseTo(74.62, 2);
    expect(Math.abs(f1 - 74.84)).toBeGreaterThan(TOLERANCE);
  });
});
