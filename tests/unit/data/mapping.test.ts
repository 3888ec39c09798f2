import { describe, expect, it } from 'vitest';
import type { Row } from '@/lib/data/rows';
import { guessMeaning, labelValues } from '@/lib/panels/divide-and-conquer/tasks/verification/data/labels';
import {
  applyMapping,
  type Mapping,
  type MappingDraft,
  mappingProblem,
} from '@/lib/panels/divide-and-conquer/tasks/verification/data/mapping';

const mapping: Mapping = {
  source: 'doc',
  text: 'sum',
  label: 'label',
  id: 'id',
  planted: 'planted',
  contradicted: ['bad'],
  aligned: ['good'],
};
const whole = {
  id: 'a',
  doc: 'The lake is deep.',
  sum: 'It is shallow. It is a lake.',
  label: 'BAD ',
  planted: 'It is\nshallow.',
};
const row = (line: number, changes: Record<string, string> = {}): Row => ({ line, fields: { ...whole, ...changes } });

describe('a mapping', () => {
  it('makes items of rows', () => {
    const { items, leftOut } = applyMapping([row(1), row(2, { id: 'b', label: 'good', planted: '' })], mapping);
    expect(leftOut.total).toBe(0);
    expect(items).toEqual([
      { id: 'a', source: whole.doc, text: whole.sum, isContradicted: true, planted: whole.planted },
      { id: 'b', source: whole.doc, text: whole.sum, isContradicted: false },
    ]);
  });

  it('names items after their lines where there is no id', () => {
    const { items } = applyMapping([row(7), row(9)], { ...mapping, id: null, planted: null });
    expect(items.map(({ id }) => id)).toEqual(['line 7', 'line 9']);
  });

  it.each<[string, Record<string, string>, string]>([
    ['an empty document', { doc: ' ' }, 'The column "doc" is empty.'],
    ['an empty summary', { sum: '' }, 'The column "sum" is empty.'],
    ['an empty label', { label: '' }, 'The column "label" is empty.'],
    ['a label without a meaning', { label: 'NOT_ENOUGH_INFO' }, 'The label "not_enough_info" was given no meaning.'],
    [
      'a long document',
      { doc: 'x'.repeat(20_001) },
      'The column "doc" has 20,001 characters; at most 20,000 are read.',
    ],
    ['a long summary', { sum: 'x'.repeat(20_001) }, 'The column "sum" has 20,001 characters; at most 20,000 are read.'],
    ['an id that was used', {}, 'Its id was used on line 1 before.'],
    ['an empty id', { id: '' }, 'Its id must be one line of at most 80 characters.'],
    ['an id of two lines', { id: 'a\nb' }, 'Its id must be one line of at most 80 characters.'],
    ['a sentence that is not there', { id: 'b', planted: 'It is dry.' }, 'Its planted sentence is not in the text.'],
    [
      'one where none should be',
      { id: 'b', label: 'good' },
      'It has a planted sentence, but its label says no contradiction.',
    ],
  ])('leaves out %s, and says so by line', (_name, changes, reason) => {
    const { items, leftOut } = applyMapping([row(1), row(4, changes)], mapping);
    expect([items.length, leftOut]).toEqual([1, { total: 1, listed: [{ line: 4, reason }] }]);
  });

  it('does not take what every object has for a column', () => {
    const { leftOut } = applyMapping([row(1)], { ...mapping, source: 'constructor' });
    expect(leftOut.listed).toEqual([{ line: 1, reason: 'The column "constructor" is empty.' }]);
  });

  it.each<[Partial<MappingDraft>, string | null]>([
    [{}, null],
    [{ source: null }, 'Choose the column of the document or evidence.'],
    [{ text: null }, 'Choose the column of the summary or article.'],
    [{ label: null }, 'Choose the column of the label.'],
    [{ text: 'doc' }, 'The column "doc" is chosen twice.'],
    [{ contradicted: [] }, 'Say which label means a contradiction.'],
    [{ aligned: [] }, 'Say which label means that there is none.'],
    [{ aligned: ['Bad'] }, 'The label "Bad" cannot mean both.'],
  ])('says what it lacks: %o', (changes, problem) => {
    expect(mappingProblem({ ...mapping, ...changes })).toBe(problem);
  });
});

describe('the values of a label', () => {
  const rows = ['Yes', 'no', ' yes', 'maybe', ''].map((label, index) => row(index + 1, { label }));

  it('are counted without regard to case and spaces, most frequent first', () => {
    expect(labelValues(rows, 'label')).toEqual([
      { value: 'Yes', count: 2 },
      { value: 'no', count: 1 },
      { value: 'maybe', count: 1 },
    ]);
  });

  it.each([
    ['hallucination', ['Yes'], ['no']],
    ['is_consistent', ['no'], ['Yes']],
    ['label', [], []],
  ])('under %s mean what its name asks', (column, contradicted, aligned) => {
    expect(guessMeaning(column, labelValues(rows, 'label'))).toEqual({ contradicted, aligned });
  });
});
