import { claimOf } from '../verification/planted-pair';
import { verificationTask } from '../verification/task';
import { verificationPrompts } from '../verification/task-prompts';
import { words } from '../verification/words';

/** Whether a summary contradicts its document (arXiv 2402.05359, task B, after HaluEval): the summary is split, the document is not. */
export const hallucination = verificationPrompts('hallucination', 'Hallucination in a summary', words.hallucination);

export const hallucinationTask = verificationTask({
  prompts: hallucination,
  words: words.hallucination,
  summary: 'Does a summary contradict its document? The summary is split, the document is not.',
  short: 'Hallucination',
  hard: 'To hold many statements against a long text at once is more than one pass does reliably: the paper counts it among its hard tasks.',
  builtInCount: 64,
  async builtIn() {
    const { default: pairs } = await import('./pairs.json');
    return pairs.map(({ document, summary, ...pair }) => claimOf({ ...pair, source: document, sentences: summary }));
  },
});
