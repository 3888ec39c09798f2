import type { DataTask } from '@/lib/panels/divide-and-conquer/tasks/verification/data/suggest';

/** What the two texts of a pair are called in a task, with a capital. */
export const textWords: Record<DataTask, { source: string; text: string }> = {
  hallucination: { source: 'Document', text: 'Summary' },
  misinformation: { source: 'Evidence', text: 'Article' },
};

export const figure = (count: number): string => count.toLocaleString('en');

export const pairs = (count: number): string => `${figure(count)} ${count === 1 ? 'pair' : 'pairs'}`;

/** `64 pairs, 32 of them with a contradiction (50 %)`. */
export function shareText(count: number, contradicted: number): string {
  const share = count === 0 ? 0 : Math.round((100 * contradicted) / count);
  return `${pairs(count)}, ${figure(contradicted)} of them with a contradiction (${share} %)`;
}

/** How a file was read, where that is worth a sentence; null for plain UTF-8. */
export function encodingText(encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'): string | null {
  switch (encoding) {
    case 'utf-8':
      return null;
    case 'windows-1252':
      return 'It is not UTF-8 and was read as windows-1252 (Latin-1): check letters with accents.';
    case 'utf-16le':
    case 'utf-16be':
      return 'It was read as UTF-16.';
  }
}
