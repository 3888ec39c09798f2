import { holds, sentencesOf } from '../tasks/verification/statements';

/** Whether the pieces of a number are other digits than the number; an uneven split is none the worse. */
export const losesDigits = (due: readonly string[], found: readonly string[]): boolean =>
  due.join('') !== found.join('');

/** Whether a sentence of a text is in none of the statements, or a statement is not of the text. Small rewordings pass. */
export function losesSentences(due: readonly string[], found: readonly string[]): boolean {
  const [text, statements] = [due.join(' '), found.join(' ')];
  return (
    due.some(sentence => !holds(statements, sentence)) ||
    found.flatMap(sentencesOf).some(sentence => !holds(text, sentence))
  );
}
