import type { Steps } from '@/lib/core/steps';
import { annotationOf, type HandAnnotations } from '../hand/annotation';
import { addPairs, agreementWith, noPairs, type PairwiseF1, spannedAnswers } from './agreement';
import type { AnnotationRow } from './annotation-rows';

/** How far answers agree with each other and with the person. */
export interface HandAgreement {
  /** Between the answers to all sentences, and how many those are. */
  all: PairwiseF1;
  sentences: number;
  /** On the sentences that the person annotated: between the answers, of each answer with the person, of the vote with the person. */
  between: PairwiseF1;
  person: PairwiseF1;
  vote: PairwiseF1;
  byHand: number;
}

/** A step is one sentence. */
export function* handAgreementSteps(
  rows: Iterable<Pick<AnnotationRow, 'sentence' | 'reading' | 'state'>>,
  byHand: HandAnnotations,
): Steps<HandAgreement> {
  const found: HandAgreement = {
    ...{ all: noPairs, between: noPairs, person: noPairs, vote: noPairs },
    ...{ sentences: 0, byHand: 0 },
  };
  for (const { sentence, reading, state } of rows) {
    yield;
    if (!reading || state !== 'done') continue;
    found.sentences++;
    found.all = addPairs(found.all, reading.agreement);
    const mine = annotationOf(byHand, sentence);
    if (!mine) continue;
    found.byHand++;
    const voted = {
      pairs: reading.voted.map(({ mention, label }): [string, string] => [mention, label]),
      dropped: [],
      unreadable: null,
    };
    found.between = addPairs(found.between, reading.agreement);
    found.person = addPairs(found.person, agreementWith(mine.entities, spannedAnswers(sentence.text, reading.answers)));
    found.vote = addPairs(found.vote, agreementWith(mine.entities, spannedAnswers(sentence.text, [voted])));
  }
  return found;
}
