import type { LiveRun, UnitTrace } from '@/components/trace/live-run';
import { counted } from '@/lib/core/in-words';
import { decodeVector } from '@/lib/core/vectors';
import { findModel, nameOf } from '@/lib/engines/models';
import type { MeasurementEntry } from '@/lib/experiment/entry';
import type { Experiment } from '@/lib/experiment/panel';
import { budgetsOf } from '@/lib/panels/kv-cache/program';
import { registry, titleOf } from '@/lib/panels/kv-cache/registry';
import { type CacheHistory, historyOfParts, historyOfValue } from '@/lib/panels/kv-cache/report/history';
import { seriesOf } from '@/lib/panels/kv-cache/series';
import type { KvSettings } from '@/lib/panels/kv-cache/settings';
import type { KvInput } from '@/lib/panels/kv-cache/units';
import { readTrial, type TrialPart, type TrialValue } from '@/lib/transformer/instruments/cache-trial/value';
import type { Budget } from '@/lib/transformer/policies/budget';
import { removesSlots } from '@/lib/transformer/policies/contract';

/** A trial that has a film: one policy on the first text, at all budgets. */
export interface FilmedTrial {
  /** Name of its unit. */
  unit: string;
  /** The policy, with the model where several are compared. */
  title: string;
  /** Its colour and sign. */
  series: number;
  removes: boolean;
  /** The ratio that its model was trained to keep by itself; null for most models. */
  nominal: number | null;
  /** Its budgets in words, one an arm: `4×`, `64 slots`; empty for a policy without. */
  budgets: readonly string[];
  text: string;
  status: UnitTrace['status'];
  /** When it has ended, and while it goes on. */
  value: TrialValue | null;
  parts: readonly TrialPart[] | null;
}

/** The trials of a run that have, or will have, a film, in the order of their units. */
export function filmedTrials({ units }: LiveRun, { model, compare, settings }: Experiment<KvSettings>): FilmedTrial[] {
  return [...units.values()].flatMap((trace): FilmedTrial[] => {
    const { text, policy, film } = trace.unit.input as KvInput;
    if (!film) return [];
    const known = registry.policies.find(({ id }) => id === policy);
    const ref = trace.unit.model ?? model;
    const measured = measuredOf(trace);
    const learned = measured.value?.learned ?? measured.parts?.[0]?.start?.learned ?? null;
    const title = titleOf({ policy, learned });
    return [
      {
        unit: trace.root,
        title: compare.length > 0 ? `${title}, ${nameOf(ref)}` : title,
        series: seriesOf(policy),
        removes: known !== undefined && removesSlots(known),
        nominal: findModel(ref)?.compression?.ratio ?? null,
        budgets: known && !removesSlots(known) ? [''] : budgetsOf(settings, policy, registry).map(budgetText),
        text: text.title,
        status: trace.status,
        ...measured,
      },
    ];
  });
}

function measuredOf({ calls }: UnitTrace): Pick<FilmedTrial, 'value' | 'parts'> {
  for (const { entry, parts } of calls.values()) {
    if (entry?.kind === 'measurement') return { value: trialOf(entry), parts: null };
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

const budgetText = (budget: Budget): string =>
  budget.kind === 'ratio' ? `${budget.ratio}×` : counted(budget.slots, 'slot');

/** `H2O, 4×`. */
export function cacheTitle({ title, budgets }: FilmedTrial, arm: number): string {
  const budget = budgets[arm] ?? '';
  return budget === '' ? title : `${title}, ${budget}`;
}

/** Trials are read once: every event of a run asks for them. */
const read = new WeakMap<MeasurementEntry, TrialValue | null>();

/** The value of a journaled trial; null for one of a file that says something else. */
function trialOf(entry: MeasurementEntry): TrialValue | null {
  let value = read.get(entry);
  if (value === undefined) read.set(entry, (value = readTrial(entry.value) ?? null));
  return value;
}

/** Which cache is shown: a trial and one of its budgets. A policy with fewer budgets shows its last. */
export interface Shown {
  unit: string;
  arm: number;
}

/**
 * What is shown until somebody chooses: the trial that goes on, else the one that stays nearest to the full cache of those that remove
 * anything; at the middle budget.
 */
export function shownAtFirst(trials: readonly FilmedTrial[]): Shown | null {
  const removing = trials.filter(({ value, removes }) => value !== null && removes);
  const nearest = removing.toSorted((a, b) => distanceOf(a, middleOf(a)) - distanceOf(b, middleOf(b)))[0];
  const trial = trials.find(({ parts }) => parts !== null) ?? nearest ?? trials.find(({ value }) => value !== null);
  return trial ? { unit: trial.unit, arm: middleOf(trial) } : null;
}

const middleOf = ({ budgets }: FilmedTrial): number => Math.floor((budgets.length - 1) / 2);

/** The arm of a trial that is shown. */
export const armOf = ({ budgets }: FilmedTrial, { arm }: Shown): number => Math.min(arm, budgets.length - 1);

/** KL from the full cache, summed over the continuation; infinite for a cache that failed. */
function distanceOf({ value }: FilmedTrial, arm: number): number {
  const measured = value?.arms[arm];
  if (!measured || 'failure' in measured) return Infinity;
  return decodeVector(measured.kl).reduce((sum, nats) => sum + nats, 0);
}
