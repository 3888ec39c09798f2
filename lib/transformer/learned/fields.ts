import type * as z from 'zod';
import { Failure } from '@/lib/core/failure';

/**
 * Numbers of a part of `config.json`.
 * @param part its name, for the message; empty for the whole file
 * @throws Failure `model-file`
 */
export function readFields<T>(part: string, shape: z.ZodType<T>, fields: unknown): T {
  const parsed = shape.safeParse(fields);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = [part, ...(issue?.path ?? [])].filter(name => name !== '').join('.');
  throw new Failure('model-file', `config.json: ${path}: ${issue?.message ?? 'invalid'}.`);
}
