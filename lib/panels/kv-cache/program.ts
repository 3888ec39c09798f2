import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { decodeVector } from '@/lib/core/vectors';
import { refKey } from '@/lib/engines/contract';
import type { Experiment, ListedUnit } from '@/lib/experiment/panel';
import type { Scope } from '@/lib/experiment/scope';
import type { TrialInput } from '@/lib/transformer/instruments/cache-trial/input';
import { type ArmValue, readTrial } from '@/lib/transformer/instruments/cache-trial/value';
import type { Budget } from '@/lib/transformer/policies/budget';
import { removesSlots } from '@/lib/transformer/policies/contract';
import type { Registry } from './registry';
import type { ArmResult, KvResult } from './result';
import type { KvSettings } from './settings';
import type { KvInput } from './units';

/** Of a cache that nothing is removed from: a budget that keeps everything. */
const noBudget: Budget = { kind: 'ratio', ratio: 1 };

/** The budgets that a policy is tried at: one arm of a trial for each. Policies that remove nothing have one arm. */
export function budgetsOf({ budget, ratios, slots }: KvSettings, policy: string, { policies }: Registry): Budget[] {
  const found = policies.find(({ id }) => id === policy);
  if (found && !removesSlots(found)) return [noBudget];
  return budget === 'ratio'
    ? ratios.map(ratio => ({ kind: 'ratio', ratio: Number(ratio) }))
    : slots.map(count => ({ kind: 'slots', slots: Number(count) }));
}

/** One measurement: a text under one policy, with all budgets beside the full cache. */
export async function solve(
  { input, model: ref }: ListedUnit,
  { settings, seed, model }: Experiment<KvSettings>,
  scope: Scope,
  registry: Registry,
): Promise<KvResult> {
  const { text, policy, film } = input as KvInput;
  const budgets = budgetsOf(settings, policy, registry);
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
  const value = readTrial(await scope.measure('cache-trial', trial as unknown as Json, { role: 'trial' }));
  if (!value) throw new Failure('file-malformed', 'A measurement of this run is not one of a KV cache.');
  const isRight = registry.textSets.find(({ id }) => id === settings.texts)?.isRight;
  const judge = (written: readonly string[] | undefined): boolean | null =>
    written && isRight && text.answer !== null ? isRight(written.join(''), text.answer) : null;
  const continuation = value.tokens.slice(value.promptTokens);
  const bytes = decodeVector(value.full.bytes);
  return {
    text: text.id,
    title: text.title,
    ...(text.needle && { needle: { ...text.needle, tokens: value.promptTokens } }),
    policy,
    model: refKey(ref ?? model),
    learned: value.learned,
    budgets: budgets.map(budget => (budget === noBudget ? 0 : budget.kind === 'ratio' ? budget.ratio : budget.slots)),
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
