/**
 * What a tag says of its token: outside of all mentions, or the begin, the inside, the end or the whole (single) of one. Schemes write
 * these roles with letters of their own.
 */
export type Role = 'outside' | 'begin' | 'inside' | 'end' | 'single';

export interface Tag {
  role: Role;
  /** As written: `B`, `L`; empty for `O` and for a label without a prefix. */
  letter: string;
  /** Empty for a prefix that stands alone. */
  label: string;
  /** As it stands in the file. */
  raw: string;
}

/** Letters of all schemes. No letter has two meanings. */
const roles: Readonly<Record<string, Role>> = {
  B: 'begin',
  I: 'inside',
  M: 'inside',
  E: 'end',
  L: 'end',
  S: 'single',
  U: 'single',
  W: 'single',
};

const PREFIXED = /^([BIMELSUW])(?:[-_]([\s\S]*))?$/;

const known = new Map<string, Tag>();

/** The tag of a text. Any text that is not `O` and has no prefix is a label that stands without one. */
export function parseTag(raw: string): Tag {
  const found = known.get(raw);
  if (found) return found;
  const [, letter, label = ''] = PREFIXED.exec(raw) ?? [];
  const tag: Tag =
    raw === 'O'
      ? { role: 'outside', letter: '', label: '', raw }
      : letter === undefined
        ? { role: 'inside', letter: '', label: raw, raw }
        : { role: roles[letter] ?? 'inside', letter, label, raw };
  // A corpus has few tags. A hostile one has many, which need not be kept.
  if (known.size < 1_000) known.set(raw, tag);
  return tag;
}

/** `B-Person`; a letter alone for an empty label, a label alone for an empty letter. */
export function writeTag(letter: string, label: string): string {
  if (letter === '') return label;
  return label === '' ? letter : `${letter}-${label}`;
}
