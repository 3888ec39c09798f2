import type { ChatRequest } from '@/lib/engines/contract';
import type { JournalEntry } from '@/lib/experiment/entry';
import type { FailureRecord } from '@/lib/core/failure';

/** One place of a run as it is seen: foreseen, under way, journaled, or ended without an answer. */
export interface TracedCall {
  path: readonly string[];
  status: 'waiting' | 'running' | 'done' | 'failed';
  /** The answer so far. Empty for values that code computed. */
  text: string;
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
  if (entry.kind === 'value') return { path: entry.path, status: 'done', text: '', entry };
  return {
    path: entry.path,
    status: entry.failure ? 'failed' : 'done',
    text: entry.text,
    request: entry.request,
    entry,
  };
}

/** What the place came to: the parsed answer, or the value that code computed. Undefined while there is none. */
export function outcome(call: TracedCall) {
  const { entry } = call;
  if (!entry || call.status === 'failed') return undefined;
  return entry.kind === 'call' ? entry.parsed : entry.value;
}
