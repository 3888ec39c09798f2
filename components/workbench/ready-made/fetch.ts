import { z } from 'zod';
import { importFile, largestFile, type Imported } from '@/lib/experiment/file';
import { Failure } from '@/lib/core/failure';
import { findPanel } from '@/lib/panels/index';

/** An experiment that comes with the site, as `public/experiments/index.json` lists it. */
export interface ReadyMade {
  /** Name in the same folder. */
  file: string;
  title: string;
  /** What to see in it. */
  sentence: string;
  panel: string;
}

const index: z.ZodType<ReadyMade[]> = z
  .array(
    z.object({
      file: z.string().regex(/^[\w-][\w.-]{0,99}\.json$/),
      title: z.string().max(300),
      sentence: z.string().max(1000),
      panel: z.string().max(100),
    }),
  )
  .max(200);

/** All ready-made experiments, in their order. Throws `download-failed` or `file-malformed`. */
export async function fetchReadyMade(signal: AbortSignal): Promise<ReadyMade[]> {
  const listed = index.safeParse(parseJson(await fetchText('index.json', signal)));
  if (!listed.success) throw new Failure('file-malformed', `experiments/index.json: ${z.prettifyError(listed.error)}`);
  return listed.data;
}

/** One of them. Throws `download-failed`, or what `importFile` throws. */
export async function fetchRun(file: string, signal: AbortSignal): Promise<Imported> {
  return importFile(await fetchText(file, signal), findPanel);
}

async function fetchText(file: string, signal: AbortSignal): Promise<string> {
  let response: Response;
  try {
    response = await fetch(`${process.env.NEXT_PUBLIC_BASE_PATH}/experiments/${file}`, { signal });
  } catch (error) {
    if (signal.aborted) throw new Failure('cancelled', '', { cause: error });
    throw new Failure('download-failed', `experiments/${file}`, { cause: error });
  }
  if (!response.ok) throw new Failure('download-failed', `experiments/${file}: the server says ${response.status}.`);
  if (Number(response.headers.get('content-length') ?? 0) > largestFile) throw new Failure('file-too-large');
  return response.text();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure('file-malformed', 'experiments/index.json is not JSON.', { cause: error });
  }
}
