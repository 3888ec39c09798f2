import { Failure } from '@/lib/core/failure';
import { tryParseJson } from '@/lib/core/json';
import type { ChatRequest } from '@/lib/engines/contract';
import { exchange, nameServerError, type Reply, wholeText, type Wire } from './http';
import { type AnswerPart, errorIn, readAnswer } from './schema';
import { eventData } from './sse';

/** The body of a request. Omits an empty `stop` and a false `logprobs`, because some servers refuse them. */
export function toBody(model: string, request: ChatRequest): Record<string, unknown> {
  const { stop, logprobs, ...rest } = request;
  return {
    model,
    ...rest,
    ...(stop.length > 0 && { stop }),
    ...(logprobs && { logprobs }),
    stream: true,
    stream_options: { include_usage: true },
  };
}

/**
 * One try of one call: the parts of the answer as they come, together those that come together; the last of them has a `finish_reason`.
 *
 * @throws Retryable or Failure, see `exchange`; `endpoint-protocol` for a body in another form
 */
export async function* answerParts(
  wire: Wire,
  model: string,
  request: ChatRequest,
  signal: AbortSignal,
): AsyncGenerator<AnswerPart[], void, void> {
  const reply = await exchange(wire, '/chat/completions', toBody(model, request), signal, it => it);
  if (reply.contentType.includes('html'))
    throw await close(reply, new Failure('endpoint-protocol', 'It answered with a web page.'));
  const whole = reply.contentType.includes('json') && !reply.contentType.includes('event-stream');
  const events = whole ? once(reply) : eventData(reply.chunks);
  let finished = false;
  let isDone = false;
  try {
    // Not `for await`, which would close the connection after the last event, too.
    for (let next = await events.next(); !next.done; next = await events.next()) {
      const parts: AnswerPart[] = [];
      isDone = next.value.some(data => {
        if (data.trim() === '[DONE]') return true;
        parts.push(readPart(data, wire.key));
        return false;
      });
      finished ||= parts.some(part => part.finish_reason !== undefined);
      if (isDone && !finished) parts.push({ text: '', finish_reason: 'stop' });
      yield parts;
      if (isDone) return;
    }
  } finally {
    if (isDone) reply.release();
    else await events.return();
  }
  if (finished) return;
  if (!whole) throw new Failure('endpoint-protocol', 'The answer ended before it was finished.');
  yield [{ text: '', finish_reason: 'stop' }];
}

async function* once(reply: Reply): AsyncGenerator<string[], void, void> {
  yield [await wholeText(reply.chunks)];
}

/** Closes the connection of a reply without reading it. */
async function close(reply: Reply, failure: Failure): Promise<Failure> {
  // A generator that has not started does not run its `finally`, so take one step first.
  await reply.chunks.next().catch(() => undefined);
  await reply.chunks.return();
  return failure;
}

function readPart(data: string, key: string | undefined): AnswerPart {
  const body = tryParseJson(data);
  const error = errorIn(body);
  if (error) throw nameServerError(error.code ?? 500, error, '', key);
  return readAnswer(body);
}
