import type { Metric } from '@/lib/panels/divide-and-conquer/tasks/contract';

/** What is told yes or no to, in words that say what was found. */
const findings: Readonly<Record<string, string>> = { yes: 'contradicts', no: 'in line' };

/** An answer in the words of its task: a finding as what was found, all else as it is. */
export const answerWords = (answer: string, metric: Metric): string =>
  metric === 'detection' ? (findings[answer] ?? answer) : answer;
