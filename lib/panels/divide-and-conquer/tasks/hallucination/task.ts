import { verification } from '../verification/task';
import { words } from '../verification/words';

/** Whether a summary contradicts its document (arXiv 2402.05359, task B, after HaluEval): the summary is split, the document is not. */
export const hallucination = verification('hallucination', 'Hallucination in a summary', words.hallucination);
