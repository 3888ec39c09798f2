import type { TracedCall } from './call';
import type { Verdict } from './verdict';

/** How a place of the tree looks: what is known of it, in the one word that matters most. */
export type NodeStatus =
  'waiting' | 'running' | 'done' | 'right' | 'entered' | 'inherited' | 'wrong' | 'failed' | 'missing' | 'stopped';

/** In the order of a legend. */
export const statuses: Record<NodeStatus, { word: string; meaning: string }> = {
  right: { word: 'right', meaning: 'as it should be' },
  entered: { word: 'error entered here', meaning: 'wrong, although all that it was given was right' },
  inherited: { word: 'inherited error', meaning: 'wrong, because something that it was given was wrong' },
  wrong: { word: 'wrong', meaning: 'wrong; whether what it was given was right is not known' },
  failed: { word: 'failed', meaning: 'no answer came' },
  done: { word: 'done', meaning: 'answered; the right answer is not known' },
  running: { word: 'running', meaning: 'the answer is being written' },
  missing: { word: 'not reached', meaning: 'something that it needs failed' },
  stopped: { word: 'stopped', meaning: 'the run was stopped before the answer came' },
  waiting: { word: 'waiting', meaning: 'not asked yet' },
};

export function nodeStatusOf(call: TracedCall, verdict: Verdict = 'unknown'): NodeStatus {
  if (call.status === 'running' || call.status === 'waiting' || call.status === 'stopped') return call.status;
  if (verdict !== 'unknown') return verdict;
  return call.status;
}

/** Whether what it says is wrong. */
export const isWrong = (look: NodeStatus): boolean => look === 'entered' || look === 'inherited' || look === 'wrong';
