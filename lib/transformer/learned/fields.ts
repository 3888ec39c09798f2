import type * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import { describeIssue } from '@/lib/core/issue';

/**
 * Numbers of a part of `config.json`.
 * @param part its name, for the message; empty for the whole file
 * @throws Failure `model-file`
 */
export function readFields<T>(part: string, shape: z.ZodMiniType<T>, fields: unknown): T {
  const parsed = shape.safeParse(fields);
  if (parsed.success) return parsed.data;
  throw new Failure('model-file', `config.json: ${describeIssue(parsed.error, part === '' ? [] : [part])}`);
}
