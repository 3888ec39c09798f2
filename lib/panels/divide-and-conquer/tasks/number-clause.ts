import { isSame, numbersIn, type NumberText } from './number-text';

/** How surely a clause tells a number: alone, after "is" or "=", or merely mentioned. */
type Strength = 'bare' | 'equation' | 'said' | 'mentioned';

export interface Told {
  number: NumberText;
  strength: Strength;
}

/** What joins the operands of a sum or a product. */
const OPERATOR =
  /^[\s()]{0,4}(?:[*×·⋅∗x÷+/^−-]|\\times|\\cdot|\\div|times|multiplied (?:by|with)|divided by|plus|minus|by|with|and|or|und|mal|plus|et|fois|y|por|乘以|乘|加|和|与)[\s()]{0,4}$/iu;
const BEGINS_WITH_OPERATOR = /^\s*(?:[*×·⋅∗x÷]|\\times|\\cdot|[-+−](?=\s))\s*$/i;
/** `7-digit`, `4 partial products`: counts of something else than the result. */
const COUNTED =
  /^(?:st|nd|rd|th)(?!\p{L})|^[-\s]?(?:(?:single|partial|more|other|simple|different)\s)?(?:digit|step|partial|product|term|row|part|place|time|number|figure|decimal|productos|schritt|étape)/iu;
/** `step 3`, `part 1`, `#2`. */
const LABELLED =
  /(?:(?<!\p{L})(?:step|part|half|piece|line|row|equation|problem|question|example|figure|case|schritt|paso|étape|no\.)|#)\s?\(?$/iu;
const REJECTED =
  /(?<!\p{L})(?:not|never|instead of|rather than|other than|more than|less than|from|nicht|isn['’]t|wasn['’]t)\s(?:\p{L}{1,12}\s)?$|不是\s?$|(?<!\p{L})digits?\s(?:is|are|being|of)\s$/iu;
const APPROXIMATE =
  /(?:≈|≃|~|(?<!\p{L})(?:about|approximately|roughly|around|nearly|almost|approx\.|rounded(?: to)?:?))\s{0,2}$/iu;
const EQUALS = /(?:=|→|⇒|=>|➜|≡)[\s"'`(]{0,4}[$€£]?$/;
/** At most three words between "is" and its number. */
const SAYS =
  /(?:[:：|]|(?<!\p{L})(?:is|are|was|equals?|gives?|gave|makes?|yields?|gets?|got|have|has|obtain|becomes?|comes to|totals?|result|product|sum|answer|so|therefore|thus|hence|exactly|ist|lautet|ergibt|beträgt|macht|es|est|vaut|è|é|равно|это)(?!\p{L})|是|为|為|等于|得|は)[^\p{L}\p{N},]{0,6}(?:\p{L}{1,14}[^\p{L}\p{N},]{1,4}){0,3}[$€£]?$/iu;
const CONCLUDES =
  /(?<!\p{L})(?:so|therefore|thus|hence|finally|altogether|(?:product|sum|total|result|answer)(?:\sof[^,]{0,60})?(?:\s(?:is|are|equals))?)[^\p{L}\p{N},]{0,6}(?:\p{L}{1,14}[^\p{L}\p{N},]{1,4}){0,3}[$€£]?$/iu;
/** A clause that begins with its number says something about it. */
const FIRST = /^[^\p{L}\p{N}]*$/u;
const GOES_ON = /^\s?(?:=|(?<!\p{L})(?:is|are|was)(?!\p{L})|[,;(—–-]|ist|es|est|是)/iu;

/** The one number that is mentioned, however often. */
export const onlyOf = <T extends { number: NumberText }>(told: readonly T[]): T | undefined =>
  told.every(({ number }) => told[0] && isSame(number, told[0].number)) ? told[0] : undefined;

/** Characters beside a number that may tell what it is. */
const NEAR = 100;

/** The numbers of a clause, and the words on both sides of each. */
interface Placed {
  number: NumberText;
  before: string;
  after: string;
  isFirst: boolean;
}

function placedIn(clause: string): Placed[] {
  const numbers = numbersIn(clause);
  return numbers.map((number, at) => {
    const from = numbers[at - 1]?.end ?? 0;
    return {
      number,
      before: clause.slice(Math.max(from, number.start - NEAR), number.start),
      after: clause.slice(number.end, Math.min(numbers[at + 1]?.start ?? clause.length, number.end + NEAR)),
      isFirst: at === 0 && FIRST.test(clause.slice(0, number.start)),
    };
  });
}

/** Numbers that may be a result: no operands, counts or labels, and none that is denied. */
const resultsOf = (placed: readonly Placed[]): Placed[] =>
  placed.filter(({ before, after }, at) => {
    const isOperand =
      (at > 0 && OPERATOR.test(before)) ||
      (at + 1 < placed.length && OPERATOR.test(after)) ||
      (at === 0 && BEGINS_WITH_OPERATOR.test(before));
    return !isOperand && !COUNTED.test(after) && !LABELLED.test(before) && !REJECTED.test(before);
  });

/** The number that a clause tells; undefined where it tells none, or several. */
export function toldIn(clause: string): Told | undefined {
  const placed = placedIn(clause);
  const all = resultsOf(placed);
  const exact = all.filter(({ before }) => !APPROXIMATE.test(before));
  const results = exact.length > 0 ? exact : all;
  const [first] = results;
  if (!first) return undefined;
  const equal = results.findLast(({ before }) => EQUALS.test(before));
  if (equal) return { number: equal.number, strength: 'equation' };
  if (first.isFirst && placed.length === 1 && !/\p{L}/u.test(first.after))
    return { number: first.number, strength: 'bare' };
  if (first.isFirst && /^\s?=/.test(first.after)) return { number: first.number, strength: 'equation' };
  const said = results.filter(({ before }) => SAYS.test(before));
  const chosen = said.findLast(({ before }) => CONCLUDES.test(before)) ?? onlyOf(said);
  if (chosen) return { number: chosen.number, strength: 'said' };
  if (said.length > 0) return undefined;
  const isOnly = results.length === 1;
  if (first.isFirst && (isOnly || GOES_ON.test(first.after)))
    return { number: first.number, strength: isOnly ? 'said' : 'mentioned' };
  return isOnly ? { number: first.number, strength: 'mentioned' } : undefined;
}
