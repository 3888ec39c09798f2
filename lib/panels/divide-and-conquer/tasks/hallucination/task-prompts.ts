import { verificationPrompts } from '../verification/task-prompts';
import { words } from '../verification/words';

/** Whether a summary contradicts its document (arXiv 2402.05359, task B, after HaluEval): the summary is split, the document is not. */
export const hallucination = verificationPrompts('hallucination', 'Hallucination in a summary', words.hallucination);
