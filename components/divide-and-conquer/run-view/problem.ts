import { z } from 'zod';
import type { Json } from '@/lib/core/json';
import { WHOLE, type Pair } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/numbers';
import type { OwnProblem } from '@/lib/panels/divide-and-conquer/tasks/own/problem';
import type { Claim } from '@/lib/panels/divide-and-conquer/tasks/verification/problem';

const pair = z.object({ a: z.string().regex(WHOLE), b: z.string().regex(WHOLE) });

const claim = z.object({
  id: z.string(),
  source: z.string(),
  text: z.string(),
  contradicted: z.boolean().nullable(),
  planted: z.string().nullable(),
});

const own = z.object({ id: z.string(), input: z.string(), expected: z.string().nullable() });

/** A problem by its kind. Those of a file come from outside: `unknown` where none of the tasks could have made it. */
export type Problem =
  | { kind: 'numbers'; numbers: Pair }
  | { kind: 'claim'; claim: Claim }
  | { kind: 'own'; own: OwnProblem }
  | { kind: 'unknown' };

/** Reads the problem of a unit's input. */
export function readProblem(input: Json): Problem {
  const problem = typeof input === 'object' && input !== null && 'problem' in input ? input['problem'] : null;
  const numbers = pair.safeParse(problem);
  if (numbers.success) return { kind: 'numbers', numbers: numbers.data };
  const found = claim.safeParse(problem);
  if (found.success) return { kind: 'claim', claim: found.data };
  const typed = own.safeParse(problem);
  return typed.success ? { kind: 'own', own: typed.data } : { kind: 'unknown' };
}
