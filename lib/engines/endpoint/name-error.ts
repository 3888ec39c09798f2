import { Failure } from '@/lib/core/failure';
import { plainWords } from './redact';
import { Refused, Retryable } from './retry';
import type { ServerError } from './server-error';

/** What a server said in place of an answer. */
export interface Refusal {
  /** Of the reply; null for an error inside an answer. */
  status: number | null;
  /** The error in the body, if one was found. */
  error: ServerError | null;
  /** The body, where it is no web page. */
  text?: string;
  /** Milliseconds that the server asks to wait. */
  after_ms?: number | null;
}

const noMoney = /insufficient[ _](?:quota|balance|funds|credits?)|exceeded your current quota|billing|out of credits/i;
const overloaded =
  /overload|rate.?limit|too many requests|resource.?exhausted|capacity|unavailable|try again|\bbusy\b|loading model/i;
const beyondContext =
  /context.?(?:length|window|size)|maximum context|exceed\w* .{0,30}context|prompt is too long|input .{0,30}too long/i;

/** Gives an error that a server reports its name, and says whether another try may help. */
export function nameServerError(
  { status: ofReply, error, text = '', after_ms = null }: Refusal,
  key: string | undefined,
): Failure | Retryable | Refused {
  const status = ofReply ?? error?.status ?? null;
  const said = error?.message ?? text;
  const words = plainWords(said, key);
  const code = status === null ? '' : ` (${status})`;
  const detail = words ? `It said${code}: ${words}` : `It answered with status ${status ?? 'unknown'}.`;
  const all = `${error?.name ?? ''} ${said}`;
  if (status === 401 || status === 403) return new Failure('endpoint-unauthorised', detail);
  if (status === 402 || noMoney.test(all)) return new Failure('endpoint-quota', detail);
  if (status !== null && [408, 429, 502, 503, 504, 529].includes(status)) return busy(detail, after_ms);
  if (beyondContext.test(all)) return beyond(error, said, detail);
  if (status !== null && status < 500) return new Refused(new Failure('endpoint-refused', detail), error);
  if (overloaded.test(all)) return busy(detail, after_ms);
  return new Retryable(new Failure('endpoint-refused', detail), { after_ms, error });
}

const busy = (detail: string, after_ms: number | null) =>
  new Retryable(new Failure('endpoint-busy', detail), { after_ms, isOfServer: true });

/** A prompt that alone is too long, or one that leaves no room for the longest answer: then the number that fits is offered. */
function beyond(error: ServerError | null, said: string, detail: string): Failure {
  const context = error?.context ?? firstNumber(said, [/context.{0,60}?(\d[\d,]*)/i, /(\d[\d,]*).{0,20}context/i]);
  const prompt =
    error?.prompt ??
    firstNumber(said, [
      /(\d[\d,]*) (?:tokens )?(?:in|from|of) (?:the |your )?(?:messages|prompt|input)/i,
      /(\d[\d,]*) (?:input|prompt) tokens/i,
      /(?:prompt|input|messages) (?:contains?|has|have|resulted in|is|of)\D{0,20}(\d[\d,]*)/i,
    ]);
  const room = context === null || prompt === null ? null : context - prompt;
  if (room !== null && room > 0)
    return new Failure('answer-limit', `${detail} An answer of at most ${room} tokens fits.`);
  const isAboutAnswer = room === null && /completion|max_tokens|max_new_tokens|output tokens/i.test(said);
  return new Failure(isAboutAnswer ? 'answer-limit' : 'context-exceeded', detail);
}

function firstNumber(text: string, patterns: readonly RegExp[]): number | null {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1];
    if (found) return Number(found.replaceAll(',', ''));
  }
  return null;
}
