import { Failure } from '@/lib/core/failure';
import { readFinish } from './finish';
import { type Frame, frames } from './frames';
import { exchange, type Wire } from './http';
import { nameServerError } from './name-error';
import { plainWords } from './redact';
import { Retryable } from './retry';
import { type AnswerPart, readAnswer } from './schema';
import { errorIn } from './server-error';

export const callPath = '/chat/completions';

/**
 * One try of one call: the parts of the answer as they come, those of one chunk together. Ends only where the answer has ended well.
 *
 * @throws Retryable, Refused or Failure, see `exchange` and `readFinish`; `endpoint-cut` where the reply ends before the answer,
 * `endpoint-protocol` for a reply in another form
 */
export async function* answerParts(
  wire: Wire,
  body: Record<string, unknown>,
  signal: AbortSignal,
): AsyncGenerator<AnswerPart[], void, void> {
  const reply = await exchange(wire, callPath, body, signal, it => it);
  const batches = frames(reply.chunks, wire.key);
  let isFinished = false;
  let isDone = false;
  try {
    // Not `for await`, which would close the connection after the last event, too.
    for (let next = await batches.next(); !next.done; next = await batches.next()) {
      const parts: AnswerPart[] = [];
      for (const frame of next.value) {
        if (frame === 'done') {
          isDone = true;
          continue;
        }
        const part = readFrame(frame, wire.key);
        if (!part) continue;
        if (part.finish) readFinish(part.finish);
        // One JSON value is the whole reply, also where it holds no choice.
        isFinished ||= part.finish !== undefined || (!part.isChunk && (part.hasContent || !frame.isEvent));
        parts.push(part);
      }
      yield parts;
      if (isDone) return;
    }
  } finally {
    if (isDone) reply.release();
    else await batches.return();
  }
  if (!isFinished) throw new Retryable(new Failure('endpoint-cut', 'The reply ended before the answer did.'));
}

function readFrame(frame: Exclude<Frame, 'done'>, key: string | undefined): AnswerPart | null {
  const error = errorIn(frame.body);
  if (error) throw nameServerError({ status: null, error }, key);
  const part = readAnswer(frame.body);
  if (!part && !frame.isEvent)
    throw new Failure('endpoint-protocol', `It said: ${plainWords(JSON.stringify(frame.body), key)}`);
  return part;
}
