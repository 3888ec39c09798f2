import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gumbel, likeliestTokens, logProbability, noiseKey, sample } from '@/lib/transformer/sampling';

const logs = (...probabilities: number[]) => new Float32Array(probabilities.map(p => Math.log(p)));

/** How often each token comes in `n` draws. */
function frequencies(logits: Float32Array, sampling: { temperature: number; top_p: number }, n = 20_000): number[] {
  const counts = new Array<number>(logits.length).fill(0);
  for (let i = 0; i < n; i++) counts[sample(logits, { ...sampling, seed: 42 }, i)]!++;
  return counts;
}

/** Pearson's statistic against expected probabilities; those of 0 must not occur. */
function chiSquare(counts: number[], expected: number[]): number {
  const n = counts.reduce((a, b) => a + b, 0);
  return expected.reduce(
    (sum, p, i) => (p === 0 ? sum + (counts[i] ? Infinity : 0) : sum + (counts[i]! - n * p) ** 2 / (n * p)),
    0,
  );
}

describe('sampling', () => {
  it('is greedy at temperature 0, and takes the lowest id among equals', () => {
    expect(sample(logs(0.1, 0.6, 0.3), { temperature: 0, top_p: 0.5, seed: 1 }, 0)).toBe(1);
    expect(sample(logs(0.2, 0.4, 0.4), { temperature: 0, top_p: 1, seed: 1 }, 0)).toBe(1);
  });

  // 99.9 % points of chi-square: 16.27 at 3 degrees of freedom, 13.82 at 2, 10.83 at 1.
  it('draws in proportion at temperature 1', () => {
    const p = [0.5, 0.3, 0.15, 0.05];
    expect(chiSquare(frequencies(logs(...p), { temperature: 1, top_p: 1 }), p)).toBeLessThan(16.27);
  });

  it('sharpens and flattens with temperature', () => {
    const squares = [0.36, 0.09, 0.01].map(p => p / 0.46);
    expect(chiSquare(frequencies(logs(0.6, 0.3, 0.1), { temperature: 0.5, top_p: 1 }), squares)).toBeLessThan(13.82);
    const roots = [0.64, 0.32, 0.04].map(p => Math.sqrt(p));
    const sum = roots.reduce((a, b) => a + b);
    expect(
      chiSquare(
        frequencies(logs(0.64, 0.32, 0.04), { temperature: 2, top_p: 1 }),
        roots.map(p => p / sum),
      ),
    ).toBeLessThan(13.82);
  });

  it('keeps the smallest set that reaches top_p, the token that crosses it included', () => {
    const logits = logs(0.1, 0.5, 0.15, 0.25);
    expect(chiSquare(frequencies(logits, { temperature: 1, top_p: 0.7 }), [0, 2 / 3, 0, 1 / 3])).toBeLessThan(10.83);
    expect(chiSquare(frequencies(logits, { temperature: 1, top_p: 0.8 }), [0, 5 / 9, 1.5 / 9, 2.5 / 9])).toBeLessThan(
      13.82,
    );
    expect(frequencies(logits, { temperature: 1, top_p: 1e-9 }, 100)).toEqual([0, 100, 0, 0]);
    expect(frequencies(logits, { temperature: 1, top_p: 0.49 }, 100)).toEqual([0, 100, 0, 0]);
  });

  it('cuts after the temperature is applied', () => {
    // 0.6 and 0.4 become 0.36 : 0.16 = 0.69 : 0.31 at temperature 1/2, so 0.65 keeps one token and not two.
    expect(frequencies(logs(0.6, 0.4), { temperature: 0.5, top_p: 0.65 }, 200)).toEqual([200, 0]);
  });

  it('agrees with a plain nucleus for any logits', () => {
    const logits = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(logits, fc.double({ min: 0.01, max: 0.999, noNaN: true }), fc.nat(), (values, top_p, seed) => {
        const array = new Float32Array(values);
        const token = sample(array, { temperature: 1, top_p, seed }, 3);
        const largest = Math.max(...array);
        const weights = [...array].map(x => Math.exp(x - largest));
        const sum = weights.reduce((a, b) => a + b, 0);
        const likelier = weights.reduce((mass, w, i) => (array[i]! > array[token]! ? mass + w : mass), 0);
        expect(likelier / sum).toBeLessThan(top_p + 1e-9); // those before it had not reached top_p
      }),
    );
  });

  it('never draws what is impossible, and survives a lone certainty', () => {
    const logits = new Float32Array([-Infinity, 3, -Infinity]);
    expect(frequencies(logits, { temperature: 1, top_p: 1 }, 50)).toEqual([0, 50, 0]);
    expect(frequencies(logits, { temperature: 0.01, top_p: 0.9 }, 50)).toEqual([0, 50, 0]);
    expect(frequencies(new Float32Array([3000, -3000]), { temperature: 1, top_p: 1 }, 50)).toEqual([50, 0]);
  });

  it('takes the largest of logit and noise, whatever it passes over', () => {
    const logits = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 300 });
    const temperature = fc.constantFrom(0.01, 0.3, 1, 5);
    fc.assert(
      fc.property(logits, temperature, fc.nat(), fc.nat(100), (values, temperature, seed, index) => {
        const array = Float32Array.from(values);
        const key = noiseKey(seed, index);
        let best = 0;
        const score = (token: number) => array[token]! / temperature + gumbel(key, token);
        for (let token = 1; token < array.length; token++) if (score(token) > score(best)) best = token;
        expect(sample(array, { temperature, top_p: 1, seed }, index)).toBe(best);
      }),
      { numRuns: 500 },
    );
  });

  it('depends on the seed and on how many were drawn, and on nothing else', () => {
    const logits = logs(0.25, 0.25, 0.25, 0.25);
    const draws = (seed: number) =>
      Array.from({ length: 40 }, (_, i) => sample(logits, { temperature: 1, top_p: 1, seed }, i));
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
    expect(draws(2 ** 32 - 1)).not.toEqual(draws(0));
  });

  it('keeps tokens that tie at the edge of the nucleus, whatever their ids', () => {
    const seen = frequencies(logs(0.4, 0.2, 0.2, 0.2), { temperature: 1, top_p: 0.5 });
    expect(seen.every(count => count > 0)).toBe(true);
  });

  it('has noise of mean 0.5772 and variance pi^2 / 6, as Gumbel has', () => {
    const noise = Array.from({ length: 200_000 }, (_, token) => gumbel(123, token));
    const mean = noise.reduce((a, b) => a + b) / noise.length;
    const variance = noise.reduce((sum, x) => sum + (x - mean) ** 2, 0) / noise.length;
    // Five standard errors: 1.28 / sqrt(n) of the mean, sqrt(2.71 x 4.4 / n) of the variance.
    expect(Math.abs(mean - 0.5772)).toBeLessThan(0.0143);
    expect(Math.abs(variance - Math.PI ** 2 / 6)).toBeLessThan(0.0386);
    expect(noise.every(Number.isFinite)).toBe(true);
  });

  it('tells the likeliest tokens in order', () => {
    const told = likeliestTokens(logs(0.1, 0.4, 0.2, 0.3), 3);
    expect(told.map(({ token }) => token)).toEqual([1, 3, 2]);
    expect(told[0]!.logprob).toBeCloseTo(Math.log(0.4), 6);
    expect(likeliestTokens(logs(0.5, 0.5), 5).map(({ token }) => token)).toEqual([0, 1]);
  });

  it('gives the log-probability of the model itself', () => {
    expect(logProbability(logs(0.5, 0.25, 0.25), 1)).toBeCloseTo(Math.log(0.25), 6);
    expect(logProbability(new Float32Array([1000, 1000]), 0)).toBeCloseTo(Math.log(0.5), 6);
  });
});
