import type { FailureRecord } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { CallEntry, JournalEntry } from '@/lib/experiment/entry';
import type { Placed } from './tree';

export const isCall = (entry: JournalEntry): entry is CallEntry => entry.kind === 'call';

/** What an entry came to: the parsed answer, or the value that code computed. Undefined where the answer could not be read. */
export function outcomeOf(entry: JournalEntry | undefined): Json | undefined {
  if (!entry || entry.kind === 'embedding') return undefined;
  if (entry.kind !== 'call') return entry.value;
  return entry.failure ? undefined : entry.parsed;
}

/** What the program knew to be right. */
export const truthOf = (entry: JournalEntry | undefined): Json | undefined =>
  entry?.kind === 'call' || entry?.kind === 'value' ? entry.truth : undefined;

/** Why an answer could not be read. */
export const failureOf = (entry: JournalEntry | undefined): FailureRecord | undefined =>
  entry?.kind === 'call' ? entry.failure : undefined;

/** What a tree holds and what may have been answered: a journal entry, or a call of a running program, which has one once it is answered. */
export type Seen = Placed & ({ kind: JournalEntry['kind'] } | { entry?: JournalEntry });

/** The journal entry of an item; undefined while there is none. */
export const entryOf = (item: Seen): JournalEntry | undefined =>
  'kind' in item ? (item as unknown as JournalEntry) : item.entry;
