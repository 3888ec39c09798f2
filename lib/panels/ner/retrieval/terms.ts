/** Scripts that put no blanks between words; their runs are cut into pairs of characters. */
const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const RUN = new RegExp(String.raw`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\p{L}\p{N}\p{M}])+`, 'gu');
const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');

/** The terms of a text in lower case: words and numbers, and pairs of characters in scripts without blanks between words. */
export function termsOf(text: string): string[] {
  const runs = text.normalize('NFC').toLowerCase().match(RUN) ?? [];
  return runs.flatMap(run => {
    const characters = STARTS_UNSPACED.test(run) ? [...run] : [];
    if (characters.length < 2) return [run];
    return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
  });
}
