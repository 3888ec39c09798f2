import { Failure } from '@/lib/core/failure';
import { halve, withoutLeadingZeros } from '../arithmetic/numbers';
import { parseNumber, parseParts } from '../arithmetic/parse';
import { mergePrompt, type Shifted, splitPrompt } from '../arithmetic/prompts';
import { valueOf } from '../arithmetic/working';
import type { Division, SplitCall } from '../prompts';
import type { Multiplication } from './problem';

/** A part of a factor, `shift` places to the left of the units; a factor that was not split is one whole piece. */
interface Piece {
  name: string;
  digits: string;
  shift: number;
}

/**
 * AB x CD = AC·10^(k+l) + AD·10^k + BC·10^l + BD (arXiv 2402.05359, section on long integer arithmetic), where B has k digits and D
 * has l. A factor of at most `leaf` digits stays whole, which leaves two products instead of four.
 */
export function divide({ a, b }: Multiplication, leaf: number): Division<Multiplication> {
  const isSplit = [a.length > leaf, b.length > leaf] as const;
  const splits: SplitCall[] = [
    ...(isSplit[0] ? [splitCall('first', a)] : []),
    ...(isSplit[1] ? [splitCall('second', b)] : []),
  ];
  const products = (parts: string[][]) => {
    const first = piecesOf(a, isSplit[0] ? parts[0] : undefined);
    const second = piecesOf(b, isSplit[1] ? parts[isSplit[0] ? 1 : 0] : undefined);
    return first.flatMap(x =>
      second.map(y => ({
        name: `${x.name} × ${y.name}`,
        problem: { a: withoutLeadingZeros(x.digits), b: withoutLeadingZeros(y.digits) },
        shift: x.shift + y.shift,
      })),
    );
  };
  const terms = (parts: string[][], answers: string[]): Shifted[] =>
    products(parts).map(({ shift }, index) => ({ value: answers[index] ?? '0', shift }));
  return {
    splits,
    children: parts => products(parts).map(({ name, problem }) => ({ name, problem })),
    mergePrompt: (parts, answers) => mergePrompt(terms(parts, answers)),
    mergeByCode: (parts, answers) =>
      terms(parts, answers)
        .reduce((sum, term) => sum + valueOf(term), 0n)
        .toString(),
    parseMerge: parseNumber,
  };
}

/** A call that splits one number in the middle. Its parse refuses a part that is as long as the whole (`split-stuck`). */
export function splitCall(operand: 'first' | 'second', digits: string): SplitCall {
  return {
    name: `split ${operand}`,
    whole: `the ${operand} number`,
    prompt: splitPrompt(digits),
    parse: text => {
      const parts = parseParts(text);
      if (parts.some(part => part.length >= digits.length)) {
        throw new Failure('split-stuck', `${digits} was split into ${parts.join(' and ')}.`);
      }
      return parts;
    },
    byCode: () => halve(digits),
    // An uneven cut that keeps every digit is none the worse.
    accepts: parts => parts.join('') === digits,
  };
}

/** Highest first. */
function piecesOf(whole: string, parts: string[] | undefined): Piece[] {
  const [high, low] = parts ?? [];
  if (high === undefined || low === undefined) return [{ name: 'whole', digits: whole, shift: 0 }];
  return [
    { name: 'high', digits: high, shift: low.length },
    { name: 'low', digits: low, shift: 0 },
  ];
}
