import { controlOf, type Registry } from '../registry';
import type { KvResult } from '../result';
import { depthParts } from '../texts/haystack';

/** Needles found, of those hidden. */
export interface Found {
  right: number;
  of: number;
}

/** A column: prompts of one length. */
export interface HaystackLength {
  /** Pieces of the haystack, and tokens of the prompts, on average. */
  of: number;
  tokens: number;
}

/** What one cache found: a policy at one budget, or the full cache. */
export interface NeedleGrid {
  /** Null for the full cache. */
  policy: string | null;
  /** A ratio or a number of slots; 0 where there is no budget. */
  budget: number;
  learned: string | null;
  /** [part of the depth, from the beginning of the prompt][length]. */
  cells: readonly (readonly Found[])[];
}

export interface NeedleReport {
  lengths: readonly HaystackLength[];
  /** The full cache first, then the policies in the order of the experiment, with rising compression. */
  grids: readonly NeedleGrid[];
}

type Hidden = KvResult & { needle: NonNullable<KvResult['needle']> };

/** The part of a haystack, from 0, in which piece `depth` lies. */
export const partOf = ({ depth, of }: Pick<Hidden['needle'], 'depth' | 'of'>): number =>
  Math.min(depthParts - 1, Math.max(0, Math.floor((depthParts * (depth - 1)) / of)));

/**
 * Needle in a haystack, by depth and length (after Kamradt 2023): what was right where, of the results of one model. Caches that failed are
 * in no figure. Null where no text hid anything that could be judged.
 */
export function needlesOf(results: readonly KvResult[], registry?: Pick<Registry, 'policies'>): NeedleReport | null {
  const hidden = results.filter(
    (result): result is Hidden => result.needle !== undefined && result.full.right !== null,
  );
  const [first] = hidden;
  if (!first) return null;
  const lengths = [...new Set(hidden.map(({ needle }) => needle.of))]
    .sort((a, b) => a - b)
    .map((of): HaystackLength => {
      const texts = hidden.filter(({ needle }) => needle.of === of);
      return { of, tokens: texts.reduce((sum, { needle }) => sum + needle.tokens, 0) / texts.length };
    });
  const cellsOf = (verdicts: readonly { needle: Hidden['needle']; right: boolean | null }[]) =>
    Array.from({ length: depthParts }, (_, part) =>
      lengths.map(({ of }): Found => {
        const here = verdicts.filter(({ needle, right }) => right !== null && needle.of === of && partOf(needle) === part); // prettier-ignore
        return { right: here.filter(({ right }) => right).length, of: here.length };
      }),
    );
  // Each policy measured the full cache anew, on the same texts.
  const once = [...new Map(hidden.map(result => [result.text, result])).values()];
  const full: NeedleGrid = {
    ...{ policy: null, budget: 0, learned: first.learned },
    cells: cellsOf(once.map(({ needle, full: { right } }) => ({ needle, right }))),
  };
  const budgetsOf = new Map(hidden.map(({ policy, budgets }) => [policy, budgets]));
  // What is measured against itself is the full cache once more.
  const control = controlOf(registry)?.id;
  const compared = [...budgetsOf].filter(([policy]) => policy !== control);
  const others = compared.flatMap(([policy, budgets]) =>
    budgets.map((budget, arm): NeedleGrid => {
      const verdicts = hidden.flatMap(result => {
        const one = result.policy === policy ? result.arms[arm] : undefined;
        return one === undefined || 'failure' in one ? [] : [{ needle: result.needle, right: one.right }];
      });
      return { policy, budget, learned: first.learned, cells: cellsOf(verdicts) };
    }),
  );
  return { lengths, grids: [full, ...others] };
}
