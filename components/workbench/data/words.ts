import type { Encoding } from '@/lib/data/decode';

export const figure = (count: number): string => count.toLocaleString('en');

/** How a file was read, where the reader should know; null for plain UTF-8. */
export function encodingText(encoding: Encoding): string | null {
  switch (encoding) {
    case 'utf-8':
      return null;
    case 'windows-1252':
      return 'The file is not UTF-8. It was read as windows-1252 (Latin-1): check letters with accents.';
    case 'utf-16le':
    case 'utf-16be':
      return 'The file was read as UTF-16.';
  }
}
