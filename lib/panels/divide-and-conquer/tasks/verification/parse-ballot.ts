import { Failure } from '@/lib/core/failure';
import { answerText } from '../answer-text';
import { plainText } from '../plain-text';

/** A number with no sign, and not the tail of a fraction. */
const PLACE = /(?<![\d.,\-−\p{L}])\d+(?!\d)/gu;
const NAMED = /(?:candidate|option|choice|number|path|thought|no\.|#)[\s*#:]{0,4}(?<![\d.,\-−])(\d+)(?!\d)/giu;

/**
 * A vote for one of `count` candidates, counted from 0: the first number behind a mark or of an answer that begins with it, else the
 * last "candidate 2", else the last number; only numbers from 1 to `count` count.
 *
 * @throws Failure `answer-unparsable`
 */
export function parseBallot(text: string, count: number): number {
  const { text: answer, isMarked } = answerText(text, { said: true });
  const said = plainText(answer);
  const inRange = (found: string[]) => found.map(Number).filter(number => number >= 1 && number <= count);
  const numbers = inRange(said.match(PLACE) ?? []);
  const named = inRange([...said.matchAll(NAMED)].map(([, number = '']) => number));
  const isFirst = isMarked || /^[^\p{L}\p{N}\-−]*\d+/u.test(said);
  const found = isFirst ? numbers[0] : (named.at(-1) ?? numbers.at(-1));
  if (found === undefined) throw new Failure('answer-unparsable', `It names none of the ${count} candidates.`);
  return found - 1;
}
