import { Failure, throwIfCancelled } from '@/lib/ground/failure';
import { Answer } from './answer';
import { Breath } from './breath';
import type { Backend } from './contract';
import { prefillAll } from './prefill';
import type { Prefilled } from './prefill';
import type { GenerationDelta, GenerationRequest } from './request';
import type { Tokenizer } from './tokenizer';

/** What generation needs: arithmetic and words. */
export interface Model {
  backend: Backend;
  tokenizer: Tokenizer;
}

/**
 * Answers a batch of chats together: shared prompt text is prefilled once, then each step decodes one token for every answer that
 * is still going. An answer depends on its own request alone, not on the batch: exactly so where the backend's arithmetic does not
 * either (reference, wasm-int8; wasm-f32 rounds single rows otherwise, by about 1e-6). Several batches may run at once over one
 * backend; they take turns.
 *
 * Pieces come as their text becomes certain; the last piece of each answer carries `end`. Throws `context-exceeded` before any work
 * if a prompt leaves no room for an answer, `cancelled` within about 10 ms of an abort (or one chunk of prefill).
 */
export async function* generateBatch(
  { backend, tokenizer }: Model,
  requests: readonly GenerationRequest[],
  signal: AbortSignal,
): AsyncGenerator<GenerationDelta, void, undefined> {
  const startedAt = performance.now();
  throwIfCancelled(signal);
  const prompts = requests.map(request => tokenizer.encode(tokenizer.renderChat(request.messages)));
  prompts.forEach((prompt, index) => checkPrompt(prompt, index, backend));

  const breath = new Breath();
  let going: (Prefilled & { answer: Answer })[] = [];
  try {
    const prefilled = await prefillAll(backend, prompts, breath, signal);
    going = requests.map((request, index) => ({
      ...prefilled[index]!,
      answer: new Answer(index, request, prompts[index]!.length, backend.config, tokenizer, startedAt),
    }));
    for (;;) {
      for (const { answer, logits } of going) {
        const piece = answer.accept(logits);
        if (piece) yield piece;
      }
      for (const { answer, sequence } of going) if (answer.finished) backend.release(sequence);
      going = going.filter(({ answer }) => !answer.finished);
      if (going.length === 0) return;
      await breath.take(signal);
      const logits = backend.decode(going.map(({ sequence, answer }) => ({ sequence, token: answer.token })));
      going.forEach((one, i) => (one.logits = logits[i]!));
    }
  } finally {
    for (const { sequence } of going) backend.release(sequence);
  }
}

function checkPrompt(prompt: readonly number[], index: number, { config }: Backend): void {
  if (prompt.length === 0)
    throw new Failure('model-file', 'tokenizer_config.json: chat_template gives an empty prompt.');
  const stranger = prompt.find(id => !(id >= 0 && id < config.vocabSize));
  if (stranger !== undefined)
    throw new Failure('model-file', `tokenizer.json gives token ${stranger}, which the model has not.`);
  if (prompt.length >= config.context)
    throw new Failure(
      'context-exceeded',
      `Request ${index + 1} has ${prompt.length} tokens; prompt and answer may have ${config.context}.`,
    );
}
