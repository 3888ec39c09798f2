import { evidenceNames, findColumn, plainName } from '@/lib/data/names';
import { fieldOf, type Row } from '@/lib/data/rows';
import { isNested } from './items';
import { isComplete, type MappingDraft } from './mapping';
import { isSciFactClaim } from './scifact';
import { type DataTask, suggestMapping } from './suggest';

/** What a table is taken for, with a sentence for the user. */
export type Recognition = { sentence: string } & (
  | { kind: 'halueval'; task: 'hallucination' }
  /** One half of SciFact: needs the other file. */
  | { kind: 'scifact-claims' | 'scifact-corpus'; task: 'misinformation' }
  /** Columns to be confirmed, or chosen where the draft lacks them. */
  | { kind: 'columns'; task: DataTask | null; mapping: MappingDraft }
  /** A known set that is for another purpose. */
  | { kind: 'unsupported'; task: null }
);

/**
 * Tells published formats by their columns, and otherwise what the columns likely are. Only names are looked at, of the label its values,
 * and whether values are nested.
 */
export function recognise(table: { columns: readonly string[]; rows: readonly Row[] }): Recognition {
  const names = new Set(table.columns.map(plainName));
  const has = (...wanted: string[]): boolean => wanted.every(name => names.has(name));

  if (has('document', 'rightsummary', 'hallucinatedsummary'))
    return {
      kind: 'halueval',
      task: 'hallucination',
      sentence: 'This is HaluEval\u2019s summarization set: each row gives one right and one hallucinated summary.',
    };
  const other = otherHaluEval(has);
  if (other) return { kind: 'unsupported', task: null, sentence: other };
  const isSciFact = has('evidence') && (has('citeddocids') || table.rows.slice(0, 20).some(isSciFactClaim));
  if (has('claim') && (has('evidencedocid') || isSciFact))
    return {
      kind: 'scifact-claims',
      task: 'misinformation',
      sentence: 'These are SciFact\u2019s claims: add corpus.jsonl, which holds the abstracts.',
    };
  if (has('docid', 'abstract') && !has('claim'))
    return {
      kind: 'scifact-corpus',
      task: 'misinformation',
      sentence: 'This is SciFact\u2019s corpus of abstracts: add claims_train.jsonl or claims_dev.jsonl.',
    };
  const pointers = pointersOf(table);
  if (pointers) return { kind: 'unsupported', task: null, sentence: pointers };
  const isBare = has('id', 'claim') && [...names].every(name => ['id', 'claim', 'citeddocids'].includes(name));
  if (isBare)
    return {
      kind: 'unsupported',
      task: null,
      sentence: 'These are claims without evidence, as in SciFact\u2019s test split: nothing says which are right.',
    };
  const { mapping, task } = suggestMapping(table);
  const sentence = isComplete(mapping)
    ? `Likely columns were found: "${mapping.text}" is held against "${mapping.source}". Check them.`
    : 'Say which column is what.';
  return { kind: 'columns', task, mapping, sentence };
}

/** Claims whose evidence is nested, as FEVER has it: pages and lines of Wikipedia, by their names. */
function pointersOf({ columns, rows }: { columns: readonly string[]; rows: readonly Row[] }): string | null {
  const evidence = columns.find(column => /^evidences?(?:sets?)?$/.test(plainName(column)));
  const isClaims = columns.some(column => plainName(column) === 'claim');
  const hasText = findColumn(columns, evidenceNames, [evidence ?? null]) !== null;
  const isPointers = evidence !== undefined && rows.slice(0, 20).some(row => isNested(fieldOf(row, evidence) ?? ''));
  const isFlat = columns.some(column => plainName(column) === 'evidencewikiurl');
  return isClaims && (isPointers || isFlat) && !hasText
    ? 'The evidence points to pages, as in FEVER: the text is not in this file. Join the texts of the pages to it as a column "evidence", or take a set that has them, such as VitaminC.'
    : null;
}

/** The sets of HaluEval that are about something else (their columns as published). */
function otherHaluEval(has: (...names: string[]) => boolean): string | null {
  if (has('knowledge', 'rightanswer', 'hallucinatedanswer'))
    return 'This is HaluEval\u2019s question answering set. Take its summarization set (summarization_data.json).';
  if (has('knowledge', 'rightresponse', 'hallucinatedresponse'))
    return 'This is HaluEval\u2019s dialogue set. Take its summarization set (summarization_data.json).';
  if (has('userquery', 'chatgptresponse'))
    return 'This is HaluEval\u2019s set of general questions, which has no documents. Take its summarization set (summarization_data.json).';
  return null;
}
