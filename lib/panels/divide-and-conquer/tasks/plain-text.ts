/** Characters that show nothing: zero-width spaces and joiners, the byte order mark, soft hyphens, marks of direction. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
/** Full-width forms of ASCII, as Chinese and Japanese keyboards write them. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
/** Any decimal digit that is not ASCII. */
const DIGIT = /(?![0-9])\p{Nd}/gu;
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** `10⁷`: a power, so never part of the digits before it. A square behind a unit (`m²`) stays. */
const POWER = /(?<=\d)[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/g;

/** Code points of the digits of one script follow each other; all blocks begin at a multiple of 16, or 6 above it. */
function digitOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // The five alphabets of mathematical digits stand without a gap.
  if (code >= 0x1d7ce && code <= 0x1d7ff) return String((code - 0x1d7ce) % 10);
  const block = code & ~0xf;
  const zero = /\p{Nd}/u.test(String.fromCodePoint(block)) ? block : block + 6;
  return String(code - zero);
}

/** Text in which every decimal digit, Latin letter and mark of ASCII is the ASCII one, and which holds nothing invisible. */
export const plainText = (text: string): string =>
  text
    .replace(INVISIBLE, '')
    .replace(FULL_WIDTH, character => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(DIGIT, digitOf)
    .replaceAll('\u066c', ',')
    .replaceAll('\u066b', '.')
    .replaceAll('\u3000', ' ')
    .replace(
      POWER,
      power => `^${[...power].map(digit => (digit === '⁻' ? '-' : SUPERSCRIPTS.indexOf(digit))).join('')}`,
    );
