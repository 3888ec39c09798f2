import { counted } from '@/lib/core/in-words';
import type { UnitReading, UnitResult } from '@/lib/experiment/panel';
import { type Registry, titleOf } from './registry';
import { type ArmResult, type KvResult, readResult } from './result';
import type { KvSettings } from './settings';

/** A text under a policy in words: what each budget kept and what it cost. A measurement has no right or wrong. */
export function readUnit({ value }: UnitResult, settings: KvSettings, registry: Registry): UnitReading {
  const result = value === undefined ? undefined : readResult(value);
  const verdicts = new Map();
  if (!result) return { about: '', endings: [], verdicts };
  const about = `${titleOf(result, registry)} on ${result.title}`;
  return {
    about,
    endings: result.arms.map((arm, at) => `${budgetOf(result.budgets[at] ?? 0, settings)}${endingOf(arm, result)}`),
    verdicts,
  };
}

/** Policies without a budget have one arm, of budget 0. */
function budgetOf(budget: number, { budget: unit }: KvSettings): string {
  if (budget === 0) return '';
  return unit === 'ratio' ? `At ${budget}×: ` : `At ${counted(budget, 'slot')}: `;
}

function endingOf(arm: ArmResult, { scored, full }: KvResult): string {
  if ('failure' in arm) return 'it could not go on.';
  const { meanKl, agreed, bytes, right } = arm;
  const worth = right === null ? '' : right ? ', right answer' : ', wrong answer';
  return `KL ${meanKl.toFixed(3)} nats a token, same token ${agreed} of ${scored}, ${(full.bytes / Math.max(1, bytes)).toFixed(1)} times fewer bytes${worth}.`;
}
