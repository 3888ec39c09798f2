import { percent } from '@/components/charts/series';
import { counted } from '@/lib/core/in-words';
import type { Calibration } from '@/lib/panels/ner/report/calibration';
import type { Kept, KeptScore } from '@/lib/panels/ner/report/kept';
import { scoreKept } from '@/lib/panels/ner/report/kept';
import type { SelectionsReport } from '@/lib/panels/ner/report/selections';
import type { ThresholdCurve } from '@/lib/panels/ner/report/thresholds';
import type { Scoring, Selection } from '@/lib/panels/ner/selection/contract';

/** `12 of 300 sentences`. */
const ofSentences = (kept: number, all: number): string =>
  `${kept.toLocaleString('en')} of ${counted(all, 'sentence')}`;

/** `1 entity`, `20 gold entities`. */
export const entities = (count: number, kind = ''): string =>
  `${count.toLocaleString('en')} ${kind}${count === 1 ? 'entity' : 'entities'}`;

/** The name of the scores, as the axis of their histogram has it. */
export const scoresName = (of: Scoring['of'], answers: number): string =>
  of === 'entity'
    ? `votes of ${counted(answers, 'answer')} for an entity`
    : `mean votes of the entities of a sentence, of ${counted(answers, 'answer')}`;

/** A threshold without a long tail of decimals. */
export const thresholdText = (threshold: number): string =>
  threshold.toLocaleString('en', { maximumFractionDigits: 2 });

/** What a slider says at a threshold. */
export const spokenThreshold = (threshold: number, kept: Kept, { all }: ThresholdCurve): string =>
  `${thresholdText(threshold)} votes: ${ofSentences(kept.sentences, all.sentences)} and ${entities(kept.entities)} stay`;

/** What stays at a threshold, in one or two sentences. */
export function keptWords(threshold: number, kept: Kept, { all }: ThresholdCurve): string {
  const stays = `At ${thresholdText(threshold)}, ${ofSentences(kept.sentences, all.sentences)} stay, with ${entities(kept.entities)}.`;
  if (all.judged === 0) return `${stays} No sentence has gold, so nobody knows how many are right.`;
  const { precision, overallRecall } = scoreKept(kept, all.gold);
  const which =
    all.judged < all.sentences ? `Of the ${entities(kept.judged.entities)} in sentences with gold` : 'Of these';
  const right = precision === null ? '' : ` ${which}, ${percent(precision)} are right.`;
  const found =
    overallRecall === null
      ? ''
      : ` ${percent(overallRecall)} of the ${entities(all.gold, 'gold ')} ${all.judged < all.sentences ? 'of these sentences ' : ''}are among them.`;
  return `${stays}${right}${found}`;
}

/** How a precision compares with that of the vote alone, to the tenth of a point that is shown. */
function change(precision: number, before: number): 'higher' | 'lower' | 'equal' {
  const difference = Number((100 * precision).toFixed(1)) - Number((100 * before).toFixed(1));
  return difference > 0 ? 'higher' : difference < 0 ? 'lower' : 'equal';
}

const changeWords = { higher: 'higher than', lower: 'lower than', equal: 'the same as' };

/**
 * Whether a selection did to precision here what it did in the recorded run, in one sentence; null where there is nothing to compare.
 *
 * @param recordedVote what the vote alone gave in the recorded run
 */
export function findingWords(
  { title, recorded }: Selection,
  here: { kept: KeptScore; vote: KeptScore },
  recordedVote: { precision: number },
): string | null {
  const { precision } = here.kept;
  const before = here.vote.precision;
  if (!recorded || precision === null || before === null) return null;
  const [now, then] = [change(precision, before), change(recorded.precision, recordedVote.precision)];
  const said = `${title}: precision is ${percent(precision)} here, ${changeWords[now]} the ${percent(before)} of the vote alone.`;
  return now === then
    ? `${said} The recorded run shows the same direction (${percent(recordedVote.precision)} to ${percent(recorded.precision)}).`
    : `${said} The recorded run differs: there it was ${changeWords[then]} that of the vote alone (${percent(recordedVote.precision)} to ${percent(recorded.precision)}).`;
}

/** What each chosen selection did to precision here and there. */
export function findingsOf({ voted, selections }: SelectionsReport, recordedVote: { precision: number }): string[] {
  const { gold } = voted.judged;
  const vote = scoreKept(voted, gold);
  return selections.flatMap(({ selection, kept }) => {
    if (typeof selection.recorded?.threshold !== 'number') return [];
    return findingWords(selection, { kept: scoreKept(kept, gold), vote }, recordedVote) ?? [];
  });
}

/** Ends of intervals are off by less. */
const rounding = 1e-9;

/** How far the highest share of votes is from a probability, in one or two sentences; empty without a judged entity. */
export function calibrationWords({ bins }: Calibration, answers: number): string {
  const top = bins.at(-1);
  if (!top) return '';
  const { share, low, high } = top.accuracy;
  const votes = Math.round(top.confidence * answers);
  const said = `Of the ${entities(top.n)} with ${votes} of ${answers} votes, ${percent(share)} are right (95\u202f% interval ${percent(low)} to ${percent(high)}).`;
  const read = `Read as a probability, ${votes} of ${answers} votes would promise ${percent(top.confidence)}.`;
  const isOutside = top.confidence > high + rounding || top.confidence < low - rounding;
  return isOutside ? `${said} ${read}` : `${said} ${read} The interval allows that.`;
}
