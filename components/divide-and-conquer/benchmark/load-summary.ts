import { Failure } from '@/lib/core/failure';
import { isWebPage } from '@/lib/core/web-page';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { largestSummary, parseSummary, type Summary } from '@/lib/panels/divide-and-conquer/summary';

const file = 'experiments/multiplication-by-digits.json';

/**
 * The recorded comparison that comes with the site; null where this copy has none.
 *
 * @throws Failure `cancelled`, `download-failed`, `file-too-large`, or what `parseSummary` throws
 */
export async function loadSummary(signal: AbortSignal): Promise<Summary | null> {
  let response: Response;
  try {
    response = await fetch(`${process.env.NEXT_PUBLIC_BASE_PATH}/${file}`, { signal });
  } catch (error) {
    if (signal.aborted) throw new Failure('cancelled', '', { cause: error });
    throw new Failure('download-failed', file, { cause: error });
  }
  if (response.status === 404 || isWebPage(response)) return null;
  if (!response.ok) throw new Failure('download-failed', `${file}: the server says ${response.status}.`);
  if (Number(response.headers.get('content-length') ?? 0) > largestSummary) throw new Failure('file-too-large');
  return parseSummary(await response.text(), divideAndConquerPanel);
}
