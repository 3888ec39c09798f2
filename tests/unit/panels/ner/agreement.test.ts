import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addPairs,
  agreementBetween,
  agreementWith,
  f1Of,
  noPairs,
  spannedAnswers,
} from '@/lib/panels/ner/report/agreement';

const text = 'Nell met Osk and Nell left the Aldona.';
const answer = (...pairs: [string, string][]) => ({ pairs, dropped: [], unreadable: null });
const spanned = (...answers: ReturnType<typeof answer>[]) => spannedAnswers(text, answers);
const gold = [
  { start: 0, end: 4, label: 'Person' },
  { start: 17, end: 21, label: 'Person' },
  { start: 31, end: 37, label: 'Ship' },
];

describe('pairwise F1 between answers', () => {
  it('is 1 for answers that say the same, and null for answers that say nothing', () => {
    const same = answer(['Osk', 'Person']);
    expect(f1Of(agreementBetween(spanned(same, same, same)))).toBe(1);
    expect(f1Of(agreementBetween(spanned(answer(), answer())))).toBeNull();
  });

  it('counts every place of a mention, and a wrong label or border as no agreement', () => {
    const found = agreementBetween(spanned(answer(['Nell', 'Person'], ['Osk', 'Person']), answer(['Nell', 'Person'])));
    expect(found).toEqual({ same: 2, named: 5, pairs: 1 });
    expect(f1Of(agreementBetween(spanned(answer(['Osk', 'Ship']), answer(['Osk', 'Person']))))).toBe(0);
  });

  it('lets a mention that is not in the sentence agree with nothing', () => {
    expect(f1Of(agreementBetween(spanned(answer(['Moby', 'Ship']), answer(['Moby', 'Ship']))))).toBe(0);
  });

  it('is what comparing every pair on its own gives', () => {
    const name = fc.constantFrom<[string, string]>(
      ['Nell', 'Person'],
      ['Nell', 'Ship'],
      ['Osk', 'Person'],
      ['Aldona', 'Ship'],
      ['the Aldona', 'Ship'],
      ['Moby', 'Ship'],
    );
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(name, { selector: ([mention]) => mention }), { maxLength: 6 }), all => {
        const answers = spanned(...all.map(pairs => answer(...pairs)));
        let pairs = noPairs;
        for (let a = 0; a < answers.length; a++)
          for (let b = 0; b < a; b++) {
            const one = agreementWith(answers[a]!.spans, [answers[b]!]);
            pairs = addPairs(pairs, { ...one, named: one.named + answers[a]!.absent });
          }
        expect(agreementBetween(answers)).toEqual(pairs);
      }),
    );
  });
});

describe('pairwise F1 with a person', () => {
  it('pools the answers', () => {
    const found = agreementWith(gold, spanned(answer(['Nell', 'Person']), answer(['Aldona', 'Person']), answer()));
    // Two of three and two predicted; none of three and one predicted; none of three.
    expect(found).toEqual({ same: 2, named: 5 + 4 + 3, pairs: 3 });
    expect(f1Of(found)).toBeCloseTo(4 / 12);
  });
});
