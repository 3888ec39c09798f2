import * as z from 'zod/mini';
import { dataLimits } from './limits';

const leftOutSchema = z.strictObject({
  /** Line number in the file, from 1. */
  line: z.int().check(z.minimum(1)),
  /** A sentence about the line. */
  reason: z.string().check(z.maxLength(400)),
});

export const leftOutListSchema = z.strictObject({
  total: z.int().check(z.minimum(0)),
  /** The first {@link dataLimits.listed} lines, in the order of the file. */
  listed: z.array(leftOutSchema).check(z.maxLength(dataLimits.listed)),
});

/** Lines of a file that were not read, and why. */
export type LeftOutList = z.infer<typeof leftOutListSchema>;

export const nothingLeftOut = (): LeftOutList => ({ total: 0, listed: [] });

export function leaveOut(list: LeftOutList, line: number, reason: string): void {
  list.total++;
  if (list.listed.length < dataLimits.listed) list.listed.push({ line, reason: reason.slice(0, 400) });
}

/** Combines what was left out during reading and mapping, ordered by line. */
export function joinLeftOut(...lists: LeftOutList[]): LeftOutList {
  const listed = lists.flatMap(list => list.listed).sort((a, b) => a.line - b.line);
  return {
    total: lists.reduce((sum, list) => sum + list.total, 0),
    listed: listed.slice(0, dataLimits.listed),
  };
}
