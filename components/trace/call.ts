import type { FailureRecord } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { ChatRequest } from '@/lib/engines/contract';
import type { JournalEntry } from '@/lib/experiment/entry';

/** One place of a run as it is seen: foreseen, in flight, journaled, or ended without an answer. */
export interface TracedCall {
  path: readonly string[];
  /** What each name of the path is for; empty strings where the program or an old journal says nothing. As long as `path`. */
  roles: readonly string[];
  /** `stopped`: it was in flight when the run ended. */
  status: 'waiting' | 'running' | 'done' | 'failed' | 'stopped';
  /** The answer so far. Empty for values that code computed and for embeddings. */
  text: string;
  /** What is known of a measurement under way, in the form of its instrument. */
  parts?: readonly Json[];
  request?: ChatRequest;
  entry?: JournalEntry;
  /** Why no answer came; an answer that came but could not be read has its failure in the entry. */
  failure?: FailureRecord;
  /** When it was seen to be sent and to be answered, in milliseconds of the page's clock; of calls that were watched only. */
  began?: number;
  ended?: number;
}

/** A journal entry as it is seen. */
export function callOfEntry(entry: JournalEntry): TracedCall {
  const { path, roles = path.map(() => '') } = entry;
  if (entry.kind !== 'call') return { path, roles, status: 'done', text: '', entry };
  const { text, request } = entry;
  return { path, roles, status: entry.failure ? 'failed' : 'done', text, request, entry };
}
