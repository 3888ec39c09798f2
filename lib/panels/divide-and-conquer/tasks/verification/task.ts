import { Failure } from '@/lib/core/failure';
import type { Random } from '@/lib/core/random';
import type { Task, ProblemSettings } from '../contract';
import { claimsOfHash } from './own-data';
import type { Claim } from './problem';

/** Where a task's claims come from: those that come with the site, fetched when they are first needed, or the user's, by hash. */
export interface ClaimSource {
  /** Id of the task: a data set is for one task. */
  task: string;
  builtIn(): Promise<Claim[]>;
}

/** What both verification tasks have in common: one claim of a data set, or some of it, drawn without repetition. */
export const verificationTask = (
  source: ClaimSource,
): Pick<Task<Claim>, 'metric' | 'unit' | 'fields' | 'problems' | 'list'> => ({
  metric: 'detection',
  unit: 'sentences',
  fields: { given: ['data', 'item'], drawn: ['data', 'count'] },
  async problems(settings, random) {
    const claims = await claimsOf(settings, source);
    if (settings.problems === 'given') return [claims[Math.min(settings.item, claims.length) - 1] ?? missing()];
    return sample(claims, settings.count, random);
  },
  list: settings => claimsOf(settings, source),
});

/** Throws `data-missing` where the user's data set is not in this browser, or not in this process. */
const claimsOf = ({ data }: ProblemSettings, { task, builtIn }: ClaimSource): Promise<Claim[]> =>
  data === '' ? builtIn() : claimsOfHash(data, task);

function missing(): never {
  throw new Failure('data-missing');
}

/** The first `count` of a seeded shuffle (Fisher and Yates); all of them where there are no more. */
export function sample<T>(items: readonly T[], count: number, random: Random): T[] {
  const left = [...items];
  return Array.from({ length: Math.min(count, left.length) }, () => {
    const [taken] = left.splice(random.integer(0, left.length - 1), 1);
    return taken as T;
  });
}
