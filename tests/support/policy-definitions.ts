import { ropeFrequencies } from '@/lib/transformer/rope';
import type { Evidence, HeadEvidence } from './policy-trial';

/**
 * What policies keep, computed slowly and directly from a snapshot of the cache and all captured queries, in token order and in double
 * precision, straight from the formulas of the papers and of their authors' code. Shares no code with the policies.
 */

type Parameters = Readonly<Record<string, number>>;

/** Tokens kept: [layer][head]. */
export type Kept = number[][][];
export type Definition = (evidence: Evidence, budget: number, parameters: Parameters) => Kept;

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
const norm = (a: readonly number[]) => Math.sqrt(dot(a, a));
const cosine = (a: readonly number[], b: readonly number[]) => dot(a, b) / (norm(a) * norm(b));
const average = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;
const averages = (rows: readonly number[][]) => rows[0]!.map((_, i) => average(rows.map(row => row[i]!)));
const shares = (list: readonly number[]) => {
  const powers = list.map(Math.exp);
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map(power => power / sum);
};

/** Places of the `count` highest. */
const top = (scores: readonly number[], count: number): number[] =>
  scores
    .map((score, i) => ({ score, i }))
    .sort((a, b) => b.score - a.score || b.i - a.i)
    .slice(0, count)
    .map(({ i }) => i);

const perHead =
  (kept: (head: HeadEvidence, evidence: Evidence) => number[]) =>
  (evidence: Evidence): Kept =>
    evidence.heads.map(layer => layer.map(head => kept(head, evidence).map(i => head.held[i]!.token)));

/** Scores of all that is not protected, and the protected `first` and `last` ones besides. */
function keepTop(scores: readonly number[], budget: number, first: number, last: number): number[] {
  const ends = scores.map((score, i) => (i < first || i >= scores.length - last ? Infinity : score));
  return top(ends, budget);
}

/** Attention weights of a query of token t over the held tokens. */
function weights(head: HeadEvidence, query: readonly number[], token: number): number[] {
  return shares(
    head.held.map(({ token: t, key }) => (t > token ? -Infinity : dot(query, key) / Math.sqrt(key.length))),
  );
}

/** The score of SnapKV of tokens before the window. */
function snap(head: HeadEvidence, read: number, window: number, kernel: number): number[] {
  const past = head.held.length - window;
  const attention = averages(
    head.queries.flatMap(list =>
      Array.from({ length: window }, (_, i) => weights(head, list[read - 1 - i]!, read - 1 - i)),
    ),
  ).slice(0, past);
  const reach = (kernel - 1) / 2;
  return attention.map((_, i) => {
    let sum = 0;
    for (let j = i - reach; j <= i + reach; j++) sum += attention[j] ?? 0;
    return sum / kernel;
  });
}

const windowOf = (budget: number, asked: number) => Math.min(asked, Math.max(1, Math.floor(budget / 2)));

/** All pairs of (head, place), the highest first: how many of each head are among the first `total`. */
function competing(scores: readonly number[][], total: number): number[] {
  const all = scores.flatMap((list, head) => list.map(score => ({ score, head })));
  all.sort((a, b) => b.score - a.score);
  return scores.map((_, head) => all.slice(0, total).filter(one => one.head === head).length);
}

/** A rotated vector as complex numbers, turned back to position 0. */
function unrotated(vector: readonly number[], position: number, config: Evidence['config']): [number, number][] {
  return Array.from(ropeFrequencies(config), (frequency, f) => {
    const [x, y] = [vector[f]!, vector[f + vector.length / 2]!];
    const [cos, sin] = [Math.cos(position * frequency), Math.sin(position * frequency)];
    return [x * cos + y * sin, y * cos - x * sin];
  });
}
const flat = (pairs: readonly (readonly [number, number])[]) => [...pairs.map(([x]) => x), ...pairs.map(([, y]) => y)];

export const definitions: Record<string, Definition> = {
  'streaming-llm': (evidence, budget, { sinks = 4 }) =>
    perHead(({ held }) => [...held.keys()].filter(i => i < sinks || i >= held.length - (budget - sinks)))(evidence),

  h2o: (evidence, budget, { recent = 0.5 }) =>
    perHead(
      ({ held }) =>
      keepTop(held.map(({ attention }) => attention), budget, 0, Math.max(1, Math.floor(recent * budget))), // prettier-ignore
    )(evidence),

  tova: ({ heads, read }, budget) =>
    heads.map(layer => {
      const mean = averages(layer.flatMap(head => head.queries.map(list => weights(head, list[read - 1]!, read - 1))));
      return layer.map(({ held }) => keepTop(mean, budget, 0, 1).map(i => held[i]!.token));
    }),

  snapkv: (evidence, budget, { window = 32, pooling = 5 }) =>
    perHead((head, { read }) => {
      const size = windowOf(budget, window);
      return keepTop([...snap(head, read, size, pooling), ...Array<number>(size).fill(0)], budget, 0, size);
    })(evidence),

  pyramidkv({ heads, read }, budget, { window = 32, pooling = 5, steepness = 20 }) {
    const size = windowOf(budget, window);
    let least = Math.floor((budget - size) / steepness);
    let most = 2 * (budget - size) - least;
    if (most >= read - size) {
      most = read - size;
      least = 2 * (budget - size) - most;
    }
    return heads.map((layer, l) => {
      const beside = heads.length === 1 ? budget - size : Math.floor(most - (l * (most - least)) / (heads.length - 1));
      return layer.map(head => {
        const scores = snap(head, read, size, pooling);
        const newest = Array.from({ length: size }, (_, i) => scores.length + i);
        return [...top(scores, beside), ...newest].map(i => head.held[i]!.token);
      });
    });
  },

  adakv: ({ heads, read }, budget, { window = 32, pooling = 5, safeguard = 0.2 }) =>
    heads.map(layer => {
      const size = windowOf(budget, window);
      const all = layer.map(head => {
        const scores = [...snap(head, read, size, pooling), ...Array<number>(size).fill(Infinity)];
        for (const i of top(scores, Math.floor(safeguard * budget))) scores[i] = Infinity;
        return scores;
      });
      const counts = competing(all, budget * layer.length);
      return layer.map(({ held }, h) => top(all[h]!, counts[h]!).map(i => held[i]!.token));
    }),

  chunkkv: ({ heads, read }, budget, { window = 32, pooling = 5, chunk = 20 }) =>
    heads.map(layer => {
      const size = windowOf(budget, window);
      const scores = layer.map(head => snap(head, read, size, pooling));
      const tokens = layer[0]!.held.map(({ token }) => token);
      const past = [...scores[0]!.keys()];
      const means = past.map(i => {
        const together = past.filter(j => Math.floor(tokens[i]! / chunk) === Math.floor(tokens[j]! / chunk));
        return average(together.map(j => scores.reduce((sum, list) => sum + list[j]!, 0)));
      });
      const kept = keepTop([...means, ...Array<number>(size).fill(0)], budget, 0, size).map(i => tokens[i]!);
      return layer.map(() => kept);
    }),

  rkv: (evidence, budget, { window = 8, pooling = 7, importance = 0.07 }) =>
    perHead(({ held, queries }, { read }) => {
      const size = windowOf(budget, window);
      const past = held.slice(0, held.length - size);
      const rows = Array.from(
        { length: size },
        (_, i) =>
        shares(past.map(({ key }) => Math.max(...queries.map(list => dot(list[read - 1 - i]!, key) / Math.sqrt(key.length))))), // prettier-ignore
      );
      const attention = averages(rows);
      const pooled = attention.map((_, i) => Math.max(...attention.slice(Math.max(0, i - (pooling - 1) / 2), i + (pooling + 1) / 2))); // prettier-ignore
      const alike = held.map(({ key }, i) => held.map((other, j) => (i === j ? 0 : cosine(key, other.key))));
      for (const row of alike) {
        const newest = row.findLastIndex(one => one > 0.5);
        if (newest >= 0) row[newest] = 0;
      }
      const redundancy = shares(averages(alike));
      const scores = pooled.map((one, i) => importance * one - (1 - importance) * redundancy[i]!);
      return keepTop([...scores, ...Array<number>(size).fill(0)], budget, 0, size);
    })(evidence),

  'expected-attention': (evidence, budget, { future = 512, sinks = 4 }) =>
    perHead(({ held, queries }, { config, read }) => {
      const { headDim } = config;
      const half = headDim / 2;
      const frequencies = ropeFrequencies(config);
      // The whole rotation matrix of each position, averaged.
      const R = Array.from({ length: headDim }, () => Array<number>(headDim).fill(0));
      for (let p = read; p < read + future; p++)
        for (let f = 0; f < half; f++) {
          const [cos, sin] = [Math.cos(p * frequencies[f]!), Math.sin(p * frequencies[f]!)];
          R[f]![f]! += cos / future;
          R[f]![half + f]! -= sin / future;
          R[half + f]![f]! += sin / future;
          R[half + f]![half + f]! += cos / future;
        }
      const times = (matrix: readonly number[][], vector: readonly number[]) => matrix.map(row => dot(row, vector));
      const others = held.slice(held.filter(({ token }) => token < sinks).length);
      const attention = averages(
        queries.map(list => {
          const plain = list.map((query, token) => flat(unrotated(query, token, config))).slice(4);
          const mean = averages(plain);
          const spread = mean.map((_, i) => mean.map((__, j) => average(plain.map(q => (q[i]! - mean[i]!) * (q[j]! - mean[j]!))))); // prettier-ignore
          const turnedMean = times(R, mean);
          // R S R': columns first, then rows.
          const RS = R.map(row =>
            mean.map((_, j) =>
              dot(
                row,
                spread.map(line => line[j]!),
              ),
            ),
          );
          const turned = RS.map(line => R.map(row => dot(line, row)));
          return shares(others.map(({ key }) => dot(turnedMean, key) / Math.sqrt(headDim) + dot(key, times(turned, key)) / (2 * headDim))); // prettier-ignore
        }),
      );
      const scores = others.map(({ value }, i) => attention[i]! * norm(value));
      const first = held.length - others.length;
      return keepTop([...Array<number>(first).fill(0), ...scores], budget, first, 0);
    })(evidence),

  triattention: (evidence, budget, { farthest = 65_536 }) =>
    perHead(({ held, queries }, { config, read }) => {
      const frequencies = [...ropeFrequencies(config)];
      const distances = Array.from({ length: 17 }, (_, i) => 2 ** i).filter(
        d => d <= Math.min(farthest, config.context),
      );
      const ofHeads = queries.map(list => {
        const plain = list.map((query, token) => unrotated(query, token, config)).slice(4);
        const scores = held.map(({ key, token }) => {
          const k = unrotated(key, token, config);
          return frequencies.reduce((sum, w, f) => {
            const [re, im] = [average(plain.map(q => q[f]![0])), average(plain.map(q => q[f]![1]))];
            const [kx, ky] = k[f]!;
            const [ofMean, ofAll, ofKey] = [Math.hypot(re, im), average(plain.map(q => Math.hypot(...q[f]!))), Math.hypot(kx, ky)]; // prettier-ignore
            // arg(q conj k)
            const phase = Math.atan2(im * kx - re * ky, re * kx + im * ky);
            const series = average(distances.map(d => Math.cos(w * (read - token + d) + phase)));
            return sum + ofMean * ofKey * series + (ofAll - ofMean) * ofKey;
          }, 0);
        });
        const deviation = Math.sqrt(average(scores.map(score => (score - average(scores)) ** 2)));
        return scores.map(score => (score - average(scores)) / deviation);
      });
      return top(held.map((_, i) => Math.max(...ofHeads.map(scores => scores[i]!))), budget); // prettier-ignore
    })(evidence),

  knorm: (evidence, budget) => perHead(({ held }) => top(held.map(({ key }) => -norm(key)), budget))(evidence), // prettier-ignore

  keydiff: (evidence, budget) =>
    perHead(({ held }) => {
      const mean = averages(held.map(({ key }) => key.map(x => x / norm(key))));
      return top(held.map(({ key }) => -cosine(key, mean)), budget); // prettier-ignore
    })(evidence),

  lagkv: (evidence, budget, { lag = 128, sinks = 4 }) =>
    perHead(({ held }) => {
      const first = held.filter(({ token }) => token < sinks).length;
      const scores = held.map(() => 1);
      for (let from = first; from + 2 * lag <= held.length; from += lag) {
        const [part, next] = [held.slice(from, from + lag), held.slice(from + lag, from + 2 * lag)];
        const spread = (of: 'key' | 'value') =>
          shares(
            part.map(one => {
              const relative = one[of].map((x, c) => {
                const column = next.map(other => other[of][c]!);
                return (x - Math.min(...column)) / (Math.max(...column) - Math.min(...column));
              });
              const variance =
                relative.reduce((sum, x) => sum + (x - average(relative)) ** 2, 0) / (relative.length - 1);
              return Math.sqrt(variance);
            }),
          );
        const [ofKeys, ofValues] = [spread('key'), spread('value')];
        const mean = ofKeys.map((one, i) => (one + ofValues[i]!) / 2);
        mean.forEach((one, i) => (scores[from + i] = mean.filter(other => other < one).length / lag));
      }
      return keepTop(scores, budget, first, 0);
    })(evidence),
};
// Those that merge evict by the rule of another.
definitions.cam = definitions.h2o!;
definitions.merging = definitions.snapkv!;
