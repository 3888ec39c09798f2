import { percent } from '@/components/charts/series';
import { listed } from '@/lib/core/in-words';
import { allPairs } from '@/lib/evaluation/paired';
import type { Metric } from '@/lib/evaluation/trial';
import { joinUnanswered } from '@/lib/evaluation/unanswered';
import type { MeasuredColumn } from './columns';
import { pText, unansweredText } from './words';

const verbs: Record<Metric, { did: string; what: string }> = {
  exact: { did: 'solved', what: 'solved' },
  detection: { did: 'judged', what: 'judged rightly' },
  checked: { did: 'passed', what: 'passed' },
};

/**
 * The result in one or two sentences: the best columns beside the first strategy that is not among them (IO, where it ran), and
 * whether the difference is statistically significant, corrected for all pairs shown. While a run goes on, or is not complete, there is no such
 * verdict: a test that is repeated until it is significant proves nothing.
 */
export function headline(columns: readonly MeasuredColumn[], metric: Metric, isComplete: boolean): string {
  const asked = columns.reduce((sum, { trials }) => sum + trials.length, 0);
  const unanswered = joinUnanswered(columns.map(({ all }) => all.unanswered));
  if (asked === 0) return 'No problem has ended yet.';
  if (unanswered.trials === asked) {
    return `Nothing was answered, so there is no score. ${unansweredText(unanswered, asked)}`;
  }
  const result = resultOf(columns, metric, isComplete);
  return unanswered.trials === 0 ? result : `${result} ${leftOut(unanswered.trials, asked)}`;
}

const leftOut = (count: number, asked: number): string =>
  `${count.toLocaleString('en')} of ${asked.toLocaleString('en')} trials were not answered and are left out.`;

/** Of columns of which at least one trial was answered. */
function resultOf(columns: readonly MeasuredColumn[], metric: Metric, isComplete: boolean): string {
  const scored = columns.filter(({ all }) => all.score !== null);
  if (scored.length === 0) return 'None of the answers can be checked: costs are measured, and no score.';
  const share = ({ all }: MeasuredColumn) => all.score?.share ?? 0;
  const most = Math.max(...scored.map(share));
  const best = scored.filter(column => share(column) === most);
  const [first] = best;
  if (!first) return '';
  const { did, what } = verbs[metric];
  const count = ({ all }: MeasuredColumn) =>
    `${all.correct} of ${all.checked}${metric === 'detection' ? ' rightly' : ''}`;
  const prefix = isComplete ? '' : 'So far: ';
  const other = scored.find(column => share(column) < most);
  if (most === 0)
    return `${prefix}${scored.length === 1 ? nameOf(first) : 'No strategy'} ${did} ${scored.length === 1 ? `none of ${first.all.checked}` : 'any problem'}.`;
  if (!other) {
    if (scored.length === 1 && first.all.score) {
      const { low, high } = first.all.score;
      return `${prefix}${nameOf(first)} ${did} ${count(first)} (${percent(most)}; 95\u202f% interval ${percent(low)} to ${percent(high)}).`;
    }
    return `${prefix}All ${scored.length} ${what} the same number, ${first.all.correct} of ${first.all.checked}: nothing here tells them apart.`;
  }
  // How the strategy that the page is about did is said even where it is neither first nor last.
  const subjects = scored.filter(
    column =>
      isSubject(column) && column.column.model === first.column.model && share(column) < most && column !== other,
  );
  const leading = best.length === 1 ? nameOf(first) : `${listed(best.map(nameOf))} each`;
  const sentence = `${prefix}${leading} ${did} ${count(first)}, ${nameOf(other)} ${ofChecked(other)}${subjects.map(column => `, ${nameOf(column)} ${ofChecked(column)}`).join('')}.`;
  if (!isComplete) return sentence;
  const pairs = allPairs(new Map(scored.map(({ column, trials }) => [column.id, trials])));
  const found = pairs.find(({ a, b }) => [a, b].includes(first.column.id) && [a, b].includes(other.column.id));
  if (!found) return sentence;
  const tested = pairs.filter(({ n }) => n > 0).length;
  const corrected = tested > 1 ? ` after Holm\u2019s correction for ${tested} pairs` : '';
  if (found.verdict === 'not enough answered') {
    return `${sentence} Not enough answered: ${nameOf(first)} and ${nameOf(other)} have no problem that both answered.`;
  }
  return found.verdict === 'no evidence of a difference'
    ? `${sentence} Between ${nameOf(first)} and ${nameOf(other)} the difference is not statistically significant (${pText(found.corrected)}${corrected}).`
    : `${sentence} Between ${nameOf(first)} and ${nameOf(other)} the difference is statistically significant (${pText(found.corrected)}${corrected}).`;
}

const isSubject = ({ column }: MeasuredColumn): boolean => column.isSubject;

const ofChecked = ({ all }: MeasuredColumn): string => `${all.correct} of ${all.checked}`;

const nameOf = ({ column }: MeasuredColumn): string => column.label;
