import { Failure } from '@/lib/core/failure';
import type { ChatDelta, ChatEnd, ChatRequest } from '../contract';
import type { MlcChunk, MlcRequest } from './library';
import { xgrammarSchema } from './schema';
import type { Session } from './session';

/** Maximum time without a report from the worker during an answer, in milliseconds. */
export interface GenerationTimeouts {
  first_token: number;
  next_token: number;
  /** Time that an interrupted answer may take to end. After it, the worker is ended. */
  interrupt: number;
}

/**
 * Converts a request to WebLLM's form.
 *
 * The library takes log-probabilities after `softmax(logits / temperature)` and before `top_p`. So they are the model's at temperature 1
 * only; at temperature 0 all of them are 0. Elsewhere they are not asked for, because they would be something else than they seem. Of a
 * character that takes several tokens, the library tells the last token alone.
 */
export function toMlcRequest({ stop, logprobs, schema, ...request }: ChatRequest, thinks: boolean): MlcRequest {
  return {
    ...request,
    // Since 0.2.80 the library gives none without `top_logprobs`.
    ...(logprobs && request.temperature === 1 && { logprobs: true, top_logprobs: 1 }),
    ...(stop.length > 0 && { stop }),
    ...(schema && { response_format: { type: 'json_object', schema: JSON.stringify(xgrammarSchema(schema)) } }),
    stream: true,
    stream_options: { include_usage: true },
    repetition_penalty: 1,
    ...(thinks && { extra_body: { enable_thinking: false } }),
  };
}

/**
 * Generates one answer with a loaded model. If the reader leaves early, interrupts the worker in the background; `onInterrupt` receives a
 * promise that settles when the worker has stopped.
 *
 * @param started when the engine was called, in milliseconds of `performance.now()`
 * @throws Failure `cancelled`, `timed-out`, `worker-died`; errors of the library, see `nameWebllmError`
 */
export async function* generate(
  session: Session,
  request: MlcRequest,
  signal: AbortSignal,
  timeouts: GenerationTimeouts,
  started: number,
  onInterrupt: (ended: Promise<void>) => void,
): AsyncGenerator<ChatDelta, void, void> {
  let first_token_ms: number | null = null;
  let pieces = 0;
  let usage: ChatEnd['usage'] | undefined;
  let finish_reason: ChatEnd['finish_reason'] | undefined;
  const timeout = () => (first_token_ms === null ? timeouts.first_token : timeouts.next_token);

  const queue_ms = performance.now() - started;
  const opening = session.client.chat.completions.create(request);
  let chunks: AsyncIterator<MlcChunk> | undefined;
  /** Whether the worker has finished this answer. */
  let finished = false;
  try {
    chunks = (await session.guard(opening, signal, timeout, 'reading the prompt'))[Symbol.asyncIterator]();
    for (;;) {
      const { done, value } = await session.guard(chunks.next(), signal, timeout, 'answering');
      if (done) break;
      const choice = value.choices[0];
      usage = value.usage ?? usage;
      if (choice?.finish_reason) finish_reason = nameEnding(choice.finish_reason);
      const text = choice?.delta.content ?? '';
      // A chunk without text is the end token, which is no part of the answer.
      if (text === '') continue;
      first_token_ms ??= performance.now() - started;
      pieces++;
      const logprobs = choice?.logprobs?.content?.map(({ token, logprob }) => ({ token, logprob }));
      yield { text, ...(logprobs?.length && { logprobs }) };
    }
    finished = true;
    if (!finish_reason) throw new Failure('worker-died', 'It broke off an answer (no finish_reason).');
  } catch (error) {
    finished = !signal.aborted;
    throw error;
  } finally {
    if (!finished && !session.dead) onInterrupt(interrupt(session, opening, chunks, timeouts.interrupt));
  }
  const total_ms = performance.now() - started;
  yield {
    text: '',
    end: {
      finish_reason,
      usage: usage
        ? { prompt_tokens: usage.prompt_tokens, completion_tokens: usage.completion_tokens }
        : { prompt_tokens: 0, completion_tokens: pieces, counted: 'pieces' },
      timings: { first_token_ms: first_token_ms ?? total_ms, total_ms, queue_ms },
    },
  };
}

/** @throws Failure `worker-died` for an answer that is not whole, such as one that was aborted though nobody stopped it */
function nameEnding(reason: string): ChatEnd['finish_reason'] {
  if (reason === 'stop' || reason === 'length') return reason;
  throw new Failure('worker-died', `It broke off an answer (finish_reason: ${reason}).`);
}

/** Ends an answer early. Ends the worker if the answer does not end in time, because the library cannot interrupt a prefill. */
async function interrupt(
  session: Session,
  opening: Promise<AsyncIterable<MlcChunk>>,
  chunks: AsyncIterator<MlcChunk> | undefined,
  timeout_ms: number,
): Promise<void> {
  const close = async () => {
    const open = chunks ?? (await opening.catch(() => undefined))?.[Symbol.asyncIterator]();
    await open?.return?.();
  };
  session.client.interruptGenerate();
  try {
    await session.guard(close(), new AbortController().signal, () => timeout_ms, 'stopping');
  } catch (error) {
    session.close(new Failure('worker-died', 'It did not stop.', { cause: error }));
  }
}
