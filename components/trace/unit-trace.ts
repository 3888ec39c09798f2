import { type JournalEntry, pathKey } from '@/lib/experiment/entry';
import type { Journal } from '@/lib/experiment/journal';
import type { Unit, UnitResult } from '@/lib/experiment/panel';
import { callOfEntry, type TracedCall } from './call';

/** One unit of a run as it is seen. Never changed in place: a view that shows one unit draws again only when that unit changed. */
export interface UnitTrace {
  unit: Unit;
  /** First name of its paths. */
  root: string;
  /** `waiting`: not begun. `stopped`: begun, and the run ended before it did. */
  status: 'waiting' | 'running' | 'finished' | 'stopped';
  /** By path, as one string: first what is journaled, in the order of the journal, then what is in flight or got no answer. */
  calls: ReadonlyMap<string, TracedCall>;
  result?: UnitResult;
}

/** What a trace is made of. */
export interface TraceParts {
  unit: Unit;
  root: string;
  status: UnitTrace['status'];
  result?: UnitResult | undefined;
  /** Calls that are not, or not yet, in the journal, by path. Never changed after the trace was made. */
  live: ReadonlyMap<string, TracedCall>;
}

/** Journaled calls as they are seen, each made once: with their times, where they were watched. */
export type TracedEntries = WeakMap<JournalEntry, TracedCall>;

/**
 * A trace that reads its journaled calls from the journal when a view first asks for them: of 20,000 units, few are ever looked into.
 * Entries that the journal got later are left out.
 */
export function traceOf(parts: TraceParts, journal: Journal, traced: TracedEntries): UnitTrace {
  const { unit, root, status, result, live } = parts;
  const journaled = journal.sizeOf(root);
  let calls: ReadonlyMap<string, TracedCall> | undefined;
  return {
    unit,
    root,
    status,
    get calls() {
      return (calls ??= gather(journal.unit(root).slice(0, journaled), live, traced));
    },
    ...(result && { result }),
  };
}

function gather(
  entries: readonly JournalEntry[],
  live: ReadonlyMap<string, TracedCall>,
  traced: TracedEntries,
): ReadonlyMap<string, TracedCall> {
  const calls = new Map<string, TracedCall>();
  for (const entry of entries) {
    const key = pathKey(entry.path);
    // A path that is asked anew is in flight, whatever an earlier run wrote there.
    if (!live.has(key)) calls.set(key, tracedEntry(entry, traced));
  }
  for (const [key, call] of live) calls.set(key, call);
  return calls;
}

function tracedEntry(entry: JournalEntry, traced: TracedEntries): TracedCall {
  const known = traced.get(entry);
  if (known) return known;
  const call = callOfEntry(entry);
  traced.set(entry, call);
  return call;
}
