import type { Chunk } from './decode';
import type { Scheme } from './schemes';
import { writeTag } from './tag';

/**
 * One tag a token. IO schemes lose the border between two mentions of one label that stand side by side.
 *
 * @param chunks ascending and without overlap, within `length` tokens
 */
export function encodeTags(chunks: readonly Chunk[], length: number, scheme: Scheme): string[] {
  const tags = Array<string>(length).fill('O');
  for (const [place, { from, to, label }] of chunks.entries()) {
    const [before, after] = [chunks[place - 1], chunks[place + 1]];
    const isAfterSame = before?.to === from && before.label === label;
    const isBeforeSame = after?.from === to && after.label === label;
    for (let index = from; index < to; index++) {
      const role = scheme.roleAt({ isFirst: index === from, isLast: index === to - 1, isAfterSame, isBeforeSame });
      tags[index] = writeTag(scheme.letters[role] ?? '', label);
    }
  }
  return tags;
}
