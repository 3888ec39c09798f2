/**
 * Samples a token from logits, identically on every backend. Uses the Gumbel-max trick: the argmax of logit /
 * temperature plus Gumbel noise is distributed exactly as the softmax (Maddison et al., arXiv 1411.0030, section 2).
 * The noise is a function of the seed, of the number of tokens sampled before, and of the token's id. So sampling
 * needs no state, and a GPU computes the same bits.
 */

/** The sampling parameters of an answer. */
export interface SamplingParameters {
  /** 0 takes the most likely token. */
  temperature: number;
  /**
   * In (0, 1]: nucleus sampling, which keeps the most likely tokens whose probabilities together reach this (Holtzman
   * et al., arXiv 1904.09751).
   */
  top_p: number;
  /** Unsigned 32-bit. */
  seed: number;
}

/**
 * A 32-bit hash in which every output bit depends on every input bit (C. Wellons' "lowbias32"). The WGSL version is
 * in `backends/webgpu`.
 */
export function mixBits(bits: number): number {
  let x = bits >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The key from which the noise of every token at this position derives; the GPU receives this key. */
export const noiseKey = (seed: number, index: number): number => mixBits((mixBits(seed) + index) >>> 0);

/** Number of noise values in (0, 1): as many as float32 represents at equal distances, without the ends. */
const noiseSteps = 2 ** 23;

const noiseStep = (key: number, token: number): number => mixBits((key + token) >>> 0) >>> 9;

const gumbelAt = (step: number): number => -Math.log(-Math.log((step + 0.5) / noiseSteps));

/** Standard Gumbel noise of a token, from 23 bits of its hash. */
export const gumbel = (key: number, token: number): number => gumbelAt(noiseStep(key, token));

/**
 * Returns the id of the next token, from logits [vocab], which stay unchanged; the lowest id among equals.
 * @param index number of tokens sampled with this seed before
 * @param allowed bits of the tokens that it may be; default all
 */
export function sample(
  all: Float32Array,
  { temperature, top_p, seed }: SamplingParameters,
  index: number,
  allowed?: Uint32Array,
): number {
  const logits = allowed ? masked(all, allowed) : all;
  const likeliest = argmax(logits);
  if (temperature <= 0) return likeliest;
  const minimumLogit = top_p < 1 ? nucleusMinimum(logits, temperature, top_p) : -Infinity;
  const key = noiseKey(seed, index);
  const largest = logits[likeliest]! / temperature;
  let best = likeliest;
  let highest = largest + gumbel(key, likeliest);
  let minimum = minimumStep(highest - largest);
  for (let token = 0; token < logits.length; token++) {
    const step = noiseStep(key, token);
    if (step < minimum || logits[token]! < minimumLogit) continue;
    const score = logits[token]! / temperature + gumbelAt(step);
    if (score < highest || (score === highest && token >= best)) continue;
    [best, highest] = [token, score];
    minimum = minimumStep(highest - largest);
  }
  return best;
}

/** A copy in which all other tokens are impossible. */
const masked = (logits: Float32Array, allowed: Uint32Array): Float32Array =>
  logits.map((logit, token) => ((allowed[token >>> 5]! >>> (token & 31)) & 1 ? logit : -Infinity));

/**
 * The smallest noise step that can exceed `lead`. It excludes nearly all tokens by one comparison, without a
 * logarithm: noise above d means -ln u < e^-d, and 1 - u <= -ln u for all u. One step is subtracted for rounding.
 */
const minimumStep = (lead: number): number => Math.floor(noiseSteps * (1 - Math.exp(-lead))) - 2;

/**
 * The smallest logit in the nucleus: the most likely tokens, in order, until their probabilities reach `top_p`.
 * Tokens that tie with the last one belong to it too, so that the nucleus does not depend on the order of ids.
 */
function nucleusMinimum(logits: Float32Array, temperature: number, top_p: number): number {
  const largest = logits[argmax(logits)]!;
  const powers = new Float64Array(logits.length);
  let sum = 0;
  for (let i = 0; i < powers.length; i++) sum += powers[i] = Math.exp((logits[i]! - largest) / temperature);
  // Tokens below this floor hold less than 1 - top_p together, so the nucleus is above it, and only a short list is
  // sorted.
  const floor = ((1 - top_p) * sum) / powers.length;
  const ids: number[] = [];
  for (let i = 0; i < powers.length; i++) if (powers[i]! >= floor) ids.push(i);
  ids.sort((a, b) => logits[b]! - logits[a]!);
  let kept = 0;
  let last = 0;
  for (const id of ids) {
    last = id;
    kept += powers[id]!;
    if (kept >= top_p * sum) break;
  }
  return logits[last]!;
}

/** Natural log-probability of a token under the model: temperature 1, no nucleus. */
export const logProbability = (logits: Float32Array, token: number): number => logits[token]! - logSumExp(logits);

/** ln of the sum of e^logit, without overflow. */
export function logSumExp(logits: Float32Array): number {
  const largest = logits[argmax(logits)]!;
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp(logits[i]! - largest);
  return largest + Math.log(sum);
}

/** The k most likely tokens and their log-probabilities, most likely first. */
export function likeliestTokens(logits: Float32Array, k: number): { token: number; logprob: number }[] {
  const best: number[] = [];
  for (let token = 0; token < logits.length; token++) {
    if (best.length === k && logits[token]! <= logits[best.at(-1)!]!) continue;
    let at = best.length;
    while (at > 0 && logits[best[at - 1]!]! < logits[token]!) at--;
    best.splice(at, 0, token);
    if (best.length > k) best.pop();
  }
  const total = logSumExp(logits);
  return best.map(token => ({ token, logprob: logits[token]! - total }));
}

/** The index of the largest value; of equal ones, the first. */
export function argmax(logits: Float32Array): number {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[best]!) best = i;
  return best;
}
