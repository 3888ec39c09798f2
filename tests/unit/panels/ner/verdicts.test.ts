import { describe, expect, it } from 'vitest';
import { changesOf } from '@/lib/panels/ner/report/changes';
import { countVerdicts, readAnswerOf } from '@/lib/panels/ner/report/verdicts';
import { marked } from '../../../support/ner-run';

const sentence = marked('s', '[Ann Lee](Person) met [Osk](Person) on the [Aldona](Ship) and [Osk](Person) waved.');
const said = (...pairs: [string, string][]) => new Map(pairs);

describe('an answer against gold', () => {
  it('gives every mention and every missed entity one verdict, and counts them', () => {
    const { spans, absent, verdicts } = readAnswerOf(
      { ...sentence, entities: [...sentence.entities!] },
      said(['Ann', 'Person'], ['Aldona', 'Person'], ['waved', 'Ship'], ['Moby', 'Ship']),
    );
    expect(verdicts?.map(({ kind, mention }) => [kind, mention])).toEqual([
      ['wrong-boundary', 'Ann'],
      ['wrong-label', 'Aldona'],
      ['spurious', 'waved'],
      ['absent', 'Moby'],
      ['missed', 'Osk'],
    ]);
    // A missed entity is drawn at every place where people marked it.
    expect(spans.filter(({ of }) => of.kind === 'missed').map(({ start }) => start)).toEqual([12, 34]);
    expect(absent.map(({ mention }) => mention)).toEqual(['Moby']);
    expect(countVerdicts(verdicts ?? [])).toEqual(
      ['wrong-label', 'wrong-boundary', 'spurious', 'absent', 'missed'].map(kind => ({ kind, count: 1 })),
    );
  });

  it('gives no verdict where nobody annotated the sentence', () => {
    const { spans, verdicts } = readAnswerOf({ ...sentence, entities: null }, said(['Osk', 'Person']));
    expect(verdicts).toBeNull();
    expect(spans.map(({ of }) => of.kind)).toEqual([null, null]);
  });

  it('shows a mention in another case at its place, although it is not right', () => {
    const { spans, absent, verdicts } = readAnswerOf(
      { ...sentence, entities: [...sentence.entities!] },
      said(['ALDONA', 'Ship']),
    );
    expect(verdicts?.[0]).toMatchObject({ kind: 'absent', mention: 'ALDONA' });
    expect(spans.find(({ of }) => of.mention === 'ALDONA')).toMatchObject({ start: 23, end: 29 });
    expect(absent).toEqual([]);
  });
});

describe('what an answer changed against another', () => {
  const entities = [...sentence.entities!];
  const before = said(['Osk', 'Ship'], ['Ann', 'Person'], ['Aldona', 'Ship']);

  it('is told mention by mention, with what it is worth', () => {
    const after = said(['Osk', 'Person'], ['Ann Lee', 'Person'], ['waved', 'Ship'], ['Aldona', 'Ship']);
    expect(changesOf({ ...sentence, entities }, before, after)).toEqual([
      { what: 'relabelled', mention: 'Osk', label: 'Person', before: 'Ship', effect: 'better' },
      { what: 'added', mention: 'Ann Lee', label: 'Person', before: null, effect: 'better' },
      { what: 'added', mention: 'waved', label: 'Ship', before: null, effect: 'worse' },
      { what: 'removed', mention: 'Ann', label: 'Person', before: null, effect: 'better' },
    ]);
    expect(changesOf({ ...sentence, entities }, after, said()).map(({ effect }) => effect)).toEqual([
      'worse',
      'worse',
      'better',
      'worse',
    ]);
  });

  it('is worth nothing that is known without gold, and nothing where one wrong label follows another', () => {
    const changes = changesOf({ ...sentence, entities: null }, before, said(['Osk', 'Person']));
    expect(changes.every(({ effect }) => effect === null)).toBe(true);
    expect(
      changesOf({ ...sentence, entities }, said(['waved', 'Ship']), said(['waved', 'Person']))[0]?.effect,
    ).toBeNull();
    expect(changesOf({ ...sentence, entities }, before, before)).toEqual([]);
  });
});
