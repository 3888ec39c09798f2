import { type Cost, costOf } from '@/lib/evaluation/cost';
import { groupBy } from '@/lib/evaluation/group-by';
import type { Prices } from '@/lib/evaluation/measure';
import type { CallEntry, JournalEntry } from '@/lib/experiment/entry';
import type { SystemScore } from './comparison';

/** What one part of a run took. */
export interface LedgerRow {
  /** `annotate`, `embed`, or the id of a condition. */
  stage: string;
  title: string;
  /** Cost of the calls; for `embed`, requests and time alone. */
  cost: Cost;
  /**
   * Points of F1 gained over no demonstrations for every 1,000 calls that the condition needs, those of the annotation included; null where
   * that cannot be said: for a stage, without a score, or where the run has no such condition.
   */
  gain: number | null;
}

const annotating = '';

/**
 * The calls of a run by what they were for. Demonstrations have a price: a condition that shows self-annotated sentences needs all calls of the
 * annotation, too.
 */
export function ledgerOf(journal: Iterable<JournalEntry>, scores: readonly SystemScore[]): LedgerRow[] {
  const calls: CallEntry[] = [];
  const embedding: Cost = costOf([], 0);
  for (const entry of journal) {
    if (entry.kind === 'call') calls.push(entry);
    else if (entry.kind === 'embedding') {
      embedding.calls++;
      embedding.totalCallTime += entry.total_ms;
    }
  }
  const groups = groupBy(calls, ({ roles, path }) => (roles?.[1] === 'condition' ? (path[1] ?? '') : annotating));
  const annotate = costOf(groups.get(annotating) ?? [], 0);
  const without = scores.find(({ system }) => system.source === 'none')?.evaluation.total.score.f1 ?? null;
  const stages: LedgerRow[] = [
    { stage: 'annotate', title: 'Annotate the unlabelled sentences', cost: annotate, gain: null },
    { stage: 'embed', title: 'Embed the sentences', cost: embedding, gain: null },
  ];
  return [
    ...stages.filter(({ cost }) => cost.calls > 0),
    ...scores.flatMap(({ system, evaluation }): LedgerRow[] => {
      if (system.source === 'other') return [];
      const cost = costOf(groups.get(system.id) ?? [], 0);
      const { f1 } = evaluation.total.score;
      const needed = cost.calls + (system.source === 'self' ? annotate.calls : 0);
      const isCounted = system.source !== 'none' && f1 !== null && without !== null && needed > 0;
      return [
        {
          stage: system.id,
          title: system.title,
          cost,
          gain: isCounted ? ((f1 - without) * 100 * 1000) / needed : null,
        },
      ];
    }),
  ];
}

/** What some calls cost, in the currency of the prices; null where an engine did not count their tokens. */
export const moneyOf = ({ isCounted, promptTokens, completionTokens }: Cost, prices: Prices): number | null =>
  isCounted ? (promptTokens * prices.promptTokens + completionTokens * prices.completionTokens) / 1_000_000 : null;
