import * as z from 'zod/mini';
import { type FailureKind, failures } from '@/lib/core/failure';
import type { Json, JsonSchema } from '@/lib/core/json';
import { bounds } from './bounds';
import type { JournalEntry } from './entry';
import { fitSchema } from './fit';
import { measureHash, requestHash, textsHash } from './request';

/** Any JSON value; its depth and size are the business of `beyondLimits`, which goes first. */
const json = z.custom<Json>(value => value !== undefined, 'must be a value');

const count = z.int().check(z.minimum(0), z.maximum(bounds.count));
const milliseconds = z.number().check(z.minimum(0), z.maximum(bounds.milliseconds));
const text = z.string().check(z.maxLength(bounds.text));
const path = z
  .array(z.string().check(z.minLength(1), z.maxLength(bounds.name)))
  .check(z.minLength(1), z.maxLength(bounds.path));
const roles = z.optional(z.array(z.string().check(z.maxLength(bounds.role))).check(z.maxLength(bounds.path)));

const request = z.strictObject({
  messages: z
    .array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: text }))
    .check(z.minLength(1), z.maxLength(bounds.messages)),
  max_tokens: z.int().check(z.minimum(1), z.maximum(bounds.maxTokens)),
  temperature: z.number().check(z.minimum(0), z.maximum(bounds.temperature)),
  top_p: z.number().check(z.minimum(0), z.maximum(1)),
  seed: z.int().check(z.minimum(0), z.maximum(2 ** 32 - 1)),
  stop: z.array(z.string().check(z.maxLength(bounds.stop))).check(z.maxLength(bounds.stops)),
  logprobs: z.boolean(),
  schema: z.optional(
    z.custom<JsonSchema>(value => fitSchema(value) !== undefined, 'must be a schema within the bounds'),
  ),
});

const failure = z.strictObject({
  kind: z.enum(Object.keys(failures) as FailureKind[]),
  detail: z.string().check(z.maxLength(bounds.failureDetail)),
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
    truth: z.optional(json),
    finish_reason: z.enum(['stop', 'length']),
    usage: z.strictObject({
      prompt_tokens: count,
      completion_tokens: count,
      counted: z.optional(z.literal('pieces')),
    }),
    timings: z.strictObject({
      first_token_ms: milliseconds,
      total_ms: milliseconds,
      queue_ms: z.optional(milliseconds),
    }),
    logprobs: z.optional(
      z
        .array(
          z.strictObject({
            token: z.string().check(z.maxLength(bounds.token)),
            logprob: z.number().check(z.maximum(1)),
          }),
        )
        .check(z.maxLength(100_000)),
    ),
    engine: z.string().check(z.minLength(1), z.maxLength(bounds.engine)),
    failure: z.optional(failure),
  })
  .check(
    z.refine(entry => entry.hash === requestHash(entry.request), {
      path: ['hash'],
      error: 'must be that of the request',
    }),
  );

const vector = z.string().check(z.maxLength(bounds.vector), z.regex(/^[A-Za-z0-9+/]*={0,2}$/, 'must be base64'));

const embedding = z
  .strictObject({
    kind: z.literal('embedding'),
    path,
    roles,
    hash: z.string(),
    texts: z.array(text).check(z.maxLength(bounds.texts)),
    vectors: z.array(vector).check(z.maxLength(bounds.texts)),
    total_ms: milliseconds,
    engine: z.string().check(z.minLength(1), z.maxLength(bounds.engine)),
  })
  .check(
    z.refine(({ texts, vectors }) => texts.length === vectors.length, {
      path: ['vectors'],
      error: 'must be one a text',
    }),
    z.refine(entry => entry.hash === textsHash(entry.texts), { path: ['hash'], error: 'must be that of the texts' }),
  );

const measurement = z
  .strictObject({
    kind: z.literal('measurement'),
    path,
    roles,
    hash: z.string(),
    request: z.strictObject({ instrument: z.string().check(z.minLength(1), z.maxLength(bounds.name)), input: json }),
    value: json,
    total_ms: milliseconds,
    engine: z.string().check(z.minLength(1), z.maxLength(bounds.engine)),
  })
  .check(
    z.refine(entry => entry.hash === measureHash(entry.request), {
      path: ['hash'],
      error: 'must be that of the request',
    }),
  );

const value = z.strictObject({
  kind: z.literal('value'),
  path,
  roles,
  value: json,
  truth: z.optional(json),
});

/** One entry of a journal that came from outside: a store or a file. Its request is the one that its hash names. */
export const entrySchema: z.ZodMiniType<JournalEntry> = z
  .discriminatedUnion('kind', [call, embedding, measurement, value])
  .check(
    z.refine(({ path, roles }) => roles === undefined || roles.length === path.length, {
      path: ['roles'],
      error: 'must be one a name of the path',
    }),
  );
