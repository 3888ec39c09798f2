import type { Task } from '../contract';
import { verificationTask } from '../verification/task';
import type { Claim } from '../verification/problem';
import { hallucination } from './task-prompts';

export const hallucinationTask: Task<Claim> = {
  ...verificationTask({ task: hallucination.id, builtIn }),
  id: hallucination.id,
  title: hallucination.title,
  summary: 'Does a summary contradict its document? The summary is split, the document is not.',
  conditions: {
    hard: {
      holds: true,
      why: 'To hold many statements against a long text at once is more than one pass does reliably: the paper counts it among its hard tasks.',
    },
    parallel: { holds: true, why: 'Each statement can be checked by itself, and one that is overlooked is lost.' },
  },
  name: ({ item }) => `Hallucination, pair ${item}`,
  prompts: () => hallucination,
};

async function builtIn(): Promise<Claim[]> {
  const { default: pairs } = await import('./pairs.json');
  return pairs.map(({ id, document, summary, planted }) => ({
    id,
    source: document,
    text: summary.join(' '),
    contradicted: planted !== null,
    planted: planted === null ? null : (summary[planted.sentence] ?? null),
  }));
}
