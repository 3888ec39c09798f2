import * as z from 'zod/mini';
import { base64Length } from '@/lib/core/base64';
import type { Json } from '@/lib/core/json';

/** No step and no token: larger than any of them. */
export const never = 0xffff;

/** Vectors are base64 of float32 values (`lib/core/vectors.ts`), so that a value stays small in a journal. */
const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]*={0,2}$/, 'must be base64'));
const count = z.int().check(z.minimum(0), z.maximum(1e9));
const byHead = z.array(z.array(count));

const fullSchema = z.strictObject({
  /** [token of the continuation]: natural logarithm of its probability. */
  logprobs: base64,
  /**
   * [step]: bytes of the cache after the prompt, and after each further token that was read: all of the continuation but the last, or all
   * where the model ended it.
   */
  bytes: base64,
});

/**
 * When each token left each head. Steps count from 0, after the prompt; step n is after n tokens of the continuation. [layer][KV head][token]
 * over all tokens that were read, base64.
 */
const filmSchema = z.strictObject({
  /** Tokens that were read. */
  tokens: count,
  /** uint16: the step after which the token was gone; {@link never} where it stayed. */
  lostAt: base64,
  /** uint16: the token whose slot took it in; {@link never} where it was evicted or stayed. Absent where nothing was merged. */
  into: z.optional(base64),
  /** uint8: the attention that it received while it was there; the square root of its share of the most in its head, times 255. */
  attention: base64,
});

const measuredSchema = z.extend(fullSchema, {
  /** [token of the continuation]: KL divergence from the full cache's distribution to this one's, in nats. */
  kl: base64,
  /** [token of the continuation]: `1` where this cache's likeliest token is the full cache's, else `0`. */
  agrees: z.string().check(z.regex(/^[01]*$/)),
  /** [layer][KV head]: slots at the end. */
  slots: byHead,
  /** [step]: slots of a head, averaged over all heads. */
  meanSlots: base64,
  /** [layer][KV head]: pages of 16 consecutive tokens of which at least one is still there: what a server that never moves slots holds. */
  pagesUnmoved: byHead,
  /** The tokens that this cache wrote by itself, where that was asked for. */
  written: z.optional(z.array(z.string())),
  /** Where what it wrote first differs from the full cache's continuation; null where it does not. */
  divergesAt: z.optional(z.nullable(count)),
  film: z.optional(filmSchema),
});

/** A cache that could not be tried has only a failure. */
const armSchema = z.union([
  measuredSchema,
  z.strictObject({ failure: z.strictObject({ kind: z.string(), detail: z.string() }) }),
]);

const shapeSchema = z.strictObject({
  layers: count,
  /** KV heads of a layer, and query heads. */
  kvHeads: count,
  heads: count,
  headDim: count,
  /**
   * The name of the method by which the model compresses its own cache; null for most models. A model with one has no full cache: the
   * control is its cache as trained, and the bytes of a full one are computed. Absent in older journals.
   */
  learned: z._default(z.nullable(z.string()), null),
  /** The text of each token: prompt, then continuation. */
  tokens: z.array(z.string()),
  promptTokens: count,
  /** Why the continuation ends: at its end token, at the longest length, or with the given text. */
  end: z.enum(['stop', 'length', 'given']),
  /** The control: nothing was removed. */
  full: fullSchema,
  /** In the order of the input. */
  arms: z.array(armSchema),
});

const valueSchema = shapeSchema.check(z.refine(fits, 'its lists must have the lengths of its tokens and heads'));

export type TrialValue = z.infer<typeof valueSchema>;
export type ArmValue = z.infer<typeof armSchema>;
/** One that did not fail; tests read its fields. @internal */
export type MeasuredArm = z.infer<typeof measuredSchema>;
export type Film = z.infer<typeof filmSchema>;

/** What a trial came to; undefined for anything else. Values of files are untrusted. */
export const readTrial = (value: Json): TrialValue | undefined => valueSchema.safeParse(value).data;

/** Whether the lists are as long as they say, so that no picture looks beyond one. */
function fits({ layers, kvHeads, tokens, promptTokens, end, full, arms }: z.infer<typeof shapeSchema>): boolean {
  const continuation = tokens.length - promptTokens;
  const isVector = (text: string, length: number) => text.length === base64Length(4 * length);
  const steps = end === 'stop' ? continuation + 1 : continuation;
  const isByHead = (lists: readonly (readonly number[])[]) =>
    lists.length === layers && lists.every(({ length }) => length === kvHeads);
  if (continuation < 0 || !isVector(full.logprobs, continuation) || !isVector(full.bytes, steps)) return false;
  return arms.every(arm => {
    if ('failure' in arm) return true;
    const { film } = arm;
    const cells = layers * kvHeads * (film?.tokens ?? 0);
    return (
      isVector(arm.logprobs, continuation) &&
      isVector(arm.kl, continuation) &&
      arm.agrees.length === continuation &&
      isVector(arm.bytes, steps) &&
      isVector(arm.meanSlots, steps) &&
      isByHead(arm.slots) &&
      isByHead(arm.pagesUnmoved) &&
      (!film ||
        (film.tokens === promptTokens + steps - 1 &&
          film.lostAt.length === base64Length(2 * cells) &&
          (film.into ?? film.lostAt).length === base64Length(2 * cells) &&
          film.attention.length === base64Length(cells)))
    );
  });
}

/** What is known on the way: one decoded token. */
export type TrialPart = {
  /** With the first part: what a picture of the caches must know before the end. */
  start?: {
    layers: number;
    kvHeads: number;
    learned: string | null;
    /** The text of the tokens of the prompt. */
    prompt: string[];
    /** Tokens of the continuation, at most. */
    longest: number;
  };
  /** The token that was read, where one was. */
  token: string | null;
  /** Of the full cache now. */
  bytes: number;
  /** [arm]: null for one that failed. */
  arms: (PartOfArm | null)[];
};

export type PartOfArm = {
  /** [layer * kvHeads + head]: slots now. */
  slots: number[];
  /** Triples: layer * kvHeads + head, the token, and the token that took it in or -1. */
  losses: number[];
  bytes: number;
  kl: number;
  /** The token that this cache wrote by itself since the last part; null where it wrote none. */
  written: string | null;
};
