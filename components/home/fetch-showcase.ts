import * as z from 'zod/mini';
import { fetchSiteFile, type ReadyMade, readyMadeSchema } from '@/components/workbench/ready-made/fetch';
import { Failure } from '@/lib/core/failure';
import { describeIssue } from '@/lib/core/issue';
import { type Story, storySchema } from '@/lib/experiment/story';

/** A recorded run in short, and the ready-made experiment that holds all of it. */
export interface Showcased {
  readyMade: ReadyMade;
  story: Story;
}

const schema: z.ZodMiniType<Showcased | null> = z.nullable(
  z.strictObject({ readyMade: readyMadeSchema, story: storySchema }),
);

/** What the home page shows: `public/experiments/showcase.json`, which `npm run record` writes. @throws Failure `download-failed`, `file-malformed` */
export async function fetchShowcase(signal: AbortSignal): Promise<Showcased | null> {
  const read = schema.safeParse(await fetchSiteFile('showcase.json', signal));
  if (!read.success) throw new Failure('file-malformed', `experiments/showcase.json: ${describeIssue(read.error)}`);
  return read.data;
}
