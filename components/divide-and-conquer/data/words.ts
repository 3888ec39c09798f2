import { figure } from '@/components/workbench/data/words';
import type { DataTask } from '@/lib/panels/divide-and-conquer/tasks/verification/data/suggest';
import { words } from '@/lib/panels/divide-and-conquer/tasks/verification/words';

/** What the two texts of a pair are called. */
export interface TextLabels {
  /** `Document` */
  source: string;
  /** `Summary` */
  text: string;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

export const textLabels = (task: DataTask): TextLabels => ({
  source: capital(words[task].source),
  text: capital(words[task].text),
});

export const pairs = (count: number): string => `${figure(count)} ${count === 1 ? 'pair' : 'pairs'}`;

/** `64 pairs, 32 of them with a contradiction (50 %)`. */
export function shareText(count: number, contradicted: number): string {
  const share = count === 0 ? 0 : Math.round((100 * contradicted) / count);
  return `${pairs(count)}, ${figure(contradicted)} of them with a contradiction (${share} %)`;
}
