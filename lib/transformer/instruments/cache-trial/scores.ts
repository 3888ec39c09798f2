import { logSumExp } from '../../sampling';

/** Natural logarithms of the probabilities of logits [vocab]. */
export function logSoftmax(logits: Float32Array): Float32Array {
  const shift = logSumExp(logits);
  return logits.map(logit => logit - shift);
}

/** KL divergence from `p` to `q`, both as natural logarithms of probabilities [vocab], in nats; never below 0. */
export function divergence(p: Float32Array, q: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += Math.exp(p[i]!) * (p[i]! - q[i]!);
  return Math.max(0, sum);
}
