import { Failure } from '@/lib/core/failure';
import type { Engine, Progress } from '@/lib/engines/contract';

/** What an experiment's embedder needs; it is opened and loaded when the first text must be embedded, and never before. */
export interface EmbedderOptions {
  open(): Promise<Engine>;
  onProgress(progress: Progress): void;
  signal: AbortSignal;
}

export interface Embedded {
  /** One a text. */
  vectors: Float32Array[];
  total_ms: number;
  /** Id of the engine. */
  engine: string;
}

/** Embeds texts with one engine, one request at a time: engines share a worker, and order must not depend on speed. */
export function createEmbedder({ open, onProgress, signal }: EmbedderOptions) {
  let ready: Promise<Engine> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const load = async (): Promise<Engine> => {
    const engine = await open();
    await engine.load(onProgress, signal);
    return engine;
  };

  async function request(texts: readonly string[]): Promise<Embedded> {
    const engine = await (ready ??= load());
    if (!engine.embed) throw new Failure('embedding-unsupported', engine.id);
    const started = performance.now();
    const vectors = await engine.embed([...texts], signal);
    if (vectors.length !== texts.length)
      throw new Failure(
        'embedding-unsupported',
        `${engine.id} gave ${vectors.length} vectors for ${texts.length} texts.`,
      );
    return { vectors, total_ms: performance.now() - started, engine: engine.id };
  }

  /** @throws Failure; `embedding-unsupported` where the engine has no embeddings */
  return (texts: readonly string[]): Promise<Embedded> => {
    const result = last.then(() => request(texts));
    last = result.catch(() => undefined);
    return result;
  };
}
