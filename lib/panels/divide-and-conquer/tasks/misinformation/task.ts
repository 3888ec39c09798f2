import { claimOf } from '../verification/planted-pair';
import { verificationTask } from '../verification/task';
import { verificationPrompts } from '../verification/task-prompts';
import { words } from '../verification/words';

/** Whether a long article contradicts the evidence that it rests on (arXiv 2402.05359, task C, after SciFact). */
export const misinformation = verificationPrompts(
  'misinformation',
  'Misinformation in an article',
  words.misinformation,
);

export const misinformationTask = verificationTask({
  prompts: misinformation,
  words: words.misinformation,
  summary: 'Does a long article contradict the evidence that it rests on? The article is split, the evidence is not.',
  short: 'Misinformation',
  hard: 'To hold many statements against evidence at once is more than one pass does reliably: the paper counts it among its hard tasks.',
  builtInCount: 64,
  async builtIn() {
    const { default: pairs } = await import('./pairs.json');
    return pairs.map(({ evidence, article, ...pair }) => claimOf({ ...pair, source: evidence, sentences: article }));
  },
});
