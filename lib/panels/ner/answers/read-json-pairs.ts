import { tryParseJson } from '@/lib/core/json';
import type { Pair, Reading } from './read-pairs';

/** The pairs of an answer that is JSON of `answerSchema`, whatever its labels; null for any other. */
export function readJsonPairs(answer: string): Reading | null {
  const list = tryParseJson(answer);
  if (!Array.isArray(list)) return null;
  const pairs: Pair[] = [];
  for (const item of list as unknown[]) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return null;
    const [only, another] = Object.entries(item);
    if (!only || another || typeof only[1] !== 'string') return null;
    pairs.push({ mention: only[0], label: only[1] });
  }
  return { pairs, dropped: [] };
}
