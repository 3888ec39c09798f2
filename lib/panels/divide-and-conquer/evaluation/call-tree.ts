import { pathKey, type CallEntry, type JournalEntry } from '@/lib/experiment/entry';
import type { Json } from '@/lib/core/json';

/** A named scope of a program with what the journal holds of it. */
export interface CallScope {
  path: readonly string[];
  name: string;
  /** Calls and computed values directly in it, by name. */
  steps: ReadonlyMap<string, JournalEntry>;
  /** As their first answers came: see `inOrder`. */
  scopes: readonly CallScope[];
}

interface OpenScope extends CallScope {
  steps: Map<string, JournalEntry>;
  scopes: OpenScope[];
}

/** The scopes below `root` as a tree; entries elsewhere are passed over. */
export function callTree(entries: Iterable<JournalEntry>, root: readonly string[]): CallScope {
  const top = open(root);
  const known = new Map([[pathKey(root), top]]);
  const at = (path: readonly string[]): OpenScope => {
    const found = known.get(pathKey(path));
    if (found) return found;
    const scope = open(path);
    known.set(pathKey(path), scope);
    at(path.slice(0, -1)).scopes.push(scope);
    return scope;
  };
  for (const entry of entries) {
    if (entry.path.length <= root.length || root.some((name, depth) => entry.path[depth] !== name)) continue;
    at(entry.path.slice(0, -1)).steps.set(entry.path.at(-1) ?? '', entry);
  }
  return top;
}

const open = (path: readonly string[]): OpenScope => ({
  path,
  name: path.at(-1) ?? '',
  steps: new Map(),
  scopes: [],
});

/** What a step came to; undefined where it is missing or could not be read. */
export function outcomeOf(entry: JournalEntry | undefined): Json | undefined {
  if (!entry) return undefined;
  if (entry.kind === 'value') return entry.value;
  return entry.kind === 'embedding' || entry.failure ? undefined : entry.parsed;
}

export const isCall = (entry: JournalEntry): entry is CallEntry => entry.kind === 'call';

const collator = new Intl.Collator('en', { numeric: true });

/** Scopes in program order, which the journal's order is not: `step 2` before `step 10`. */
export const inOrder = (scopes: readonly CallScope[]): CallScope[] =>
  [...scopes].sort((a, b) => collator.compare(a.name, b.name));
