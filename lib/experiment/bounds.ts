import type { JsonBounds } from '@/lib/core/to-json';

/**
 * How large the parts of a run may be. What is written is cut to these bounds (`fit.ts`), and what is read is held against them
 * (`entry-schema.ts`, `run-schema.ts`): nothing is written that would be refused.
 */
export const bounds = {
  /** Names of a path, and UTF-16 units of one: names have at most 100 code points (`names.ts`). */
  path: 64,
  name: 200,
  role: 40,
  /** UTF-16 units of a prompt, an answer, a text to embed. */
  text: 1_000_000,
  messages: 100,
  /** Tokens and other counts. */
  count: 1e9,
  milliseconds: 1e12,
  maxTokens: 1e6,
  temperature: 100,
  stops: 4,
  stop: 1000,
  /** Tokens with probabilities, and characters of one. */
  logprobs: 100_000,
  token: 1000,
  /** Id of an engine. */
  engine: 300,
  texts: 10_000,
  /** Characters of a vector in base64: 16,384 float32 values, more than any embedding has. */
  vector: 87_384,
  failureKind: 100,
  failureDetail: 100_000,
  title: 300,
  score: 300,
  /** Of a result: the name of its unit. */
  unit: 1000,
  facts: 100,
  factName: 100,
  fact: 2000,
  /** Milliseconds since 1970 that a `Date` can hold. */
  time: 8.64e15,
} as const;

/** A schema that answers are held to. */
export const schemaBounds: JsonBounds = { depth: 16, values: 2_000, text: 100_000 };

/** A value that a program computed: what was parsed, what is right, what a unit came to. */
export const valueBounds: JsonBounds = { depth: 32, values: 100_000, text: 1_000_000 };
