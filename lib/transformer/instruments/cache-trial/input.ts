import * as z from 'zod/mini';
import type { Message } from '../../generation/request';
import type { Budget, When } from '../../policies/budget';

/** One way to keep a cache, by the names of the registries: what `Compression` is made from. */
export interface ArmInput {
  /** Id of the policy. */
  policy: string;
  parameters: Record<string, number>;
  budget: Budget;
  when: When;
  /** Tokens between two removals while decoding. */
  every: number;
}

/**
 * A trial of several caches on one text, side by side with the full cache. All read the same prompt. What follows it is scored under
 * teacher forcing: each cache predicts every token of the same continuation, so that figures stay comparable after a first difference.
 */
export interface TrialInput {
  /** A plain text, or a chat as the model reads it. */
  text: string | Message[];
  /** Tokens of the text that are the prompt, so that the rest of it is the continuation; null where the model writes one, greedily. */
  promptTokens: number | null;
  /** Longest continuation, in tokens. */
  tokens: number;
  arms: ArmInput[];
  /** Whether each cache also writes a continuation of its own. */
  writes: boolean;
  /** Whether to tell when each token left each head, and the attention that it received. */
  film: boolean;
  seed: number;
}

const whole = (most: number) => z.int().check(z.minimum(1), z.maximum(most));

const arm: z.ZodMiniType<ArmInput> = z.strictObject({
  policy: z.string().check(z.minLength(1), z.maxLength(40)),
  parameters: z.record(z.string().check(z.maxLength(40)), z.number()),
  budget: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ratio'), ratio: z.number().check(z.minimum(1), z.maximum(1e6)) }),
    z.strictObject({ kind: z.literal('slots'), slots: whole(1e7) }),
  ]),
  when: z.enum(['prompt', 'decoding', 'both']),
  every: whole(1e6),
});

export const trialInput: z.ZodMiniType<TrialInput> = z.strictObject({
  text: z.union([
    z.string().check(z.minLength(1), z.maxLength(1_000_000)),
    z
      .array(
        z.strictObject({
          role: z.enum(['system', 'user', 'assistant']),
          content: z.string().check(z.maxLength(1_000_000)),
        }),
      )
      .check(z.minLength(1), z.maxLength(100)),
  ]),
  promptTokens: z.nullable(whole(1e7)),
  tokens: whole(100_000),
  arms: z.array(arm).check(z.minLength(1), z.maxLength(16)),
  writes: z.boolean(),
  film: z.boolean(),
  seed: z.int().check(z.minimum(0), z.maximum(2 ** 32 - 1)),
});
