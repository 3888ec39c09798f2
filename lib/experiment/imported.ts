import * as z from 'zod/mini';
import type { Experiment } from './panel';
import type { Run } from './run';

/** What a file holds. */
export type Imported = { kind: 'experiment'; experiment: Experiment } | ImportedRun;

export interface ImportedRun {
  kind: 'run';
  run: Run;
  /** Where the file was cut off: what was kept of it, as a sentence. */
  torn?: string;
  /** Results that were left out because their values are none of the panel; absent where there are none. */
  unread?: number;
}

/** What the first line, or the one value, of a file says of itself. */
export const fileHead = z.object({ loupe: z.int().check(z.minimum(1)), kind: z.enum(['experiment', 'run']) });
export type FileHead = z.infer<typeof fileHead>;
