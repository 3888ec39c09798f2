import { counted } from '@/lib/core/in-words';
import { refKey } from '@/lib/engines/contract';
import type { SummarisedRun } from '@/lib/experiment/panel';
import type { StorySpan, VotesStory } from '@/lib/experiment/story';
import { annotatedOf, type AnnotatedSentence, predictionOfAnswer } from './annotations';
import { placed } from './placed';
import type { Registry } from './registry';
import { voteOn } from './report/votes';
import type { NerSettings } from './settings';
import { offsetsOf } from './text/offsets';
import { tally } from './voting/tally';

/** Longer sentences do not fit beside others. */
const longest = 110;

/**
 * The votes on one annotated sentence: the first that shows what a vote can do and what it cannot, a name on which all answers agree and are
 * right, one that wins though it is wrong, and one that is missed; null where there is none.
 */
export function storyOf(
  { experiment: { settings, model }, results }: SummarisedRun<NerSettings>,
  registry: Pick<Registry, 'votings'>,
): VotesStory | null {
  for (const one of annotatedOf(results, settings, registry)) {
    const { entities, text } = one.result.sentence;
    const spans = entities && text.length <= longest ? spansOf(one, settings.answers) : null;
    if (!spans) continue;
    const winners = spans.filter(({ won }) => won !== null);
    const right = winners.filter(({ won, truth }) => won === truth);
    const missed = spans.filter(({ won, truth }) => truth !== null && won === null);
    if (!right.some(isUnanimous) || right.length === winners.length || missed.length === 0) continue;
    return {
      kind: 'votes',
      sentence: `The model reads one sentence ${counted(settings.answers, 'time')}, and its answers vote on each name.`,
      verdict: `${counted(winners.length, 'name')} won the vote. People agree with ${right.length} of them, and name ${missed.length} that the vote missed.`,
      engine: refKey(model),
      text,
      answers: settings.answers,
      spans,
    };
  }
  return null;
}

const isUnanimous = ({ votes }: StorySpan): boolean => new Set(votes).size === 1;

/** Everything that an answer or a person names, in the order of the text; null where two pieces overlap, which one line cannot show. */
function spansOf({ result: { sentence, answers }, voted }: AnnotatedSentence, asked: number): StorySpan[] | null {
  const { text, entities } = sentence;
  const offsets = offsetsOf(text);
  const gold = (entities ?? []).map(({ start, end, label }) => ({ start, end, label }));
  const named = placed(text, tally(answers.map(predictionOfAnswer))).spans;
  const byPlace = new Map<string, StorySpan>();
  for (const { start, end } of [...named, ...gold]) {
    const mention = named.find(span => span.start === start && span.end === end)?.of.mention;
    const vote = voteOn(mention ?? '', answers, voted, asked);
    byPlace.set(`${start} ${end}`, {
      start: offsets.toUtf16(start) ?? 0,
      end: offsets.toUtf16(end) ?? 0,
      votes: vote.ballots.map(({ label }) => label ?? null),
      won: vote.won,
      truth: gold.find(span => span.start === start && span.end === end)?.label ?? null,
    });
  }
  const spans = [...byPlace.values()].sort((a, b) => a.start - b.start);
  return spans.some(({ start }, at) => start < (spans[at - 1]?.end ?? 0)) ? null : spans;
}
