import { canonical } from '@/lib/core/json';
import { createPace } from '@/lib/core/pace';
import { type AnsweredEntry, type JournalEntry, pathKey } from './entry';

/**
 * The ordered entries of one run, in memory: the only copy, which runner, page and export read. A path has one entry: a later one takes
 * the place of an earlier one.
 */
export interface Journal extends Iterable<JournalEntry> {
  /** What an engine answered at this path, if it was asked for the same. */
  find(path: readonly string[], hash: string): AnsweredEntry | undefined;
  /** The entry at this path, whatever it is. */
  at(path: readonly string[]): JournalEntry | undefined;
  add(entry: JournalEntry): void;
  /** The entries of one unit, whose name begins their paths, in the order in which they were first added. */
  unit(name: string): JournalEntry[];
  /** Number of entries of one unit. */
  sizeOf(name: string): number;
  /** In the order in which they were first added. */
  entries(): JournalEntry[];
  readonly size: number;
}

export function createJournal(entries: Iterable<JournalEntry> = []): Journal {
  const all: JournalEntry[] = [];
  /** Places in `all`, by unit and path. */
  const units = new Map<string, Map<string, number>>();

  const placesOf = (name: string | undefined) => units.get(name ?? '');
  const at = (path: readonly string[]): JournalEntry | undefined => {
    const place = placesOf(path[0])?.get(pathKey(path));
    return place === undefined ? undefined : all[place];
  };

  function add(entry: JournalEntry): void {
    const name = entry.path[0] ?? '';
    let places = units.get(name);
    if (!places) units.set(name, (places = new Map()));
    const key = pathKey(entry.path);
    const place = places.get(key) ?? all.length;
    places.set(key, place);
    all[place] = entry;
  }

  for (const entry of entries) add(entry);
  return {
    find(path, hash) {
      const entry = at(path);
      return entry && entry.kind !== 'value' && entry.hash === hash ? entry : undefined;
    },
    at,
    add,
    unit: name => [...(placesOf(name)?.values() ?? [])].flatMap(place => all[place] ?? []),
    sizeOf: name => placesOf(name)?.size ?? 0,
    entries: () => [...all],
    [Symbol.iterator]: () => all.values(),
    get size() {
      return all.length;
    },
  };
}

/** The journal of many entries, made in slices so that a page can draw in between. */
export async function fillJournal(entries: Iterable<JournalEntry>): Promise<Journal> {
  const journal = createJournal();
  const pace = createPace();
  for (const entry of entries) {
    journal.add(entry);
    const turn = pace();
    if (turn) await turn;
  }
  return journal;
}

/** Whether two entries say the same. */
export const sameEntry = (a: JournalEntry, b: JournalEntry): boolean => canonical(a) === canonical(b);
