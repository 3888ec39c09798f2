/**
 * Drawing a token from logits, the same way on every backend. The draw is the Gumbel-max trick: the largest of logit / temperature plus
 * Gumbel noise is distributed exactly as the softmax (Maddison et al., arXiv 1411.0030, section 2). The noise is a function of the seed,
 * of how many tokens were drawn before, and of the token's id, so that it needs no state, and a GPU computes the same bits.
 */

/** How one token is drawn. */
export interface SamplingParameters {
  /** 0 takes the likeliest. */
  temperature: number;
  /** In (0, 1]: only the likeliest tokens whose probabilities together reach this are kept (Holtzman et al., arXiv 1904.09751). */
  top_p: number;
  /** Unsigned 32-bit. */
  seed: number;
}

/** Mixes 32 bits so that each depends on all (C. Wellons' "lowbias32"). The WGSL twin stands in `backends/webgpu`. */
export function mixBits(bits: number): number {
  let x = bits >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The start of a draw's noise, from which each token's follows: what a GPU is given. */
export const noiseKey = (seed: number, index: number): number => mixBits((mixBits(seed) + index) >>> 0);

/** Steps between 0 and 1 that the noise is made of: as many as float32 has room for at even distances, ends left out. */
const noiseSteps = 2 ** 23;

const noiseStep = (key: number, token: number): number => mixBits((key + token) >>> 0) >>> 9;

const gumbelAt = (step: number): number => -Math.log(-Math.log((step + 0.5) / noiseSteps));

/** Standard Gumbel noise of a token, 23 bits of its hash. */
export const gumbel = (key: number, token: number): number => gumbelAt(noiseStep(key, token));

/**
 * The id of the next token, from logits [vocab] that stay unchanged; the lowest id among equals.
 * @param index how many tokens were drawn with this seed before
 */
export function sample(logits: Float32Array, { temperature, top_p, seed }: SamplingParameters, index: number): number {
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

/**
 * The smallest step whose noise may exceed `lead`, so that nearly all tokens are passed over by one comparison, without a logarithm:
 * noise above d means -ln u < e^-d, and 1 - u <= -ln u for all u. One step is given away for rounding.
 */
const minimumStep = (lead: number): number => Math.floor(noiseSteps * (1 - Math.exp(-lead))) - 2;

/**
 * The smallest logit in the nucleus: the likeliest tokens, in order, until their probabilities reach `top_p`. Tokens that tie with the last
 * of them belong to it too, so that the nucleus does not depend on the order of ids.
 */
function nucleusMinimum(logits: Float32Array, temperature: number, top_p: number): number {
  const largest = logits[argmax(logits)]!;
  const powers = new Float64Array(logits.length);
  let sum = 0;
  for (let i = 0; i < powers.length; i++) sum += powers[i] = Math.exp((logits[i]! - largest) / temperature);
  // Tokens below this hold less than 1 - top_p together, so the nucleus lies above it: a short list to sort instead of all.
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

/** Natural log-probability of a token under the model itself: temperature 1, nothing cut. */
export const logProbability = (logits: Float32Array, token: number): number => logits[token]! - logSumExp(logits);

/** ln of the sum of e^logit, without overflow. */
export function logSumExp(logits: Float32Array): number {
  const largest = logits[argmax(logits)]!;
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp(logits[i]! - largest);
  return largest + Math.log(sum);
}

/** The k likeliest tokens and their log-probabilities, likeliest first. */
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

function argmax(logits: Float32Array): number {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[best]!) best = i;
  return best;
}
