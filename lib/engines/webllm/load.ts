import { Failure, throwIfCancelled } from '@/lib/core/failure';
import { sleep } from '@/lib/core/sleep';
import type { Progress } from '../contract';
import { nameWebllmError } from './errors';
import type { WebllmLibrary } from './library';
import { type LoadPhase, readReport } from './progress';
import { openSession, type Session } from './session';

/** Longest silence in each phase of a load, in milliseconds. */
export type LoadSilences = Record<LoadPhase, number>;

export interface LoadOptions {
  id: string;
  context: number;
  silences: LoadSilences;
  retry_ms: number;
}

const downloadTries = 3;

/**
 * A worker with the model loaded. A failed download is tried again (the library skips the shards that it has), a lost device once, in a
 * new worker. An abort ends the worker; what was downloaded stays.
 *
 * @throws Failure of the WebLLM kinds, or `cancelled`
 */
export async function loadModel(
  library: WebllmLibrary,
  options: LoadOptions,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Session> {
  const total = await library.modelBytes(options.id, signal);
  let downloads = 0;
  let devices = 0;
  for (;;) {
    throwIfCancelled(signal);
    try {
      return await loadOnce(library, options, total, onProgress, signal);
    } catch (error) {
      const failure = nameWebllmError(error);
      if (signal.aborted) throw new Failure('cancelled');
      if (failure.kind === 'download-failed' && ++downloads < downloadTries)
        await sleep(options.retry_ms * 2 ** (downloads - 1), signal);
      else if (failure.kind !== 'device-lost' || ++devices > 1) throw failure;
    }
  }
}

async function loadOnce(
  library: WebllmLibrary,
  { id, context, silences }: LoadOptions,
  total: number,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Session> {
  let phase: LoadPhase = 'downloading';
  const session = await openSession(library, report => {
    const progress = readReport(report, total);
    if (!progress) return;
    phase = progress.phase as LoadPhase;
    onProgress(progress);
  });
  try {
    const silence = () => silences[phase];
    await session.guard(session.client.reload(id, { context_window_size: context }), signal, silence, phase);
    // An aborted reload returns as if all were well: only a model that answers is loaded.
    await session.guard(session.client.getMessage(id), signal, silence, 'checking the model');
    return session;
  } catch (error) {
    session.close(nameWebllmError(error));
    throw error;
  }
}
