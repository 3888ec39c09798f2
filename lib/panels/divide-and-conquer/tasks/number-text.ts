/** A number as exact as it was written: `n / d`, in lowest terms, d > 0. */
interface Rational {
  n: bigint;
  d: bigint;
}

/** A number in a text, between two places in it. */
export interface NumberText {
  start: number;
  end: number;
  /**
   * What it may mean, the likelier one first: `1,000` is a thousand, or one with three decimals. Empty where digits are grouped in no way
   * that we know, or are too many.
   */
  values: Rational[];
  /** Of `10:30`, `2024-05-01`, `1.2.3`: its pieces, which are no one number. */
  pieces?: string;
  isPercent: boolean;
}

/** Most digits of a number, and the largest power of ten: far more than any problem has. */
const MAX_LENGTH = 400;

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

function rational(n: bigint, d = 1n): Rational {
  const common = gcd(n < 0n ? -n : n, d) || 1n;
  return { n: n / common, d: d / common };
}

/** Whether two numbers mean the same, in at least one reading of each. Half and 50 percent do, as do 50 and 50 percent. */
export function isSame(a: NumberText, b: NumberText): boolean {
  if (a.pieces !== undefined || b.pieces !== undefined) return a.pieces === b.pieces;
  const isEither = a.isPercent !== b.isPercent;
  const meant = ({ values, isPercent }: NumberText): Rational[] =>
    isEither && isPercent ? values.flatMap(value => [value, rational(value.n, value.d * 100n)]) : values;
  return meant(a).some(x => meant(b).some(y => x.n === y.n && x.d === y.d));
}

/** Digits with single separators between them, or a fraction without its zero. */
const RUN = /(?<![\p{L}\p{N}.)\]])\.\d+|\d+(?:(?:[,.'’_ \u00a0\u2009\u202f]|·(?=\d{3}(?!\d)))\d+)*/gu;
/** `x2`, `y_1`: the name of a variable; not `4821x9177`. */
const NAME_BEFORE = /(?:^|[^A-Za-z\d])[A-Za-z]_?$/;
const FACTOR_BEFORE = /\d\s?x$/i;
/** A sign of its own, not a minus between two numbers. */
const SIGN_BEFORE = /(?:^|[\s([{:=~≈$€£*|"'`>])([-−+])[$€£]?$/;
/** `e7`, `× 10^7`, `* 10**7`, `^7` of a ten. */
const POWER_AFTER = /^(?:e([+-]?\d{1,9})(?![\p{L}\d])|\s?[×*x·]\s?10\s?(?:\^|\*\*)\s?[{(]?\s?([-−+]?\d{1,9}))[)}]?/iu;
const POWER_OF_TEN = /^(?:\^|\*\*)[{(]?([-−+]?\d{1,9})[)}]?/;
const SCALE_AFTER = /^\s(thousand|million|billion|trillion)s?(?![\p{L}])/iu;
const SCALES: Readonly<Record<string, number>> = { thousand: 3, million: 6, billion: 9, trillion: 12 };
const PERCENT_AFTER = /^\s?(?:%|percent(?!\p{L})|per cent(?!\p{L}))/iu;

/**
 * All numbers of a plain text (see `plainText`), in order. Known are: groups of three after commas, points, spaces, thin spaces,
 * apostrophes, underscores or middle dots; Indian groups (`4,42,42,317`); groups of four after commas or underscores; decimals after a
 * point or a comma (`.5`, `1.234,50`); signs; powers of ten (`4.2e7`, `4.2 × 10^7`, `10^7`) and the words thousand to trillion; fractions
 * (`3/4`, `1 1/2`); percent.
 */
export function numbersIn(text: string): NumberText[] {
  const found: NumberText[] = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    for (const { from, to } of runsOf(run)) {
      const start = index + from;
      // A power that was read with the number before it.
      if (start < (found.at(-1)?.end ?? 0)) continue;
      found.push(readNumber(text, start, index + to));
    }
  }
  return joined(text, found);
}

/** A run that is no number with groups falls into pieces at its spaces. */
function runsOf(run: string): { from: number; to: number }[] {
  if (!/[\s]/.test(run) || readings(run).length > 0) return [{ from: 0, to: run.length }];
  return [...run.matchAll(/\S+/g)].map(({ 0: piece, index }) => ({ from: index, to: index + piece.length }));
}

function readNumber(text: string, start: number, end: number): NumberText {
  const before = text.slice(Math.max(0, start - 4), start);
  const sign = SIGN_BEFORE.exec(start < 4 ? before : text.slice(start - 5, start))?.[1];
  const raw = text.slice(start, end);
  const after = text.slice(end, end + 24);
  const exponent = POWER_AFTER.exec(after) ?? (raw === '10' ? POWER_OF_TEN.exec(after) : null);
  const scale = exponent ? null : SCALE_AFTER.exec(after);
  const isName = NAME_BEFORE.test(before) && !FACTOR_BEFORE.test(before);
  const power = exponentOf(exponent) ?? (scale ? (SCALES[(scale[1] ?? '').toLowerCase()] ?? 0) : 0);
  const base = exponent && raw === '10' && !exponent[0].includes('10') ? [rational(1n)] : readings(raw);
  const stop = end + (exponent?.[0].length ?? scale?.[0].length ?? 0);
  const isTooLarge = Math.abs(power) > MAX_LENGTH;
  const negative = sign === '-' || sign === '−';
  return {
    start,
    end: stop,
    values: isName || isTooLarge ? [] : base.map(value => shifted(negative ? { ...value, n: -value.n } : value, power)),
    ...(base.length === 0 && { pieces: raw }),
    isPercent: PERCENT_AFTER.test(text.slice(stop, stop + 12)),
  };
}

const exponentOf = (found: RegExpExecArray | null): number | undefined =>
  found ? Number((found[1] ?? found[2] ?? '0').replace('−', '-')) : undefined;

const shifted = ({ n, d }: Rational, power: number): Rational =>
  power < 0 ? rational(n, d * 10n ** BigInt(-power)) : rational(n * 10n ** BigInt(power), d);

/** What digits with separators may mean; nothing where they fit no way to group. */
function readings(run: string): Rational[] {
  const digits = run.split(/\D/);
  const separators = [...run.replace(/\d+/g, '')];
  if (digits.some(({ length }) => length > MAX_LENGTH) || run.length > 2 * MAX_LENGTH) return [];
  const last = separators.at(-1) ?? '';
  const found: Rational[] = [];
  if (isGrouped(digits, separators)) found.push(rational(BigInt(digits.join(''))));
  const isDecimal = /[.,]/.test(last) && !separators.slice(0, -1).includes(last);
  if (isDecimal && isGrouped(digits.slice(0, -1), separators.slice(0, -1))) {
    const fraction = digits.at(-1) ?? '';
    const decimal = rational(BigInt(digits.join('') || '0'), 10n ** BigInt(fraction.length));
    // After a single point, three digits are decimals before they are a group.
    if (last === '.') found.unshift(decimal);
    else found.push(decimal);
  }
  return found;
}

/** Whether separators stand where some country puts them. */
function isGrouped(digits: readonly string[], separators: readonly string[]): boolean {
  const [first = 0, ...rest] = digits.map(({ length }) => length);
  if (separators.length === 0) return true;
  const [separator = ''] = separators;
  if (!separators.every(each => each === separator) || first === 0 || digits[0]?.startsWith('0')) return false;
  if (rest.every(length => length === 3) && first <= 3) return true;
  if (separator === ',' && rest.length > 1 && rest.at(-1) === 3 && rest.slice(0, -1).every(length => length === 2))
    return first <= 2;
  return /[,_]/.test(separator) && first <= 4 && rest.every(length => length === 4);
}

/** Fractions, times and dates put together from the numbers in them. */
function joined(text: string, numbers: readonly NumberText[]): NumberText[] {
  const result: NumberText[] = [];
  let group: NumberText[] = [];
  for (const [at, number] of numbers.entries()) {
    group.push(number);
    const next = numbers[at + 1];
    if (next && /^[/:⁄-]$/.test(text.slice(number.end, next.start))) continue;
    const one = group.length === 1 ? number : whole(text, group, result);
    result.push(one);
    group = [];
  }
  return result;
}

/** One number out of several with `/`, `:` or `-` between; a whole number before a fraction is taken off `before`. */
function whole(text: string, group: readonly NumberText[], before: NumberText[]): NumberText {
  const start = group[0]?.start ?? 0;
  const end = group.at(-1)?.end ?? start;
  const [a, b] = group.map(({ values }) => values[0]);
  const isFraction = group.length === 2 && /[/⁄]/.test(text.slice(group[0]?.end, group[1]?.start));
  if (!isFraction || !a || !b || b.n === 0n) {
    const pieces = text.slice(start, end).replace(/(?<!\d)0+(?=\d)/g, '');
    return { start, end, values: [], pieces, isPercent: false };
  }
  const fraction = rational(a.n * b.d, a.d * b.n);
  const previous = before.at(-1);
  const [units] = previous?.values ?? [];
  if (!previous || !units || units.d !== 1n || units.n < 0n || text.slice(previous.end, start) !== ' ') {
    return { start, end, values: [fraction], isPercent: false };
  }
  before.pop();
  return {
    start: previous.start,
    end,
    values: [rational(units.n * fraction.d + fraction.n, fraction.d)],
    isPercent: false,
  };
}
