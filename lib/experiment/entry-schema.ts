import { z } from 'zod';
import { type FailureKind, failures } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { JournalEntry } from './entry';
import { requestHash, textsHash } from './request';

/** Any JSON value; its depth and size are the business of `beyondLimits`, which goes first. */
const json = z.custom<Json>(value => value !== undefined, 'must be a value');

const count = z.number().int().min(0).max(1e9);
const milliseconds = z.number().min(0).max(1e12);
const text = z.string().max(1_000_000);
/** Names have at most 100 code points (`names.ts`), each of one or two code units. */
const path = z.array(z.string().min(1).max(200)).min(1).max(64);
const roles = z.array(z.string().max(40)).max(64).optional();

const request = z.strictObject({
  messages: z
    .array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: text }))
    .min(1)
    .max(100),
  max_tokens: z.number().int().min(1).max(1e6),
  temperature: z.number().min(0).max(100),
  top_p: z.number().min(0).max(1),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1),
  stop: z.array(z.string().max(1000)).max(4),
  logprobs: z.boolean(),
});

const failure = z.strictObject({
  kind: z.enum(Object.keys(failures) as FailureKind[]),
  detail: z.string().max(100_000),
});

const call = z
  .strictObject({
    kind: z.literal('call'),
    path,
    roles,
    hash: z.string(),
    request,
    text,
    parsed: json,
    truth: json.optional(),
    finish_reason: z.enum(['stop', 'length']),
    usage: z.strictObject({
      prompt_tokens: count,
      completion_tokens: count,
      counted: z.literal('pieces').optional(),
    }),
    timings: z.strictObject({
      first_token_ms: milliseconds,
      total_ms: milliseconds,
      queue_ms: milliseconds.optional(),
    }),
    logprobs: z
      .array(z.strictObject({ token: z.string().max(1000), logprob: z.number().max(1) }))
      .max(100_000)
      .optional(),
    engine: z.string().min(1).max(300),
    failure: failure.optional(),
  })
  .refine(entry => entry.hash === requestHash(entry.request), { path: ['hash'], error: 'must be that of the request' });

/** 16,384 float32 values in base64: more than any embedding has. */
const vector = z
  .string()
  .max(87_384)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'must be base64');

const embedding = z
  .strictObject({
    kind: z.literal('embedding'),
    path,
    roles,
    hash: z.string(),
    texts: z.array(text).max(10_000),
    vectors: z.array(vector).max(10_000),
    total_ms: milliseconds,
    engine: z.string().min(1).max(300),
  })
  .refine(({ texts, vectors }) => texts.length === vectors.length, { path: ['vectors'], error: 'must be one a text' })
  .refine(entry => entry.hash === textsHash(entry.texts), { path: ['hash'], error: 'must be that of the texts' });

const value = z.strictObject({
  kind: z.literal('value'),
  path,
  roles,
  value: json,
  truth: json.optional(),
});

/** One entry of a journal that came from outside: a store or a file. Its request is the one that its hash names. */
export const entrySchema: z.ZodType<JournalEntry> = z
  .discriminatedUnion('kind', [call, embedding, value])
  .refine(({ path, roles }) => roles === undefined || roles.length === path.length, {
    path: ['roles'],
    error: 'must be one a name of the path',
  });
