import * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import { describeIssue } from '@/lib/core/issue';
import { isWebPage } from '@/lib/core/web-page';
import type { Imported } from '@/lib/experiment/import';
import { largestFile } from '@/lib/experiment/limits';
import type { PanelLookup } from '@/lib/experiment/spec';

/** An experiment that comes with the site, as `public/experiments/index.json` lists it. */
export interface ReadyMade {
  /** Name in the same folder. */
  file: string;
  title: string;
  /** What to see in it. */
  sentence: string;
  /** Id of its panel. */
  panel: string;
}

export const readyMadeSchema: z.ZodMiniType<ReadyMade> = z.object({
  file: z.string().check(z.regex(/^[\w-][\w.-]{0,99}\.jsonl?(\.gz)?$/, 'must name a .json or .jsonl file')),
  title: z.string().check(z.maxLength(300)),
  sentence: z.string().check(z.maxLength(1000)),
  panel: z.string().check(z.maxLength(100)),
});

const index = z.array(readyMadeSchema).check(z.maxLength(200));

/** All ready-made experiments, in their order. @throws Failure `download-failed`, `file-malformed` */
export async function fetchReadyMade(signal: AbortSignal): Promise<ReadyMade[]> {
  const listed = index.safeParse(await fetchSiteFile('index.json', signal));
  if (!listed.success) throw new Failure('file-malformed', `experiments/index.json: ${describeIssue(listed.error)}`);
  return listed.data;
}

/** One of them. @throws Failure `download-failed`, and what `importFile` throws */
export async function fetchRun(file: string, signal: AbortSignal, panels: PanelLookup): Promise<Imported> {
  const [response, { importFile }] = await Promise.all([request(file, signal), import('@/lib/experiment/import')]);
  return importFile(response.body ?? (await response.blob()), panels);
}

/** A JSON file of `public/experiments`. @throws Failure `download-failed`, `file-malformed` */
export async function fetchSiteFile(file: string, signal: AbortSignal): Promise<unknown> {
  const response = await request(file, signal);
  try {
    return await response.json();
  } catch (error) {
    throw new Failure('file-malformed', `experiments/${file} is not JSON.`, { cause: error });
  }
}

async function request(file: string, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`${process.env.NEXT_PUBLIC_BASE_PATH}/experiments/${file}`, { signal });
  } catch (error) {
    if (signal.aborted) throw new Failure('cancelled', '', { cause: error });
    throw new Failure('download-failed', `experiments/${file}`, { cause: error });
  }
  if (!response.ok) throw new Failure('download-failed', `experiments/${file}: the server says ${response.status}.`);
  if (isWebPage(response))
    throw new Failure('download-failed', `experiments/${file}: the server sends a web page in its place.`);
  if (Number(response.headers.get('content-length') ?? 0) > largestFile) throw new Failure('file-too-large');
  return response;
}
