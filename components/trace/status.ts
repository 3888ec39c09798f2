import type { Verdict } from '@/lib/evaluation/verdict';
import { verdictWords } from '@/lib/evaluation/verdict-words';
import type { TracedCall } from './call';

/** What is known of a step: the state of its call, or what its outcome is worth. */
export type NodeStatus =
  'waiting' | 'running' | 'done' | 'right' | 'entered' | 'inherited' | 'wrong' | 'failed' | 'missing' | 'stopped';

/** In the order of a legend. */
export const statuses: Record<NodeStatus, { word: string; meaning: string }> = {
  ...verdictWords,
  failed: { word: 'failed', meaning: 'no answer came' },
  done: { word: 'done', meaning: 'answered; the correct answer is not known' },
  running: { word: 'running', meaning: 'the answer is being written' },
  missing: { word: 'not reached', meaning: 'a step before it failed' },
  stopped: { word: 'stopped', meaning: 'the run was stopped before the answer came' },
  waiting: { word: 'waiting', meaning: 'not asked yet' },
};

export function nodeStatusOf(call: TracedCall, verdict: Verdict = 'unknown'): NodeStatus {
  if (call.status === 'running' || call.status === 'waiting' || call.status === 'stopped') return call.status;
  if (verdict !== 'unknown') return verdict;
  return call.status;
}

/** Whether the outcome is wrong. */
export const isWrong = (status: NodeStatus): boolean =>
  status === 'entered' || status === 'inherited' || status === 'wrong';
