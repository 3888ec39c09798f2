import type { Role, Tag } from './tag';

export type SchemeId = 'IO' | 'labels' | 'IOB2' | 'IOB1' | 'BIOES' | 'BILOU' | 'BMES' | 'IOE2' | 'IOE1';

/** Where a token stands in its mention, and what stands beside the mention. */
export interface Position {
  isFirst: boolean;
  isLast: boolean;
  /** Whether a mention of the same label ends right before this one, or begins right behind it. */
  isAfterSame: boolean;
  isBeforeSame: boolean;
}

/** What is wrong with two tags that stand one behind the other, as the end of a sentence; null for what is allowed. */
export interface Faults {
  left: string | null;
  right: string | null;
}

/** A way to write mentions that do not overlap as one tag a token. */
export interface Scheme {
  id: SchemeId;
  title: string;
  /** What it says, in a sentence. */
  summary: string;
  letters: Partial<Record<Role, string>>;
  roleAt(position: Position): Role;
  /** Undefined stands for the border of the sentence. */
  faults(left: Tag | undefined, right: Tag | undefined): Faults;
}

const isInside = (tag: Tag | undefined): tag is Tag => tag !== undefined && tag.role !== 'outside';

/** Whether both tags are of mentions with the same label. */
const isSame = (left: Tag | undefined, right: Tag | undefined): boolean =>
  isInside(left) && isInside(right) && left.label === right.label;

const none: Faults = { left: null, right: null };
const onLeft = (left: string): Faults => ({ left, right: null });
const onRight = (right: string): Faults => ({ left: null, right });

/** A tag of this role must stand right behind one of the same label, or right before one. */
function mustFollow(role: Role, reason: string): Scheme['faults'] {
  const fault = onRight(reason);
  return (left, right) => (right?.role === role && !isSame(left, right) ? fault : none);
}
function mustPrecede(role: Role, reason: string): Scheme['faults'] {
  const fault = onLeft(reason);
  return (left, right) => (left?.role === role && !isSame(left, right) ? fault : none);
}

/** Schemes that mark both borders (BIOES and its other names): what begins must end. */
function bothBorders(id: SchemeId, title: string, begin: string, inside: string, end: string, single: string): Scheme {
  const isOpen = (tag: Tag | undefined): boolean => tag?.role === 'begin' || tag?.role === 'inside';
  const goesOn = (tag: Tag | undefined): boolean => tag?.role === 'inside' || tag?.role === 'end';
  const left = onLeft(`is not followed by ${inside} or ${end} of its label`);
  const right = onRight(`does not follow ${begin} or ${inside} of its label`);
  const both: Faults = { left: left.left, right: right.right };
  return {
    id,
    title,
    summary: `${begin} begins a mention, ${inside} continues it, ${end} ends it, and ${single} is a mention of one token.`,
    letters: { begin, inside, end, single },
    roleAt: ({ isFirst, isLast }) => (isFirst ? (isLast ? 'single' : 'begin') : isLast ? 'end' : 'inside'),
    faults(before, after) {
      const [opens, continues] = [isOpen(before), goesOn(after)];
      if (opens && continues) return isSame(before, after) ? none : both;
      return opens ? left : continues ? right : none;
    },
  };
}

/** In the order in which they are preferred where several fit: those that fit a file at once read it the same. */
export const schemes: readonly Scheme[] = [
  {
    id: 'IO',
    title: 'IO',
    summary: 'I marks every token of a mention; two mentions of one label side by side cannot be told apart.',
    letters: { inside: 'I' },
    roleAt: () => 'inside',
    faults: () => none,
  },
  {
    id: 'labels',
    title: 'IO without prefixes',
    summary: 'A token of a mention has the label itself as its tag; two mentions of one label side by side are one.',
    letters: { inside: '' },
    roleAt: () => 'inside',
    faults: () => none,
  },
  {
    id: 'IOB2',
    title: 'IOB2 (BIO)',
    summary: 'B begins every mention, and I continues it.',
    letters: { begin: 'B', inside: 'I' },
    roleAt: ({ isFirst }) => (isFirst ? 'begin' : 'inside'),
    faults: mustFollow('inside', 'does not follow B or I of its label'),
  },
  {
    id: 'IOB1',
    title: 'IOB1 (the original encoding of CoNLL-2003)',
    summary: 'I marks a mention, and B begins one only right behind another of the same label.',
    letters: { begin: 'B', inside: 'I' },
    roleAt: ({ isFirst, isAfterSame }) => (isFirst && isAfterSame ? 'begin' : 'inside'),
    faults: mustFollow('begin', 'does not follow a mention of its label'),
  },
  bothBorders('BIOES', 'BIOES (IOBES)', 'B', 'I', 'E', 'S'),
  bothBorders('BILOU', 'BILOU', 'B', 'I', 'L', 'U'),
  bothBorders('BMES', 'BMES', 'B', 'M', 'E', 'S'),
  {
    id: 'IOE2',
    title: 'IOE2',
    summary: 'E ends every mention, and I stands before it.',
    letters: { inside: 'I', end: 'E' },
    roleAt: ({ isLast }) => (isLast ? 'end' : 'inside'),
    faults: mustPrecede('inside', 'is not followed by I or E of its label'),
  },
  {
    id: 'IOE1',
    title: 'IOE1',
    summary: 'I marks a mention, and E ends one only right before another of the same label.',
    letters: { inside: 'I', end: 'E' },
    roleAt: ({ isLast, isBeforeSame }) => (isLast && isBeforeSame ? 'end' : 'inside'),
    faults: mustPrecede('end', 'does not stand before a mention of its label'),
  },
];

/** @throws Error for an id that is none, which only a mistake of the program can give */
export function schemeOf(id: SchemeId): Scheme {
  const found = schemes.find(scheme => scheme.id === id);
  if (!found) throw new Error(`There is no tag scheme ${id}.`);
  return found;
}

/** A tag that breaks its scheme. */
export interface Violation {
  /** Of the tag in its sentence, from 0. */
  index: number;
  /** A sentence. */
  reason: string;
}

/** Calls back for every tag of a sentence that breaks the scheme, in order; a tag at most once. */
export function violationsOf(tags: readonly Tag[], scheme: Scheme, onViolation: (violation: Violation) => void): void {
  /** What is wrong with the tag at `index - 1` because of what stands before it. */
  let before: string | null = null;
  for (let index = 0; index <= tags.length; index++) {
    const left = tags[index - 1];
    const right = tags[index];
    // Most tokens are in no mention.
    if (!isInside(left) && !isInside(right)) continue;
    const pair = scheme.faults(left, right);
    if (left) {
      const fault = left.role !== 'outside' && scheme.letters[left.role] !== left.letter ? foreign(left) : null;
      const reason = fault ?? before ?? pair.left;
      if (reason)
        onViolation({ index: index - 1, reason: `${left.raw} ${reason}; the tags are read as ${scheme.id}.` });
    }
    before = pair.right;
  }
}

const foreign = (tag: Tag): string =>
  tag.letter === '' ? 'has no prefix' : `has the prefix ${tag.letter}, which is none of this scheme`;
