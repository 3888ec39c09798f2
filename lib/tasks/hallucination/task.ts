import { verification } from '../verification/task';

/** Whether a summary contradicts its document (arXiv 2402.05359, task B, after HaluEval): the summary is split, the document is not. */
export const hallucination = verification('hallucination', 'Hallucination in a summary', {
  source: 'document',
  text: 'summary',
  whole: 'Does any statement of the summary contradict the document?',
});
