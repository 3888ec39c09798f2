import { type Cost, costOf } from '@/lib/evaluation/cost';
import type { CallEntry, JournalEntry } from '@/lib/experiment/entry';
import type { ConditionReport } from './comparison';

/** What one part of a run took. */
export interface LedgerRow {
  /** `annotate`, `embed`, or the id of a condition. */
  stage: string;
  title: string;
  /** Cost of the calls; for `embed`, requests and time alone. */
  cost: Cost;
  /** Points of F1 gained over the first condition for every 1,000 calls that it needs, those of the annotation included; null where it gains none that can be counted. */
  gain: number | null;
}

/**
 * The calls of a run by what they were for. Demonstrations have a price: a condition that shows self-annotated sentences needs all calls of the
 * annotation, too.
 */
export function ledgerOf(journal: readonly JournalEntry[], reports: readonly ConditionReport[]): LedgerRow[] {
  const annotation: CallEntry[] = [];
  const byCondition = new Map<string, CallEntry[]>();
  const embedding: Cost = { ...costOf([], 0) };
  for (const entry of journal) {
    if (entry.kind === 'embedding') {
      embedding.calls++;
      embedding.totalCallTime += entry.total_ms;
    } else if (entry.kind === 'call') {
      const condition = entry.roles?.[1] === 'condition' ? entry.path[1] : undefined;
      if (condition === undefined) annotation.push(entry);
      else byCondition.set(condition, [...(byCondition.get(condition) ?? []), entry]);
    }
  }
  const annotate = costOf(annotation, 0);
  const first = reports[0]?.evaluation.total.score.f1 ?? null;
  return [
    ...(annotate.calls > 0
      ? [{ stage: 'annotate', title: 'Annotate the unlabelled sentences', cost: annotate, gain: null }]
      : []),
    ...(embedding.calls > 0 ? [{ stage: 'embed', title: 'Embed the sentences', cost: embedding, gain: null }] : []),
    ...reports.map(({ condition, evaluation }, index): LedgerRow => {
      const cost = costOf(byCondition.get(condition.id) ?? [], 0);
      const { f1 } = evaluation.total.score;
      const needed = cost.calls + (condition.source === 'self' ? annotate.calls : 0);
      const gain =
        index > 0 && f1 !== null && first !== null && needed > 0 ? ((f1 - first) * 100 * 1000) / needed : null;
      return { stage: condition.id, title: condition.title, cost, gain };
    }),
  ];
}
