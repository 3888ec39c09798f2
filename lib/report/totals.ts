import { createPace } from '@/lib/core/pace';
import type { Journal } from '@/lib/experiment/journal';

/** What a journal adds up to. */
export interface Totals {
  /** Names of the units that are in it. */
  units: ReadonlySet<string>;
  calls: number;
  embeddings: number;
  measurements: number;
  promptTokens: number;
  completionTokens: number;
  /** Sum over all calls, in milliseconds: more than the wait where calls shared a batch. */
  time: number;
}

/** Reads a whole journal, in slices. */
export async function totalsOf(journal: Journal): Promise<Totals> {
  const pace = createPace();
  const units = new Set<string>();
  const sums = { calls: 0, embeddings: 0, measurements: 0, promptTokens: 0, completionTokens: 0, time: 0 };
  for (const entry of journal) {
    units.add(entry.path[0] ?? '');
    if (entry.kind === 'call') {
      sums.calls++;
      sums.promptTokens += entry.usage.prompt_tokens;
      sums.completionTokens += entry.usage.completion_tokens;
      sums.time += entry.timings.total_ms;
    }
    if (entry.kind === 'embedding') sums.embeddings++;
    if (entry.kind === 'measurement') sums.measurements++;
    const turn = pace();
    if (turn) await turn;
  }
  return { units, ...sums };
}
