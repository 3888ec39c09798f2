import * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import { parseJson } from '@/lib/core/json';
import type { TokenLogprob, Usage } from '@/lib/engines/contract';
import { isFields } from './server-error';

/** A chunk of a streamed answer, or a whole answer. */
export interface AnswerPart {
  text: string;
  /** Whether others belong to it. */
  isChunk: boolean;
  /** Whether it says anything of the text, be it that the text is empty. */
  hasContent: boolean;
  /** Whether it holds reasoning of the model, which is no part of the answer. */
  reasons: boolean;
  model?: string;
  logprobs?: TokenLogprob[];
  /** In the words of the server. */
  finish?: string;
  usage?: Usage;
  /** Tokens of the reasoning, where the server counts them. */
  reasoningTokens?: number;
  /** What the model said in place of an answer, where a server keeps that apart. */
  refusal?: string;
}

/**
 * Reads one value of a reply. Strict about the answer, lenient about all beside it: counts, log-probabilities and names that are not as
 * they should be are left out. Null for a value that is no part of an answer.
 *
 * @throws Failure `endpoint-protocol`; its detail names the field
 */
export function readAnswer(body: unknown): AnswerPart | null {
  if (!isFields(body) || body.choices === undefined) return null;
  const { choices, usage, model } = body;
  if (choices !== null && !Array.isArray(choices)) throw notAsItShould('choices');
  const choice: unknown = choices?.[0];
  if (choice !== undefined && !isFields(choice)) throw notAsItShould('choices.0');
  const chunk = isFields(choice?.delta) ? choice.delta : undefined;
  const message = chunk ?? (isFields(choice?.message) ? choice.message : undefined);
  const { text, reasons } = readContent(message?.content ?? choice?.text, message ? 'content' : 'text');
  const logprobs = readLogprobs(choice?.logprobs);
  const counted = readUsage(usage);
  return {
    text,
    hasContent: typeof (message?.content ?? choice?.text ?? null) !== 'object' || Array.isArray(message?.content),
    isChunk: chunk !== undefined,
    reasons: reasons || [message?.reasoning_content, message?.reasoning, message?.thinking].some(isText),
    ...(typeof model === 'string' && { model }),
    ...(logprobs && { logprobs }),
    ...(isText(choice?.finish_reason) && { finish: choice.finish_reason }),
    ...(isText(message?.refusal) && { refusal: message.refusal }),
    ...counted,
  };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const notAsItShould = (field: string) => new Failure('endpoint-protocol', `The field ${field} is not as it should be.`);

/** A text, or a list of parts of which those of text are the answer. */
function readContent(content: unknown, field: string): { text: string; reasons: boolean } {
  if (content === undefined || content === null) return { text: '', reasons: false };
  if (typeof content === 'string') return { text: content, reasons: false };
  const parts = Array.isArray(content) ? content : [content];
  let text = '';
  let reasons = false;
  for (const part of parts) {
    if (typeof part === 'string') text += part;
    else if (!isFields(part)) throw notAsItShould(field);
    else if (typeof part.text === 'string' && !isReasoning(part.type)) text += part.text;
    else reasons ||= isReasoning(part.type);
  }
  return { text, reasons };
}

const isReasoning = (type: unknown): boolean => typeof type === 'string' && /think|reason/i.test(type);

const count = z.int().check(z.minimum(0), z.maximum(1e9));
const usageSchema = z.object({ prompt_tokens: count, completion_tokens: count });
const logprobsSchema = z.object({
  content: z.array(z.object({ token: z.string().check(z.maxLength(1_000)), logprob: z.number().check(z.maximum(1)) })),
});

function readUsage(usage: unknown): Pick<AnswerPart, 'usage' | 'reasoningTokens'> {
  if (!isFields(usage)) return {};
  const counted = usageSchema.safeParse(usage).data;
  const details = usage.completion_tokens_details;
  const reasoning = count.safeParse(isFields(details) ? details.reasoning_tokens : undefined).data;
  return { ...(counted && { usage: counted }), ...(reasoning !== undefined && { reasoningTokens: reasoning }) };
}

function readLogprobs(logprobs: unknown): TokenLogprob[] | undefined {
  return isFields(logprobs) ? logprobsSchema.safeParse(logprobs).data?.content : undefined;
}

const modelsSchema = z.object({
  data: z.array(z.object({ id: z.string().check(z.minLength(1), z.maxLength(300)) })).check(z.maxLength(10_000)),
});

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
