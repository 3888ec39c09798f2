import * as z from 'zod/mini';
import type { Json } from '@/lib/core/json';
import type { UnitResult } from '@/lib/experiment/panel';

const count = z.number().check(z.minimum(0), z.maximum(1e15));
const perhaps = z.nullable(z.boolean());

const armSchema = z.strictObject({
  /** Natural logarithm of the probability of a token of the continuation, on average. */
  meanLogprob: z.number(),
  /** KL divergence from the full cache's distribution, in nats a token. */
  meanKl: z.number().check(z.minimum(0)),
  /** Tokens of the continuation at which its likeliest token is that of the full cache. */
  agreed: count,
  /** Bytes of the cache at the end. */
  bytes: count,
  /** Slots that a head holds, on average over heads and steps: what a decoded token reads. */
  slotsRead: count,
  /** [layer][KV head]: slots at the end. */
  slots: z.array(z.array(count)),
  /** Pages that a server which never moves slots would hold, over all heads. */
  pagesUnmoved: count,
  /** Whether what the cache wrote by itself is right; null where there is no right answer. */
  right: perhaps,
  /** The token at which what it wrote leaves the full cache's text; null where it does not. */
  divergesAt: z.nullable(count),
});

const failedSchema = z.strictObject({ failure: z.strictObject({ kind: z.string(), detail: z.string() }) });

const resultSchema = z
  .strictObject({
    /** Id and title of the text. */
    text: z.string(),
    title: z.string(),
    /** Where it hides what the answer needs, and the tokens of the prompt; absent where it hides nothing. */
    needle: z.optional(z.strictObject({ depth: count, of: count, tokens: count })),
    policy: z.string(),
    /** Key of the model that read it, and how it compresses its cache by itself; null for most models. */
    model: z.string(),
    learned: z.nullable(z.string()),
    /** A ratio or a number of slots for each arm; 0 where the policy has no budget. */
    budgets: z.array(z.number()),
    /** Tokens of the continuation. */
    scored: count,
    full: z.strictObject({ meanLogprob: z.number(), bytes: count, right: perhaps }),
    /** One for each budget; a policy that could not go on has a failure. */
    arms: z.array(z.union([armSchema, failedSchema])),
  })
  .check(z.refine(({ budgets, arms }) => budgets.length === arms.length));

/** What a text under a policy came to: small enough for lists; the journal's measurement has everything. */
export type KvResult = z.infer<typeof resultSchema>;
export type MeasuredResult = z.infer<typeof armSchema>;
export type ArmResult = KvResult['arms'][number];

/** The value of a unit as a result of this panel; undefined for anything else. */
export const readResult = (value: Json): KvResult | undefined => resultSchema.safeParse(value).data;

/** The results of units that ended with one. Those of files were read by {@link readResult} when the file was opened. */
export const resultsOf = (results: readonly UnitResult[]): KvResult[] =>
  results.flatMap(({ value }) => (value === undefined ? [] : [value as KvResult]));
