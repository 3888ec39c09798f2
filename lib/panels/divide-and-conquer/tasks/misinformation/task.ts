import type { Task } from '../contract';
import { verificationTask } from '../verification/task';
import type { Claim } from '../verification/problem';
import { misinformation } from './task-prompts';

export const misinformationTask: Task<Claim> = {
  ...verificationTask({ task: misinformation.id, builtIn }),
  id: misinformation.id,
  title: misinformation.title,
  summary: 'Does a long article contradict the evidence that it rests on? The article is split, the evidence is not.',
  conditions: {
    hard: {
      holds: true,
      why: 'To hold many statements against evidence at once is more than one pass does reliably: the paper counts it among its hard tasks.',
    },
    parallel: { holds: true, why: 'Each statement can be checked by itself, and one that is overlooked is lost.' },
  },
  name: ({ item }) => `Misinformation, pair ${item}`,
  prompts: () => misinformation,
};

async function builtIn(): Promise<Claim[]> {
  const { default: pairs } = await import('./pairs.json');
  return pairs.map(({ id, evidence, article, planted }) => ({
    id,
    source: evidence,
    text: article.join(' '),
    contradicted: planted !== null,
    planted: planted === null ? null : (article[planted.sentence] ?? null),
  }));
}
