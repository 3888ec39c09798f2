import { Failure, type FailureKind, throwIfCancelled } from '@/lib/core/failure';
import { sleep } from '@/lib/core/sleep';
import { within } from '@/lib/core/within';
import type { Progress } from '../contract';
import { nameWebllmError } from './errors';
import type { MlcReport, WebllmLibrary } from './library';
import { openSession, type Session } from './session';
import { pageInPlaceOf } from './web-pages';

type LoadPhase = 'downloading' | 'loading' | 'compiling';

/** Maximum time without a report in each phase of a load, and for what comes before it, in milliseconds. */
export type LoadTimeouts = Record<'checking' | LoadPhase, number>;

export interface LoadOptions {
  id: string;
  context: number;
  timeouts: LoadTimeouts;
  /** Delay before the first retry, in milliseconds; doubled for each further one. */
  retry_ms: number;
}

const downloadAttempts = 3;
const downloads: ReadonlySet<FailureKind> = new Set(['download-failed', 'script-lost']);

/**
 * Starts a worker and loads the model. Retries a failed download, for which the library skips the shards that it has, and retries once in
 * a new worker after the loss of the device. An abort ends the worker; downloaded shards stay cached. Where a load fails, a web page in
 * place of a file is looked for, because what the library then throws does not tell it.
 *
 * @throws Failure see `nameWebllmError`; `cancelled`
 */
export async function loadModel(
  library: WebllmLibrary,
  options: LoadOptions,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Session> {
  let failedDownloads = 0;
  let lostDevices = 0;
  for (;;) {
    throwIfCancelled(signal);
    try {
      return await loadOnce(library, options, onProgress, signal);
    } catch (error) {
      if (signal.aborted) throw new Failure('cancelled');
      const [page] = await library.deleteWebPages(options.id);
      const failure = page === undefined ? nameWebllmError(error) : pageInPlaceOf(page);
      if (downloads.has(failure.kind) && ++failedDownloads < downloadAttempts)
        await sleep(options.retry_ms * 2 ** (failedDownloads - 1), signal);
      else if (failure.kind !== 'device-lost' || ++lostDevices > 1) throw failure;
    }
  }
}

async function loadOnce(
  library: WebllmLibrary,
  { id, context, timeouts }: LoadOptions,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Session> {
  const listing = library.modelBytes(id, signal);
  const total = await within(listing, timeouts.checking, signal, 'asking for the size of the model');
  let phase: LoadPhase = 'downloading';
  const session = await openSession(library, report => {
    phase = phaseOf(report) ?? phase;
    const progress = readReport(report, total);
    if (progress) onProgress(progress);
  });
  try {
    const timeout = () => timeouts[phase];
    await session.guard(session.client.reload(id, { context_window_size: context }), signal, timeout, phase);
    // An aborted reload returns without an error, so check that the model is loaded.
    await session.guard(session.client.getMessage(id), signal, timeout, 'checking the model');
    return session;
  } catch (error) {
    session.close(nameWebllmError(error));
    throw error;
  }
}

/**
 * Converts a report of WebLLM to progress. The library counts from 0 to 1 for the download, again for the copy to the GPU, and again for
 * the shaders; it states bytes only in its message. Hence the bytes are computed from the fraction and the known total, and the message
 * only gives the phase. Null for a report without progress.
 *
 * @param total bytes of all shards
 */
function readReport(report: MlcReport, total: number): Progress | null {
  const phase = phaseOf(report);
  if (!phase) return null;
  const fraction = Number.isFinite(report.progress) ? Math.min(1, Math.max(0, report.progress)) : 0;
  if (phase === 'compiling') return { phase, loaded: Math.round(fraction * 100), total: 100, unit: 'steps' };
  return { phase, loaded: Math.round(fraction * total), total, unit: 'bytes' };
}

function phaseOf({ text }: MlcReport): LoadPhase | null {
  if (/^(start to fetch|fetching param)/i.test(text)) return 'downloading';
  if (/^loading model from cache/i.test(text)) return 'loading';
  if (/^loading GPU shader/i.test(text)) return 'compiling';
  return null;
}
