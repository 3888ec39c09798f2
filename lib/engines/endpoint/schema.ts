import { z } from 'zod';
import { Failure } from '@/lib/core/failure';
import { parseJson, tryParseJson } from '@/lib/core/json';
import type { FinishReason, TokenLogprob, Usage } from '@/lib/engines/contract';

const count = z.number().int().min(0).max(1e9);
const usageSchema = z.object({ prompt_tokens: count, completion_tokens: count });

const logprobsSchema = z.object({
  content: z.array(z.object({ token: z.string(), logprob: z.number() })).nullish(),
});

const pieceSchema = z.object({ content: z.string().nullish() });

const answerSchema = z.object({
  model: z.string().optional().catch(undefined),
  choices: z
    .array(
      z.object({
        delta: pieceSchema.nullish(),
        message: pieceSchema.nullish(),
        finish_reason: z.string().nullish(),
        logprobs: logprobsSchema.nullish(),
      }),
    )
    .max(16)
    .default([]),
  usage: usageSchema.nullish(),
});

/** OpenAI nests the message; FastAPI and Ollama do not. */
const errorSchema = z.union([
  z.object({ error: z.object({ message: z.string(), code: z.unknown() }) }).transform(body => body.error),
  z.object({ error: z.string() }).transform(body => ({ message: body.error, code: undefined })),
  z.object({ message: z.string(), code: z.unknown(), choices: z.undefined() }),
  z.object({ detail: z.string() }).transform(body => ({ message: body.detail, code: undefined })),
]);

const modelsSchema = z.object({ data: z.array(z.object({ id: z.string().min(1).max(300) })).max(10_000) });

/** A chunk of a streamed answer, or a whole answer. */
export interface AnswerPart {
  text: string;
  model?: string;
  logprobs?: TokenLogprob[];
  finish_reason?: FinishReason;
  usage?: Usage;
}

/** An error that a server reports: its message, and its code if that is a number. */
export interface ServerError {
  message: string;
  code: number | null;
}

/** The error in a body; null if there is none. */
export const readError = (text: string): ServerError | null => errorIn(tryParseJson(text));

/** The error in a parsed body; null if there is none. */
export function errorIn(body: unknown): ServerError | null {
  // Most parts of a stream are no errors. This check is cheaper than the schema.
  if (typeof body !== 'object' || body === null) return null;
  if (!('error' in body || 'message' in body || 'detail' in body)) return null;
  const error = errorSchema.safeParse(body);
  if (!error.success) return null;
  const code = Number(error.data.code);
  return { message: error.data.message, code: Number.isInteger(code) ? code : null };
}

/**
 * Reads one event of a stream or one whole answer; undefined is what is not JSON.
 *
 * @throws Failure `endpoint-protocol`; its detail names the invalid field
 */
export function readAnswer(body: unknown): AnswerPart {
  if (body === undefined) throw new Failure('endpoint-protocol', 'The answer is not JSON.');
  const result = answerSchema.safeParse(body);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new Failure('endpoint-protocol', `The field ${issue?.path.join('.') || '(root)'} is not as it should be.`);
  }
  const { choices, usage, model } = result.data;
  const choice = choices[0];
  const content = choice?.logprobs?.content;
  return {
    text: choice?.delta?.content ?? choice?.message?.content ?? '',
    ...(model !== undefined && { model }),
    ...(content && { logprobs: content.map(({ token, logprob }) => ({ token, logprob })) }),
    ...(choice?.finish_reason && { finish_reason: choice.finish_reason === 'length' ? 'length' : 'stop' }),
    ...(usage && { usage: { prompt_tokens: usage.prompt_tokens, completion_tokens: usage.completion_tokens } }),
  };
}

/**
 * The ids in the answer to `GET /models`, in its order.
 *
 * @throws Failure `endpoint-protocol`
 */
export function readModels(text: string): string[] {
  const result = modelsSchema.safeParse(parseJson(text, 'endpoint-protocol', 'The answer is not JSON.'));
  if (!result.success) throw new Failure('endpoint-protocol', 'The list of models is not as it should be.');
  return result.data.data.map(model => model.id);
}
