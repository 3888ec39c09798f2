import * as z from 'zod';
import { type FailureKind, failures } from '@/lib/core/failure';
import type { Json, JsonSchema } from '@/lib/core/json';
import { bounds } from './bounds';
import type { JournalEntry } from './entry';
import { fitSchema } from './fit';
import { measureHash, requestHash, textsHash } from './request';

/** Any JSON value; its depth and size are the business of `beyondLimits`, which goes first. */
const json = z.custom<Json>(value => value !== undefined, 'must be a value');

const count = z.number().int().min(0).max(bounds.count);
const milliseconds = z.number().min(0).max(bounds.milliseconds);
const text = z.string().max(bounds.text);
const path = z.array(z.string().min(1).max(bounds.name)).min(1).max(bounds.path);
const roles = z.array(z.string().max(bounds.role)).max(bounds.path).optional();

const request = z.strictObject({
  messages: z
    .array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: text }))
    .min(1)
    .max(bounds.messages),
  max_tokens: z.number().int().min(1).max(bounds.maxTokens),
  temperature: z.number().min(0).max(bounds.temperature),
  top_p: z.number().min(0).max(1),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1),
  stop: z.array(z.string().max(bounds.stop)).max(bounds.stops),
  logprobs: z.boolean(),
  schema: z
    .custom<JsonSchema>(value => fitSchema(value) !== undefined, 'must be a schema within the bounds')
    .optional(),
});

const failure = z.strictObject({
  kind: z.enum(Object.keys(failures) as FailureKind[]),
  detail: z.string().max(bounds.failureDetail),
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
      .array(z.strictObject({ token: z.string().max(bounds.token), logprob: z.number().max(1) }))
      .max(100_000)
      .optional(),
    engine: z.string().min(1).max(bounds.engine),
    failure: failure.optional(),
  })
  .refine(entry => entry.hash === requestHash(entry.request), { path: ['hash'], error: 'must be that of the request' });

const vector = z
  .string()
  .max(bounds.vector)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'must be base64');

const embedding = z
  .strictObject({
    kind: z.literal('embedding'),
    path,
    roles,
    hash: z.string(),
    texts: z.array(text).max(bounds.texts),
    vectors: z.array(vector).max(bounds.texts),
    total_ms: milliseconds,
    engine: z.string().min(1).max(bounds.engine),
  })
  .refine(({ texts, vectors }) => texts.length === vectors.length, { path: ['vectors'], error: 'must be one a text' })
  .refine(entry => entry.hash === textsHash(entry.texts), { path: ['hash'], error: 'must be that of the texts' });

const measurement = z
  .strictObject({
    kind: z.literal('measurement'),
    path,
    roles,
    hash: z.string(),
    request: z.strictObject({ instrument: z.string().min(1).max(bounds.name), input: json }),
    value: json,
    total_ms: milliseconds,
    engine: z.string().min(1).max(bounds.engine),
  })
  .refine(entry => entry.hash === measureHash(entry.request), { path: ['hash'], error: 'must be that of the request' });

const value = z.strictObject({
  kind: z.literal('value'),
  path,
  roles,
  value: json,
  truth: json.optional(),
});

/** One entry of a journal that came from outside: a store or a file. Its request is the one that its hash names. */
export const entrySchema: z.ZodType<JournalEntry> = z
  .discriminatedUnion('kind', [call, embedding, measurement, value])
  .refine(({ path, roles }) => roles === undefined || roles.length === path.length, {
    path: ['roles'],
    error: 'must be one a name of the path',
  });
