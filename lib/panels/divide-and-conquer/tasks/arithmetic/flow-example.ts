/** Digits of a number that may be changed: not the base and the exponent of `10^2`, which only say where it stands. */
const CHANGEABLE = /(?<![\d^])(?!10\^)\d+/g;

/** What else might stand behind the last "Answer:", or in the whole text: each number in turn is one greater, or less at 9. */
export function otherNumbers(text: string): string[] {
  const from = Math.max(0, text.toLowerCase().lastIndexOf('answer:'));
  const head = text.slice(0, from);
  const tail = text.slice(from);
  return [...tail.matchAll(CHANGEABLE)].map(({ 0: digits, index }) => {
    const last = Number(digits.at(-1));
    const other = `${digits.slice(0, -1)}${last === 9 ? 8 : last + 1}`;
    return `${head}${tail.slice(0, index)}${other}${tail.slice(index + digits.length)}`;
  });
}
