import type { Random } from '@/lib/ground/random';

/** How the next token is chosen. */
export interface Sampling {
  /** 0 takes the likeliest. */
  temperature: number;
  /** In (0, 1]: only the smallest set of likeliest tokens whose probabilities reach this sum is kept (Holtzman et al., arXiv 1904.09751). */
  top_p: number;
}

/**
 * The id of the next token, from logits [vocab] that stay unchanged. Greedy takes the lowest id among equals and draws nothing from
 * `random`; otherwise exactly one number is drawn, so that a seed gives the same tokens whatever else runs.
 */
export function sample(logits: Float32Array, { temperature, top_p }: Sampling, random: Random): number {
  const best = likeliest(logits);
  if (temperature <= 0) return best;
  const largest = logits[best]!;
  const powers = new Float64Array(logits.length);
  let sum = 0;
  for (let i = 0; i < powers.length; i++) sum += powers[i] = Math.exp((logits[i]! - largest) / temperature);
  return top_p < 1 ? drawNucleus(powers, sum, top_p, random) : draw(powers, sum, random);
}

/** Natural log-probability of a token under the model itself: temperature 1, nothing cut. */
export function logProbability(logits: Float32Array, token: number): number {
  const largest = logits[likeliest(logits)]!;
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp(logits[i]! - largest);
  return logits[token]! - largest - Math.log(sum);
}

function likeliest(logits: Float32Array): number {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[best]!) best = i;
  return best;
}

/** Index in proportion to non-negative weights that add up to `sum`. */
function draw(weights: ArrayLike<number>, sum: number, random: Random): number {
  let left = random.next() * sum;
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i]! === 0) continue;
    left -= weights[i]!;
    last = i;
    if (left < 0) return i;
  }
  return last; // Rounding left a crumb: the last possible one.
}

function drawNucleus(powers: Float64Array, sum: number, top_p: number, random: Random): number {
  // Tokens below this floor hold less than 1 - top_p together, so the nucleus lies above it: a short list to sort instead of all.
  const floor = ((1 - top_p) * sum) / powers.length;
  const ids: number[] = [];
  for (let i = 0; i < powers.length; i++) if (powers[i]! >= floor) ids.push(i);
  ids.sort((a, b) => powers[b]! - powers[a]! || a - b);
  let kept = 0;
  let size = 0;
  while (size < ids.length && kept < top_p * sum) kept += powers[ids[size++]!]!;
  const nucleus = ids.slice(0, Math.max(size, 1));
  return nucleus[
    draw(
      nucleus.map(id => powers[id]!),
      kept,
      random,
    )
  ]!;
}
