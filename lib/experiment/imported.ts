import { z } from 'zod';
import type { Experiment } from './panel';
import type { Run } from './run';

/** `torn`, where the file was cut off: what was kept of it, as a sentence. */
export type Imported = { kind: 'experiment'; experiment: Experiment } | { kind: 'run'; run: Run; torn?: string };

/** What the first line, or the one value, of a file says of itself. */
export const fileHead = z.object({ loupe: z.number().int().min(1), kind: z.enum(['experiment', 'run']) });
export type FileHead = z.infer<typeof fileHead>;
