import { type FieldTable, pathsOf } from './fields';

/**
 * What the author of a link keeps as it is, by the names of the form's parts: paths of settings, of whole groups, and {@link commonParts}.
 * A link carries it beside the experiment and not in it: equal experiments have equal links, and a run or a file has nothing locked.
 */
export interface Locks {
  /** Shown, and not to be changed. */
  locked: readonly string[];
  /** Not shown. */
  hidden: readonly string[];
}

/** The parts of every form. They come before a setting of the same name. */
export const commonParts = ['model', 'embedder', 'compare', 'seed', 'sampling'] as const;

export const noLocks: Locks = { locked: [], hidden: [] };

/** More than a form has. */
const mostNames = 100;

const namesOf = (text: string | null): string[] => [
  ...new Set(
    (text ?? '')
      .split(',')
      .filter(name => /^[\w.-]{1,100}$/.test(name))
      .slice(0, mostNames),
  ),
];

/** The locks of a query (`lock=digits,seed&hide=model`), which may hold anything; null where it names none. */
export function readLocks(query: string): Locks | null {
  const params = new URLSearchParams(query);
  const hidden = namesOf(params.get('hide'));
  const locked = namesOf(params.get('lock')).filter(name => !hidden.includes(name));
  return locked.length + hidden.length === 0 ? null : { locked, hidden };
}

/** The same as a query, empty for none; the names stand in it as they are. */
export const writeLocks = ({ locked, hidden }: Locks): string =>
  [locked.length > 0 && `lock=${locked.join(',')}`, hidden.length > 0 && `hide=${hidden.join(',')}`]
    .filter(Boolean)
    .join('&');

/** Whether `name` names this path, or a group that it is in. */
export const covers = (name: string, path: string): boolean => path === name || path.startsWith(`${name}.`);

export type Lock = 'locked' | 'hidden';

/** How a part of the form is locked that edits these paths; null where it is not. */
export function lockOf(locks: Locks | null, paths: readonly string[]): Lock | null {
  const has = (names: readonly string[] = []) => names.some(name => paths.some(path => covers(name, path)));
  if (has(locks?.hidden)) return 'hidden';
  return has(locks?.locked) ? 'locked' : null;
}

/** Names that no part of this panel's form has. */
export function unknownLocks({ locked, hidden }: Locks, fields: FieldTable): string[] {
  const paths = [...commonParts, ...pathsOf(fields)];
  return [...locked, ...hidden].filter(name => !paths.some(path => covers(name, path)));
}
