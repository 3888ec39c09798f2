import type { LiveRun, UnitTrace } from '@/components/trace/live-run';
import { nameOf } from '@/components/workbench/model/names';
import { decodeVector } from '@/lib/core/vectors';
import type { Experiment } from '@/lib/experiment/panel';
import { budgetsOf } from '@/lib/panels/kv-cache/program';
import { registry } from '@/lib/panels/kv-cache/registry';
import { type CacheHistory, historyOfParts, historyOfValue } from '@/lib/panels/kv-cache/report/history';
import type { KvSettings } from '@/lib/panels/kv-cache/settings';
import type { KvInput } from '@/lib/panels/kv-cache/units';
import type { TrialPart, TrialValue } from '@/lib/transformer/instruments/cache-trial/value';

/** A trial that has a film: one policy on the first text, at all budgets. */
export interface FilmedTrial {
  /** Name of its unit. */
  unit: string;
  /** The policy, with the model where several are compared. */
  title: string;
  /** Place of the policy in its registry: its colour and sign. */
  series: number;
  text: string;
  status: UnitTrace['status'];
  /** When it has ended, and while it goes on. */
  value: TrialValue | null;
  parts: readonly TrialPart[] | null;
}

/** The trials of a run that have, or will have, a film, in the order of their units. */
export function filmedTrials({ units }: LiveRun, { model, compare }: Experiment<KvSettings>): FilmedTrial[] {
  return [...units.values()].flatMap((trace): FilmedTrial[] => {
    const { text, policy, film } = trace.unit.input as KvInput;
    if (!film) return [];
    const series = registry.policies.findIndex(({ id }) => id === policy);
    const title = registry.policies[series]?.title ?? policy;
    const ref = trace.unit.model ?? model;
    return [
      {
        unit: trace.root,
        title: compare.length > 0 ? `${title}, ${nameOf(ref)}` : title,
        series: Math.max(0, series),
        text: text.title,
        status: trace.status,
        ...measuredOf(trace),
      },
    ];
  });
}

function measuredOf({ calls }: UnitTrace): Pick<FilmedTrial, 'value' | 'parts'> {
  for (const { entry, parts } of calls.values()) {
    if (entry?.kind === 'measurement') return { value: entry.value as TrialValue, parts: null };
    if (parts) return { value: null, parts: parts as TrialPart[] };
  }
  return { value: null, parts: null };
}

/** One cache of a trial, at every step that is known; null where it has none yet, or has failed. */
export const historyOf = (
  value: FilmedTrial['value'],
  parts: FilmedTrial['parts'],
  arm: number,
): CacheHistory | null => (value ? historyOfValue(value, arm) : parts ? historyOfParts(parts, arm) : null);

/** Why a cache could not be tried; null where it could. */
export function failureOf({ value }: FilmedTrial, arm: number): { kind: string; detail: string } | null {
  const one = value?.arms[arm];
  return one && 'failure' in one ? one.failure : null;
}

/** The budgets of a run in words: `4×`, `64 slots`. */
export const budgetTitles = (settings: KvSettings): string[] =>
  budgetsOf(settings).map(budget => (budget.kind === 'ratio' ? `${budget.ratio}×` : `${budget.slots} slots`));

/** Which cache is shown: a trial and one of its budgets. */
export interface Shown {
  unit: string;
  arm: number;
}

/**
 * What is shown until somebody chooses: the trial that goes on, else the one that stays nearest to the full cache of those that remove
 * anything; at the middle budget.
 */
export function shownAtFirst(trials: readonly FilmedTrial[], budgets: number): Shown | null {
  const arm = Math.floor((budgets - 1) / 2);
  const removing = trials.filter(({ value, series }) => value !== null && registry.policies[series]?.score !== null);
  const nearest = removing.toSorted((a, b) => distanceOf(a, arm) - distanceOf(b, arm))[0];
  const trial = trials.find(({ parts }) => parts !== null) ?? nearest ?? trials.find(({ value }) => value !== null);
  return trial ? { unit: trial.unit, arm } : null;
}

/** KL from the full cache, summed over the continuation; infinite for a cache that failed. */
function distanceOf({ value }: FilmedTrial, arm: number): number {
  const measured = value?.arms[arm];
  if (!measured || 'failure' in measured) return Infinity;
  return decodeVector(measured.kl).reduce((sum, nats) => sum + nats, 0);
}
