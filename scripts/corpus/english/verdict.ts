import { leafPrompt, stepPrompt, type Words } from '@/lib/panels/divide-and-conquer/tasks/verification/prompts';
import { words } from '@/lib/panels/divide-and-conquer/tasks/verification/words';

/** What the panel calls the two texts, in each of its tasks. */
export const taskWords: readonly Words[] = Object.values(words);

/** The panel asks for yes or no, where yes is a contradiction, or for the letters A (in line) and B. */
export type AnswerWords = 'words' | 'letters';

export const bareAnswer = (answers: AnswerWords, isContradicted: boolean): string =>
  answers === 'words' ? (isContradicted ? 'yes' : 'no') : isContradicted ? 'B' : 'A';

const nothing = { id: '', source: '', text: '', isContradicted: null };

/** The last lines of the panel's prompts, which say what to answer. */
export const questionOf = (answers: AnswerWords): string =>
  answers === 'words'
    ? (stepPrompt(words.hallucination, nothing, '', []).split('\n').at(-1) ?? '')
    : (leafPrompt(words.hallucination, nothing).split('\n\n').at(-1) ?? '');
