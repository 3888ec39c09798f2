import { bootstrap, type BootstrapInterval } from '@/lib/stats/bootstrap';
import { type Interval, wilson } from '@/lib/stats/wilson';
import { pageSlots } from '@/lib/transformer/cache/pages';
import type { KvResult, MeasuredResult } from '../result';

/** Texts that came out right, of those that were judged. */
export interface Judged extends Interval {
  right: number;
  of: number;
}

/** A policy at one budget on one model, over all texts that it was measured on. */
export interface SweepRow {
  /** Key of the model, and how it compresses its cache by itself. */
  model: string;
  learned: string | null;
  policy: string;
  /** A ratio or a number of slots; 0 where the policy has no budget. */
  budget: number;
  /** Texts that were measured, and those on which the policy could not go on, by reason. */
  texts: number;
  failed: readonly { kind: string; detail: string }[];
  /** Tokens that were predicted, and those whose likeliest token was that of the full cache. */
  scored: number;
  agreed: number;
  /** Nats a token; intervals are over texts. */
  kl: BootstrapInterval;
  /** Perplexity under this cache as a multiple of that under the full one, on the same tokens. */
  perplexity: BootstrapInterval;
  /** Null where there is no right answer. */
  judged: Judged | null;
  /** Bytes of the full cache for each byte held at the end, on average over texts. */
  ratio: number;
  bytes: number;
  /** Slots that a head reads for one token, on average. */
  slotsRead: number;
  /** Pages that a server holds which never moves slots, for each page held here. */
  pagesUnmoved: number;
}

interface Measured {
  result: KvResult;
  arm: MeasuredResult;
}

const average = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0) / items.length;

type Group = Pick<SweepRow, 'model' | 'learned' | 'policy' | 'budget'>;

/** A row a model, policy and budget, in the order in which the experiment names them. */
export function sweepOf(results: readonly KvResult[], seed: number): SweepRow[] {
  const groups = new Map<string, Group & { measured: Measured[]; failed: SweepRow['failed'][number][] }>();
  for (const result of results)
    result.arms.forEach((arm, i) => {
      const { model, learned, policy } = result;
      const budget = result.budgets[i] ?? 0;
      const key = `${model} ${policy} ${budget}`;
      const group = groups.get(key) ?? { model, learned, policy, budget, measured: [], failed: [] };
      groups.set(key, group);
      if ('failure' in arm) group.failed.push(arm.failure);
      else group.measured.push({ result, arm });
    });
  return [...groups.values()].flatMap(({ measured, ...group }) =>
    measured.length === 0 && group.failed.length === 0 ? [] : [rowOf(group, measured, seed)],
  );
}

function rowOf(group: Group & Pick<SweepRow, 'failed'>, measured: readonly Measured[], seed: number): SweepRow {
  const interval = (statistic: (some: readonly Measured[]) => number | null) =>
    bootstrap(measured, some => (some.length === 0 ? null : statistic(some)), { seed, resamples: 500 });
  return {
    ...group,
    texts: measured.length,
    scored: measured.reduce((sum, { result }) => sum + result.scored, 0),
    agreed: measured.reduce((sum, { arm }) => sum + arm.agreed, 0),
    kl: interval(some => average(some, ({ arm }) => arm.meanKl)),
    perplexity: interval(some =>
      Math.exp(average(some, ({ result, arm }) => result.full.meanLogprob - arm.meanLogprob)),
    ),
    judged: judge(measured.map(({ arm }) => arm.right)),
    ratio:
      measured.length === 0 ? 0 : average(measured, ({ result, arm }) => result.full.bytes / Math.max(1, arm.bytes)),
    bytes: measured.length === 0 ? 0 : average(measured, ({ arm }) => arm.bytes),
    slotsRead: measured.length === 0 ? 0 : average(measured, ({ arm }) => arm.slotsRead),
    pagesUnmoved:
      measured.length === 0 ? 0 : average(measured, ({ arm }) => arm.pagesUnmoved / Math.max(1, pagesHeld(arm))),
  };
}

/** Pages of 16 slots that the lists of slots fill. */
const pagesHeld = ({ slots }: MeasuredResult): number =>
  slots.flat().reduce((sum, length) => sum + Math.ceil(length / pageSlots), 0);

/** What was right of what could be judged; null where nothing could. */
function judge(verdicts: readonly (boolean | null)[]): Judged | null {
  const known = verdicts.filter(verdict => verdict !== null);
  if (known.length === 0) return null;
  const right = known.filter(Boolean).length;
  return { right, of: known.length, ...wilson(right, known.length) };
}

/** What one model did with its full cache. */
export interface FullCache {
  learned: string | null;
  texts: number;
  judged: Judged | null;
  bytes: number;
}

/** How the full cache of one model did on the texts of these results, each text once. */
export function fullOf(results: readonly KvResult[]): FullCache {
  const byText = new Map(results.map(result => [result.text, result]));
  const all = [...byText.values()];
  return {
    learned: all[0]?.learned ?? null,
    texts: all.length,
    judged: judge(all.map(({ full }) => full.right)),
    bytes: all.length === 0 ? 0 : average(all, ({ full }) => full.bytes),
  };
}
