import type { Random } from '@/lib/core/random';
import { chance, pick } from '../choose';
import type { Domain } from '../domain';
import { context, judged, type Row } from '../row';
import { type AnswerWords, bareAnswer, questionOf } from '../verdict';
import type { WordNet } from '../wordnet';
import { type DrawPair, namePair, numberPair, phrasePair, sentencePair } from './pairs';

/** Characters of a row, which are some 450 tokens; a digit is a token. */
const LONGEST = 900;
const LONGEST_NUMBERS = 550;

/** Pairs until a row is full, each with its judgement. */
function drillRow(draw: DrawPair, answers: AnswerWords, random: Random, most = LONGEST): Row {
  // Short rows show what a judgement goes by, long ones hold more of them.
  const longest = pick(random, [0.1, 0.25, 0.5, 1]) * most;
  const row = [context('<|user|>'), context(`${questionOf(answers)}\n\n`)];
  for (let length = 0; length < longest;) {
    const isSame = chance(random, 0.5);
    let pair = draw(isSame, random);
    for (let tries = 0; !pair && tries < 20; tries++) pair = draw(isSame, random);
    if (!pair) continue;
    const text = `${pair.first}\n${pair.second}`;
    if (length > 0) row.push(context('<|user|>'));
    const answer = bareAnswer(answers, pair.first !== pair.second);
    row.push(context(text), context('<|assistant|>'), judged(answer), context('<|end|>'));
    length += text.length + 8;
  }
  return row;
}

const either = (random: Random): AnswerWords => (chance(random, 0.5) ? 'letters' : 'words');

export const sameNamesRow = (random: Random, wordNet: WordNet): Row =>
  drillRow(namePair(wordNet, new Set()), either(random), random);

export const samePhrasesRow = (random: Random, wordNet: WordNet): Row =>
  drillRow(phrasePair(wordNet, new Set()), either(random), random);

export const sameNumbersRow = (random: Random): Row => drillRow(numberPair, either(random), random, LONGEST_NUMBERS);

export const sameSentencesRow =
  (domains: readonly Domain[]) =>
  (random: Random, wordNet: WordNet): Row =>
    drillRow(sentencePair(domains, wordNet), either(random), random);

/** What rows with judgements inside their second texts are made of. */
interface Running {
  /** What stands between two words; nothing where each character is one. */
  between: string;
  /** Share of equal pairs: less than half, because what stands before a difference is still the same. */
  equal: number;
  longest: number;
}

/**
 * The same with judgements inside the second text, each of what stands before it; some rows have one behind every word, others few. So a
 * judgement first needs what the last word tells and the judgement before it, and then ever more words.
 */
function running(draw: DrawPair, { between, equal, longest }: Running, random: Random): Row {
  const often = pick(random, [1, 0.6, 0.3, 0.1]);
  const row = [context('<|user|>'), context(`${questionOf('words')}\n\n`)];
  for (let length = 0; length < longest;) {
    const pair = draw(chance(random, equal), random);
    if (!pair) continue;
    if (length > 0) row.push(context('<|user|>'));
    row.push(context(`${pair.first}\n`));
    const words = pair.first.split(between);
    let isOther = false;
    pair.second.split(between).forEach((word, at) => {
      if (at > 0 && chance(random, often)) row.push(judged(` ${bareAnswer('words', isOther)}`));
      row.push(context(at === 0 ? word : `${between}${word}`));
      isOther ||= word !== words[at];
    });
    row.push(context('<|assistant|>'), judged(bareAnswer('words', pair.first !== pair.second)), context('<|end|>'));
    length += 2 * pair.first.length + 8 + 4 * words.length * often;
  }
  return row;
}

const byWord: Running = { between: ' ', equal: 0.3, longest: LONGEST };
const byDigit: Running = { between: '', equal: 0.4, longest: LONGEST_NUMBERS };

export const runningRow =
  (domains: readonly Domain[]) =>
  (random: Random, wordNet: WordNet): Row =>
    running(chance(random, 0.4) ? phrasePair(wordNet, new Set()) : sentencePair(domains, wordNet), byWord, random);

/** The same with numbers, digit by digit. */
export const runningNumbersRow = (random: Random): Row => running(numberPair, byDigit, random);
