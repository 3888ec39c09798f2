import { describe, expect, it } from 'vitest';
import { readTable, type Table } from '@/lib/data/read-table';
import { mapHaluEval } from '@/lib/panels/divide-and-conquer/tasks/verification/data/halueval';
import {
  applyMapping,
  isComplete,
  mappingProblem,
} from '@/lib/panels/divide-and-conquer/tasks/verification/data/mapping';
import { recognise } from '@/lib/panels/divide-and-conquer/tasks/verification/data/recognise';
import { joinSciFact } from '@/lib/panels/divide-and-conquer/tasks/verification/data/scifact';
import { fileOf } from './files';

const lines = (rows: object[]): Blob => fileOf(rows.map(row => `${JSON.stringify(row)}\n`).join(''));

/** Rows in the form of HaluEval's summarization set, written for this test. */
const halueval = [
  {
    document: 'The ferry between Orta and Pell stopped on Monday after its rudder broke. Repairs take nine days.',
    right_summary: 'A broken rudder has stopped the ferry between Orta and Pell for nine days.',
    hallucinated_summary: 'The ferry between Orta and Pell stopped because its crew went on strike.',
  },
  { document: '', right_summary: 'A summary of nothing.', hallucinated_summary: 'Another one.' },
  {
    document: 'The library of Varn lends tools since May. Drills are asked for most.',
    right_summary: 'The library of Varn now lends tools, drills above all.',
    hallucinated_summary: '',
  },
  {
    document: 'Two herons nest on the old mill of Tamm. The council has closed the path below until August.',
    right_summary: 'A path below the mill of Tamm is closed until August for two herons.',
    hallucinated_summary: 'The old mill of Tamm is to be torn down in August.',
  },
];

const corpus = [
  {
    doc_id: 4001,
    title: 'Zinc and colds',
    abstract: ['Zinc was given to 90 adults.', ' Colds were shorter by a day.'],
    structured: false,
  },
  {
    doc_id: 4002,
    title: 'Light and sleep',
    abstract: ['Blue light was compared with none.', 'Sleep came later.'],
    structured: true,
  },
];
const claims = [
  {
    id: 3,
    claim: 'Zinc lengthens colds.',
    evidence: { '4001': [{ sentences: [1], label: 'CONTRADICT' }] },
    cited_doc_ids: [4001],
  },
  {
    id: 5,
    claim: 'Blue light delays sleep.',
    evidence: {
      '4002': [
        { sentences: [1], label: 'SUPPORT' },
        { sentences: [0, 1], label: 'SUPPORT' },
      ],
      '4001': [{ sentences: [0], label: 'CONTRADICT' }],
    },
    cited_doc_ids: [4002, 4001],
  },
  { id: 8, claim: 'Nothing is known of this.', evidence: {}, cited_doc_ids: [4001] },
  {
    id: 9,
    claim: 'Its document is elsewhere.',
    evidence: { '4999': [{ sentences: [0], label: 'SUPPORT' }] },
    cited_doc_ids: [],
  },
  {
    id: 11,
    claim: 'Its rationales disagree.',
    evidence: {
      '4001': [
        { sentences: [0], label: 'SUPPORT' },
        { sentences: [1], label: 'CONTRADICT' },
      ],
    },
    cited_doc_ids: [4001],
  },
  { id: 12, claim: 'Its evidence has another form.', evidence: ['4001'], cited_doc_ids: [4001] },
];

describe('HaluEval', () => {
  it('is recognised, and each whole row gives one item of each label', async () => {
    const table = await readTable(lines(halueval));
    expect(recognise(table)).toMatchObject({ kind: 'halueval', task: 'hallucination' });
    const { items, leftOut } = mapHaluEval(table.rows);
    expect(items.map(({ id, isContradicted }) => [id, isContradicted])).toEqual([
      ['line 1 right', false],
      ['line 1 hallucinated', true],
      ['line 4 right', false],
      ['line 4 hallucinated', true],
    ]);
    expect(items[1]).toEqual({
      id: 'line 1 hallucinated',
      source: halueval[0]!.document,
      text: halueval[0]!.hallucinated_summary,
      isContradicted: true,
    });
    expect(leftOut.listed).toEqual([
      { line: 2, reason: 'The column "document" is empty.' },
      { line: 3, reason: 'The column "hallucinated_summary" is empty.' },
    ]);
  });

  it.each([
    ['question answering', { knowledge: 'k', question: 'q', right_answer: 'r', hallucinated_answer: 'h' }],
    ['dialogue', { knowledge: 'k', dialogue_history: 'd', right_response: 'r', hallucinated_response: 'h' }],
    ['general questions', { ID: '1', user_query: 'q', chatgpt_response: 'c', hallucination: 'yes' }],
  ])('in its set of %s is not for these tasks, and it says so', async (words, row) => {
    const found = recognise(await readTable(lines([row])));
    expect(found).toMatchObject({ kind: 'unsupported', sentence: expect.stringContaining(words) });
  });

  it('in the form of its result files is mapped: yes means hallucinated', async () => {
    const row = { document: 'It rained.', summary: 'It was dry.', ground_truth: 'Yes', judgement: 'No' };
    const table = await readTable(lines([row, { ...row, summary: 'It rained.', ground_truth: 'No' }]));
    expect(mapped(table)).toEqual(['hallucination', [true, false]]);
  });
});

describe('SciFact', () => {
  it('is recognised by its halves, which are joined by document', async () => {
    const [left, right] = [await readTable(lines(claims)), await readTable(lines(corpus))];
    expect(recognise(left)).toMatchObject({ kind: 'scifact-claims', task: 'misinformation' });
    expect(recognise(right)).toMatchObject({ kind: 'scifact-corpus', task: 'misinformation' });
    const { items, leftOut } = joinSciFact(left.rows, right.rows);
    expect(items.map(({ id, isContradicted }) => [id, isContradicted]).sort()).toEqual([
      ['3 in 4001', true],
      ['5 in 4001', true],
      ['5 in 4002', false],
    ]);
    expect(items[0]).toMatchObject({
      source: 'Zinc was given to 90 adults. Colds were shorter by a day.',
      text: claims[0]!.claim,
    });
    expect(leftOut.listed).toEqual([
      { line: 3, reason: 'It has no evidence, so nothing says whether it is right.' },
      { line: 4, reason: 'Document 4999 is not in the corpus.' },
      { line: 5, reason: 'The labels of document 4001 do not agree or are not of SciFact.' },
      { line: 6, reason: 'Its evidence has not the form of SciFact.' },
    ]);
  });

  it('is read in the flat form, which repeats a pair for each rationale', async () => {
    const flat = (id: number, doc: string, label: string) => ({
      id,
      claim: 'Zinc lengthens colds.',
      evidence_doc_id: doc,
      evidence_label: label,
      evidence_sentences: [0],
      cited_doc_ids: [4001],
    });
    const table = await readTable(
      lines([flat(3, '4001', 'CONTRADICT'), flat(3, '4001', 'CONTRADICT'), flat(4, '', '')]),
    );
    expect(recognise(table).kind).toBe('scifact-claims');
    const { items, leftOut } = joinSciFact(table.rows, (await readTable(lines(corpus))).rows);
    expect(items.map(({ id, isContradicted }) => [id, isContradicted])).toEqual([['3 in 4001', true]]);
    expect(leftOut.listed.map(({ line }) => line)).toEqual([3]);
  });

  it('without evidence, as its test split is, cannot be used', async () => {
    expect(recognise(await readTable(lines([{ id: 1, claim: 'Zinc helps.' }])))).toMatchObject({ kind: 'unsupported' });
  });

  it.each([
    [
      'claims beside their abstracts',
      { claim: 'Zinc harms.', abstract: ['It helped.', 'A lot.'], label: 'CONTRADICT' },
    ],
    ['articles beside their evidence', { article: 'Zinc harms.', evidence: 'It helped.', label: 'REFUTES' }],
    ['articles beside abstracts', { article: 'Zinc harms.', abstract: 'It helped.', verdict: 'refuted' }],
  ])('in one file, %s, is mapped', async (_name, row) => {
    const agrees = Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, /label|verdict/.test(name) ? 'SUPPORT' : value]),
    );
    expect(mapped(await readTable(lines([row, agrees])))).toEqual(['misinformation', [true, false]]);
  });
});

describe('other tables', () => {
  it.each([
    ['Document;Summary;is_hallucinated\nA b.;A c.;1\nA b.;A b.;0\n', 'hallucination', [true, false]],
    ['article,generated_summary,consistent\nA b.,A c.,no\nA b.,A b.,yes\n', 'hallucination', [true, false]],
    ['context\tstatement\tlabel\nA b.\tA c.\tcontradiction\nA b.\tA b.\tentailment\n', 'misinformation', [true, false]],
  ])('get their columns by name: %s', async (text, task, labels) => {
    expect(mapped(await readTable(fileOf(text)))).toEqual([task, labels]);
  });

  it('with a bare 0 and 1 under "label" are asked about, because both directions are published', async () => {
    const found = recognise(await readTable(fileOf('document,summary,label\nA b.,A c.,1\nA b.,A b.,0\n')));
    expect(found).toMatchObject({ kind: 'columns', mapping: { label: 'label', contradicted: [], aligned: [] } });
    expect(found.kind === 'columns' && mappingProblem(found.mapping)).toBe('Say which label means a contradiction.');
  });

  it('of unknown columns are left to the user', async () => {
    const found = recognise(await readTable(fileOf('alpha,beta\n1,2\n')));
    expect(found).toMatchObject({ kind: 'columns', task: null, sentence: 'Say which column is what.' });
  });
});

/** The task that is recognised, and the labels that its suggested mapping gives. */
function mapped(table: Table): [string | null, (boolean | null)[]] {
  const found = recognise(table);
  if (found.kind !== 'columns' || !isComplete(found.mapping)) throw new Error(`Not mapped: ${found.sentence}`);
  const { items, leftOut } = applyMapping(table.rows, found.mapping);
  expect(leftOut.total).toBe(0);
  return [found.task, items.map(({ isContradicted }) => isContradicted)];
}
