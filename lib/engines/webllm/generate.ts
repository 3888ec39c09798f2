import { Failure } from '@/lib/core/failure';
import type { ChatDelta, ChatEnd, ChatRequest } from '../contract';
import type { MlcChunk, MlcRequest } from './library';
import type { Session } from './session';

/** Longest silences while generating, in milliseconds. */
export interface Silences {
  first_token: number;
  next_token: number;
  /** How long an interrupted answer may take to end before its worker is ended instead. */
  interrupt: number;
}

/** A request as WebLLM takes it. Penalties are switched off: some models' own settings have them on. */
export function toMlcRequest({ stop, ...request }: ChatRequest, thinks: boolean): MlcRequest {
  return {
    ...request,
    ...(stop.length > 0 && { stop }),
    stream: true,
    stream_options: { include_usage: true },
    repetition_penalty: 1,
    ...(thinks && { extra_body: { enable_thinking: false } }),
  };
}

/** One answer from a loaded model. An early end interrupts the worker in the background; `onLeft` gets the promise of its quiet. */
export async function* generate(
  session: Session,
  request: MlcRequest,
  signal: AbortSignal,
  silences: Silences,
  started: number,
  onLeft: (quiet: Promise<void>) => void,
): AsyncGenerator<ChatDelta, void, void> {
  let first_token_ms: number | null = null;
  let pieces = 0;
  let usage: ChatEnd['usage'] | undefined;
  let finish_reason: ChatEnd['finish_reason'] = 'stop';
  const silence = () => (first_token_ms === null ? silences.first_token : silences.next_token);

  const opening = session.client.chat.completions.create(request);
  let chunks: AsyncIterator<MlcChunk> | undefined;
  /** The worker has nothing more to do for this answer. */
  let over = false;
  try {
    chunks = (await session.guard(opening, signal, silence, 'reading the prompt'))[Symbol.asyncIterator]();
    for (;;) {
      const { done, value } = await session.guard(chunks.next(), signal, silence, 'answering');
      if (done) break;
      const choice = value.choices[0];
      usage = value.usage ?? usage;
      if (choice?.finish_reason) finish_reason = choice.finish_reason === 'length' ? 'length' : 'stop';
      const text = choice?.delta.content ?? '';
      const content = choice?.logprobs?.content;
      if (text === '' && !content?.length) continue;
      first_token_ms ??= performance.now() - started;
      pieces++;
      const logprobs = content?.map(({ token, logprob }) => ({ token, logprob }));
      yield { text, ...(logprobs?.length && { logprobs }) };
    }
    over = true;
  } catch (error) {
    over = !signal.aborted;
    throw error;
  } finally {
    if (!over && !session.dead) onLeft(interrupt(session, opening, chunks, silences.interrupt));
  }
  const total_ms = performance.now() - started;
  yield {
    text: '',
    end: {
      finish_reason,
      usage: usage
        ? { prompt_tokens: usage.prompt_tokens, completion_tokens: usage.completion_tokens }
        : { prompt_tokens: 0, completion_tokens: pieces, counted: 'pieces' },
      timings: { first_token_ms: first_token_ms ?? total_ms, total_ms },
    },
  };
}

/** A prefill cannot be interrupted: what does not end in time is ended with its worker. */
async function interrupt(
  session: Session,
  opening: Promise<AsyncIterable<MlcChunk>>,
  chunks: AsyncIterator<MlcChunk> | undefined,
  patience_ms: number,
): Promise<void> {
  const leave = async () => {
    const open = chunks ?? (await opening.catch(() => undefined))?.[Symbol.asyncIterator]();
    await open?.return?.();
  };
  session.client.interruptGenerate();
  try {
    await session.guard(leave(), new AbortController().signal, () => patience_ms, 'stopping');
  } catch (error) {
    session.close(new Failure('worker-died', 'It would not stop.', { cause: error }));
  }
}
