import type { FailureKind } from '@/lib/core/failure';
import { asFailure, Failure } from '@/lib/core/failure';
import type { Candidates } from './backends/choose';
import { withAccumulatedAttention } from './cache/accumulated-attention';
import type { ModelConfig } from './config';
import type { Backend, BackendBuilder, BackendFactory } from './contract';
import { loadFolder } from './folder/load-folder';
import type { FileSource, OnBytes } from './sources/source';
import type { Tokenizer } from './tokenizer';

/** A loaded model and how its backend was chosen. */
export interface Model {
  backend: Backend;
  tokenizer: Tokenizer;
  passedOver: string[];
  timing: string;
}

/** Failures of reading a folder, which every backend would meet. */
const folderFailures: ReadonlySet<FailureKind> = new Set([
  'download-failed',
  'integrity-failed',
  'model-file',
  'model-unsupported',
]);

/**
 * Loads a folder into the first backend that works, in the order that `choose` returns once the config is known. If a
 * backend fails (out of memory, or results that are not numbers), the folder is read again for the next backend.
 * @param onPrepare called when the last byte has been read
 * @throws Failure
 */
export async function loadModel(
  source: FileSource,
  choose: (config: ModelConfig) => Promise<Candidates>,
  onBytes: OnBytes,
  onPrepare: () => void,
  signal: AbortSignal,
): Promise<Model> {
  let candidates: Candidates | undefined;
  const passedOver: string[] = [];
  let untried: BackendFactory[] = [];
  let current: BackendFactory | undefined;
  let lastError: unknown;

  /** Starts the next backend that can be started. */
  async function start(config: ModelConfig): Promise<BackendBuilder> {
    if (!candidates) {
      candidates = await choose(config);
      untried = [...candidates.order];
      passedOver.push(...candidates.passedOver);
    }
    for (current = untried.shift(); current; current = untried.shift()) {
      try {
        return withPrepareCallback(await current.start(config), onPrepare);
      } catch (error) {
        recordFailure(current, error);
      }
    }
    if (lastError instanceof Failure) throw lastError;
    throw new Failure('model-unsupported', `No backend works here. ${passedOver.join('; ')}`, { cause: lastError });
  }

  function recordFailure({ name }: BackendFactory, error: unknown): void {
    lastError = error;
    passedOver.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }

  for (;;) {
    let isRead = false;
    try {
      const { backend, tokenizer } = await loadFolder(source, start, onBytes, signal);
      isRead = true;
      await warmUp(backend, signal);
      return { backend: withAccumulatedAttention(backend), tokenizer, passedOver, timing: candidates?.timing ?? '' };
    } catch (error) {
      const failure = asFailure(error);
      const isFinal = failure.kind === 'cancelled' || (!isRead && folderFailures.has(failure.kind));
      if (!current || isFinal || untried.length === 0) throw failure;
      recordFailure(current, error);
    }
  }
}

const withPrepareCallback = (builder: BackendBuilder, onPrepare: () => void): BackendBuilder => ({
  put: rows => builder.put(rows),
  finish() {
    onPrepare();
    return builder.finish();
  },
  abandon: () => builder.abandon(),
});

/**
 * Reads two tokens, so that code is compiled before the first answer and a model whose results are not numbers fails
 * at once.
 */
async function warmUp(backend: Backend, signal: AbortSignal): Promise<void> {
  try {
    const sequence = backend.cache.open();
    for (let step = 0; step < 2; step++) {
      const [result] = await backend.forward([{ sequence, tokens: [0], want: 'last' }]);
      if (!result!.logits[0]!.every(Number.isFinite))
        throw new Failure('model-file', `The weights give values that are not numbers (${backend.name}).`);
    }
    backend.cache.release(sequence);
    if (signal.aborted) throw new Failure('cancelled');
  } catch (error) {
    backend.dispose();
    throw error;
  }
}
