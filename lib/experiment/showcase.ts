import * as z from 'zod/mini';
import { type Story, storySchema } from './story';

/** A story, and the ready-made experiment that holds all of its run. */
export interface Showcased {
  file: string;
  /** Id of its panel. */
  panel: string;
  story: Story;
}

/** What the home page shows: `npm run record` writes it. */
export const showcaseSchema: z.ZodMiniType<Showcased[]> = z
  .array(z.strictObject({ file: z.string(), panel: z.string(), story: storySchema }))
  .check(z.maxLength(20));
