import { Failure } from '@/lib/core/failure';
import { withoutLeadingZeros } from '../arithmetic/numbers';
import { parseNumber } from '../arithmetic/parse';
import { mergePrompt, type Shifted } from '../arithmetic/prompts';
import { valueOf } from '../arithmetic/working';
import { splitCall } from '../multiplication/division';
import type { Division } from '../prompts';
import { type Addition, aligned } from './problem';

/** AB + CD = (A + C)·10^k + (B + D), where B and D have k digits: the shorter addend is padded, so that both are cut at one place. */
export function divide(problem: Addition, leaf: number): Division<Addition> {
  const { a, b } = aligned(problem);
  // Numbers of leaf size stay whole, as in multiplication: a single digit has no middle.
  const isSplit = a.length > leaf;
  const terms = (pieces: string[][], [high = '0', low = '0']: string[]): Shifted[] => [
    { value: high, shift: pieces[0]?.[1]?.length ?? 0 },
    { value: low, shift: 0 },
  ];
  return {
    splits: isSplit ? [splitCall('first', a), splitCall('second', b)] : [],
    children([first = [], second = []]) {
      if (!isSplit) return [];
      if (first[1]?.length !== second[1]?.length) {
        throw new Failure('split-stuck', `${first.join(' and ')} do not stand above ${second.join(' and ')}.`);
      }
      return ['high + high', 'low + low'].map((name, place) => ({
        name,
        problem: { a: withoutLeadingZeros(first[place] ?? ''), b: withoutLeadingZeros(second[place] ?? '') },
      }));
    },
    mergePrompt: (pieces, answers) => mergePrompt(terms(pieces, answers)),
    mergeByCode: (pieces, answers) =>
      terms(pieces, answers)
        .reduce((sum, term) => sum + valueOf(term), 0n)
        .toString(),
    parseMerge: parseNumber,
  };
}
