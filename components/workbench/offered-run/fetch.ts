import { Failure } from '@/lib/core/failure';
import { isWebPage } from '@/lib/core/web-page';
import { fileLimits } from '@/lib/experiment/file-lines';
import { type Imported, importFile, type ImportProgress } from '@/lib/experiment/import';
import type { PanelLookup } from '@/lib/experiment/spec';

/**
 * Fetches a run from another server and reads it as a file is read, with the same limits. Sends nothing about the reader, and follows no
 * redirection: only the host that was named is asked.
 *
 * @throws Failure `cancelled`, `run-unreachable`, `file-too-large`, and what `importFile` throws
 */
export async function fetchOffered(
  address: URL,
  signal: AbortSignal,
  panels: PanelLookup,
  onProgress: (progress: ImportProgress) => void,
): Promise<Imported> {
  const response = await request(address, signal);
  if (!response.ok) throw new Failure('run-unreachable', `${address.host} says ${response.status}.`);
  if (isWebPage(response)) throw new Failure('run-unreachable', `${address.host} sends a web page in its place.`);
  if (Number(response.headers.get('content-length') ?? 0) > fileLimits.total) throw new Failure('file-too-large');
  return importFile(response.body ?? (await response.blob()), panels, onProgress).catch((error: unknown) => {
    throw signal.aborted ? new Failure('cancelled', '', { cause: error }) : error;
  });
}

async function request({ href, host }: URL, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(href, { signal, credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' });
  } catch (cause) {
    if (signal.aborted) throw new Failure('cancelled', '', { cause });
    throw new Failure('run-unreachable', `${host} does not answer this page, or sends it on to another address.`, {
      cause,
    });
  }
}
