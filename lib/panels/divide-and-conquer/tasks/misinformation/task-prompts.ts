import { verificationPrompts } from '../verification/task-prompts';
import { words } from '../verification/words';

/** Whether a long article contradicts the evidence that it rests on (arXiv 2402.05359, task C, after SciFact). */
export const misinformation = verificationPrompts(
  'misinformation',
  'Misinformation in an article',
  words.misinformation,
);
