import { Failure, throwIfCancelled } from '@/lib/core/failure';
import { hash64 } from '@/lib/core/hash';
import { canonical, type Json } from '@/lib/core/json';
import {
  type ChatDelta,
  type ChatEnd,
  type ChatRequest,
  type Engine,
  type TokenLogprob,
  withoutSchema,
} from './contract';

/** The fields of a recorded call that the engine needs. A journal's call entries have them. */
export interface RecordedCall extends ChatEnd {
  /** `hash64` of the canonical request. */
  hash: string;
  text: string;
  logprobs?: TokenLogprob[];
  /** Id of the engine that gave the answer. */
  engine: string;
}

/** Recorded embeddings of a list of texts. The vectors are decoded on request. */
export interface RecordedEmbedding {
  /** `hash64` of the canonical list of texts. */
  hash: string;
  /** One vector for each text. */
  vectors(): Float32Array[];
  engine: string;
}

/** A recorded measurement. */
export interface RecordedMeasurement {
  /** `hash64` of the canonical request. */
  hash: string;
  value: Json;
  engine: string;
}

/**
 * Answers from recorded calls, without a model. Looks calls up by the hash of the request. Several answers to the same request (samples)
 * are given in the recorded order, starting again after the last. Timings and token counts are those of the recording.
 */
export function createRecordedEngine(
  calls: readonly RecordedCall[],
  embeddings: readonly RecordedEmbedding[] = [],
  measurements: readonly RecordedMeasurement[] = [],
): Engine {
  const byHash = new Map<string, { answers: RecordedCall[]; next: number }>();
  for (const call of calls) {
    const known = byHash.get(call.hash);
    if (known) known.answers.push(call);
    else byHash.set(call.hash, { answers: [call], next: 0 });
  }
  const embeddingOf = new Map(embeddings.map(each => [each.hash, each]));
  const measurementOf = new Map(measurements.map(each => [each.hash, each]));
  const engines = [...new Set([...calls, ...embeddings, ...measurements].map(({ engine }) => engine))];

  async function* complete(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatDelta, void, void> {
    throwIfCancelled(signal);
    const asked = byHash.get(hash64(canonical(request)));
    // The engine of the recording may have been one that cannot hold its model to a schema.
    const known = asked ?? byHash.get(hash64(canonical(withoutSchema(request))));
    const call = known?.answers[known.next % known.answers.length];
    if (!known || !call) throw new Failure('recording-missing');
    known.next++;
    const leftOut = request.schema && !asked ? { schema_left_out: true as const } : {};
    const { text, logprobs, finish_reason, usage, timings } = call;
    for (const piece of pieces(text)) yield { text: piece };
    yield { text: '', ...(logprobs && { logprobs }), end: { finish_reason, usage, timings, ...leftOut } };
  }

  return {
    id: engines.length === 1 ? `recorded/${engines[0]}` : 'recorded/journal',
    can: {
      logprobs: calls.some(call => call.logprobs),
      seed: true,
      schema: true,
      concurrency: 64,
      batch: 1,
      context: null,
    },
    environment: { recorded_from: engines.join(', ') },
    async load(onProgress, signal) {
      throwIfCancelled(signal);
      onProgress({ phase: 'reading', loaded: calls.length, total: calls.length, unit: 'steps' });
    },
    complete,
    async embed(texts, signal) {
      throwIfCancelled(signal);
      const known = embeddingOf.get(hash64(canonical(texts)));
      if (!known) throw new Failure('recording-missing');
      return known.vectors();
    },
    async measure(request, _onPart, signal) {
      throwIfCancelled(signal);
      const known = measurementOf.get(hash64(canonical(request)));
      if (!known) throw new Failure('recording-missing');
      return known.value;
    },
    async dispose() {},
  };
}

/** Splits a text into at most four pieces, so that it streams. Never splits a surrogate pair. */
function pieces(text: string): string[] {
  const characters = [...text];
  const size = Math.max(1, Math.ceil(characters.length / 4));
  const result: string[] = [];
  for (let i = 0; i < characters.length; i += size) result.push(characters.slice(i, i + size).join(''));
  return result;
}
