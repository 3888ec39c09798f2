import { decodeBytes } from '@/lib/core/base64';
import { decodeUint16s, decodeVector } from '@/lib/core/vectors';
import {
  never,
  type PartOfArm,
  type TrialPart,
  type TrialValue,
} from '@/lib/transformer/instruments/cache-trial/value';

/**
 * One cache of a trial at every step that is known: what all its pictures are drawn from, while the trial goes on and afterwards. Step n is
 * after n tokens of the continuation were read; token n of the continuation is predicted from the cache as it is at step n. Heads are KV
 * heads, numbered layer * kvHeads + head.
 */
export interface CacheHistory {
  layers: number;
  kvHeads: number;
  /** How the model compresses its cache by itself; null for most models, see `TrialValue`. */
  learned: string | null;
  /** The text of each token that is known: prompt, then continuation. */
  tokens: readonly string[];
  promptTokens: number;
  /** Tokens that the cache reads in all, at most: the length of a row. */
  width: number;
  /** The last step that is known. */
  steps: number;
  /** [head][token]: the step after which the token was gone; `never` where it stays. */
  lostAt: Uint16Array;
  /** [head][token]: the token whose slot took it in; `never` where there is none. Null where nothing was merged. */
  into: Uint16Array | null;
  /** [head][token]: the attention that it received, 255 for the most in its head; null until the trial has ended. */
  attention: Uint8Array | null;
  /** [step]: bytes of this cache and of the full one. */
  bytes: ArrayLike<number>;
  fullBytes: ArrayLike<number>;
  /** [token of the continuation]: KL divergence from the full cache's distribution, in nats. */
  kl: ArrayLike<number>;
  /** What this cache wrote by itself; null where that was not asked for. */
  written: readonly string[] | null;
  /** The token of the continuation where that first differs from the full cache's; null where it does not. */
  divergesAt: number | null;
}

/** From the value of a trial that has ended; null where the cache failed or nobody asked for its film. */
export function historyOfValue(
  { arms, full, tokens, promptTokens, ...shape }: TrialValue,
  arm: number,
): CacheHistory | null {
  const value = arms[arm];
  if (!value || 'failure' in value || !value.film) return null;
  const { film, written = null, divergesAt = null } = value;
  return {
    layers: shape.layers,
    kvHeads: shape.kvHeads,
    learned: shape.learned,
    ...{ tokens, promptTokens, written, divergesAt },
    width: film.tokens,
    steps: film.tokens - promptTokens,
    lostAt: decodeUint16s(film.lostAt),
    into: film.into === undefined ? null : decodeUint16s(film.into),
    attention: decodeBytes(film.attention),
    bytes: decodeVector(value.bytes),
    fullBytes: decodeVector(full.bytes),
    kl: decodeVector(value.kl),
  };
}

/** From what is known of a trial that goes on; null before its first part, and for a cache that failed. */
export function historyOfParts(parts: readonly TrialPart[], arm: number): CacheHistory | null {
  const start = parts[0]?.start;
  const own = parts.map(({ arms }) => arms[arm]);
  if (!start || !own.every(part => part !== null && part !== undefined)) return null;
  const { layers, kvHeads, learned, prompt, longest } = start;
  // The last token is predicted and not read.
  const width = prompt.length + longest - 1;
  const steps = Math.min(parts.length - 1, longest - 1);
  const continuation = parts.flatMap(({ token }) => token ?? []);
  const written = own.flatMap(part => part.written ?? []);
  const differs = written.findIndex((token, i) => token !== continuation[i]);
  return {
    ...{ layers, kvHeads, learned, width, steps, ...losses(own, layers * kvHeads, width) },
    tokens: [...prompt, ...continuation],
    promptTokens: prompt.length,
    attention: null,
    bytes: own.slice(0, steps + 1).map(part => part.bytes),
    fullBytes: parts.slice(0, steps + 1).map(part => part.bytes),
    kl: own.slice(1).map(part => part.kl),
    written: written.length > 0 ? written : null,
    divergesAt: differs < 0 ? null : differs,
  };
}

/** When each token left each head, and where it went. */
function losses(parts: readonly PartOfArm[], heads: number, width: number): Pick<CacheHistory, 'lostAt' | 'into'> {
  const lostAt = new Uint16Array(heads * width).fill(never);
  const into = new Uint16Array(heads * width).fill(never);
  let isMerging = false;
  for (const [step, { losses: all }] of parts.entries())
    for (let i = 0; i + 2 < all.length; i += 3) {
      const at = (all[i] ?? 0) * width + (all[i + 1] ?? 0);
      const target = all[i + 2] ?? -1;
      lostAt[at] = step;
      if (target < 0) continue;
      into[at] = target;
      isMerging = true;
    }
  return { lostAt, into: isMerging ? into : null };
}
