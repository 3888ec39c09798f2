import type { Verdict } from './verdict';

/** In the order of a legend. */
export const verdictWords: Readonly<Record<Exclude<Verdict, 'unknown'>, { word: string; meaning: string }>> = {
  right: { word: 'correct', meaning: 'the expected outcome' },
  entered: { word: 'error entered here', meaning: 'wrong, although all of its inputs were correct' },
  inherited: { word: 'inherited error', meaning: 'wrong, because one of its inputs was wrong' },
  wrong: { word: 'wrong', meaning: 'wrong; it is not known whether its inputs were correct' },
};
