import { type Scheme, type Violation, violationsOf } from './schemes';
import type { Tag } from './tag';

/** A mention as a range of tokens; `to` is exclusive. */
export interface Chunk {
  from: number;
  to: number;
  label: string;
}

export interface DecodedTags {
  chunks: Chunk[];
  violations: Violation[];
  /** Mentions with a tag that breaks the scheme. Lenient decoding has them among `chunks`, too. */
  broken: Chunk[];
}

/**
 * Mentions of a sentence by its tags.
 *
 * `lenient` cuts them as conlleval does (Tjong Kim Sang and Buchholz 2000; the default of seqeval), which has an answer for every sequence.
 * `strict` keeps of these only the mentions of which every tag follows the scheme, as seqeval does in its strict mode.
 */
export function decodeTags(tags: readonly Tag[], scheme: Scheme, mode: 'strict' | 'lenient'): DecodedTags {
  const violations: Violation[] = [];
  const isBroken = new Set<number>();
  violationsOf(tags, scheme, violation => {
    violations.push(violation);
    isBroken.add(violation.index);
  });
  const all = cut(tags);
  if (isBroken.size === 0) return { chunks: all, violations, broken: [] };
  const broken: Chunk[] = [];
  const whole: Chunk[] = [];
  for (const chunk of all) {
    let holds = false;
    for (let index = chunk.from; index < chunk.to; index++) holds ||= isBroken.has(index);
    (holds ? broken : whole).push(chunk);
  }
  return { chunks: mode === 'strict' ? whole : all, violations, broken };
}

/** The rules of conlleval for where a mention ends and begins, whatever the scheme. */
function cut(tags: readonly Tag[]): Chunk[] {
  const chunks: Chunk[] = [];
  let open: Chunk | undefined;
  let previous: Tag | undefined;
  for (const [index, tag] of tags.entries()) {
    if (open && previous && endsBetween(previous, tag)) open = undefined;
    if (tag.role !== 'outside') {
      if (!open) {
        open = { from: index, to: index, label: tag.label };
        chunks.push(open);
      }
      open.to = index + 1;
    }
    previous = tag;
  }
  return chunks;
}

/** Whether the mention that `left` belongs to ends before `right`. */
function endsBetween(left: Tag, right: Tag): boolean {
  if (right.role === 'outside' || right.role === 'begin' || right.role === 'single') return true;
  return left.role === 'end' || left.role === 'single' || left.label !== right.label;
}
