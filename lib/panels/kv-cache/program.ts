import type { Json } from '@/lib/core/json';
import { decodeVector } from '@/lib/core/vectors';
import type { Experiment, ListedUnit } from '@/lib/experiment/panel';
import type { Scope } from '@/lib/experiment/scope';
import type { TrialInput } from '@/lib/transformer/instruments/cache-trial/input';
import type { ArmValue, TrialValue } from '@/lib/transformer/instruments/cache-trial/value';
import type { Budget } from '@/lib/transformer/policies/budget';
import type { Registry } from './registry';
import type { ArmResult, KvResult } from './result';
import type { KvSettings } from './settings';
import type { KvInput } from './units';

/** The budgets of an experiment: one arm of a trial for each. */
export const budgetsOf = ({ budget, ratios, slots }: KvSettings): Budget[] =>
  budget === 'ratio'
    ? ratios.map(ratio => ({ kind: 'ratio', ratio: Number(ratio) }))
    : slots.map(count => ({ kind: 'slots', slots: Number(count) }));

/** One measurement: a text under one policy, with all budgets beside the full cache. */
export async function solve(
  { input }: ListedUnit,
  { settings, seed }: Experiment<KvSettings>,
  scope: Scope,
  registry: Registry,
): Promise<KvResult> {
  const { text, policy, film } = input as KvInput;
  const budgets = budgetsOf(settings);
  const trial: TrialInput = {
    text: text.text,
    promptTokens: text.promptTokens,
    tokens: settings.tokens,
    arms: budgets.map(budget => ({
      policy,
      parameters: settings.policy[policy] ?? {},
      budget,
      when: settings.when,
      every: settings.every,
    })),
    // Only what a cache wrote by itself can be right or wrong; a film shows it beside the full cache's text.
    writes: text.promptTokens === null && (film || text.answer !== null),
    film,
    seed,
  };
  // The measurement is another program's JSON: the journal keeps it as it is.
  const value = (await scope.measure('cache-trial', trial as unknown as Json, { role: 'trial' })) as TrialValue;
  const isRight = registry.textSets.find(({ id }) => id === settings.texts)?.isRight;
  const judge = (written: readonly string[] | undefined): boolean | null =>
    written && isRight && text.answer !== null ? isRight(written.join(''), text.answer) : null;
  const continuation = value.tokens.slice(value.promptTokens);
  const bytes = decodeVector(value.full.bytes);
  return {
    text: text.id,
    title: text.title,
    policy,
    budgets: budgets.map(budget => (budget.kind === 'ratio' ? budget.ratio : budget.slots)),
    scored: continuation.length,
    full: {
      meanLogprob: mean(decodeVector(value.full.logprobs)),
      bytes: bytes.at(-1) ?? 0,
      right: text.promptTokens === null ? judge(continuation) : null,
    },
    arms: value.arms.map(arm => resultOf(arm, judge)),
  };
}

function resultOf(arm: ArmValue, judge: (written: readonly string[] | undefined) => boolean | null): ArmResult {
  if ('failure' in arm) return arm;
  return {
    meanLogprob: mean(decodeVector(arm.logprobs)),
    meanKl: mean(decodeVector(arm.kl)),
    agreed: [...arm.agrees].filter(mark => mark === '1').length,
    bytes: decodeVector(arm.bytes).at(-1) ?? 0,
    slotsRead: mean(decodeVector(arm.meanSlots)),
    slots: arm.slots,
    pagesUnmoved: arm.pagesUnmoved.flat().reduce((sum, pages) => sum + pages, 0),
    right: judge(arm.written),
    divergesAt: arm.divergesAt ?? null,
  };
}

const mean = (values: Float32Array): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
