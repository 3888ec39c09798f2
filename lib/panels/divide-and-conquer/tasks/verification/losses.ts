import { holds, sentencesOf } from './statements';

/** Whether a sentence of a text is in none of the statements, or a statement is not of the text. Small rewordings pass. */
export function losesSentences(due: readonly string[], found: readonly string[]): boolean {
  const [text, statements] = [due.join(' '), found.join(' ')];
  return (
    due.some(sentence => !holds(statements, sentence)) ||
    found.flatMap(sentencesOf).some(sentence => !holds(text, sentence))
  );
}

/** Indices of the sentences of a text that are in none of the statements. */
export function lostSentences(due: readonly string[], found: readonly string[]): number[] {
  const statements = found.join(' ');
  return due.flatMap((sentence, index) => (holds(statements, sentence) ? [] : [index]));
}
