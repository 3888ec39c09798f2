import {
  articleNames,
  documentNames,
  evidenceNames,
  findColumn,
  idNames,
  labelNames,
  plantedNames,
  summaryNames,
} from '@/lib/data/names';
import type { Row } from '@/lib/data/rows';
import { nestedColumns } from './items';
import { guessMeaning, labelValues } from './labels';
import type { MappingDraft } from './mapping';

/** The two tasks that take users' own data. */
export type DataTask = 'hallucination' | 'misinformation';

export interface Suggestion {
  mapping: MappingDraft;
  /** Null where the columns' names do not tell. */
  task: DataTask | null;
}

/** What the columns likely are, by their names; a guess for the user to confirm. Nested values are none of them. */
export function suggestMapping(table: { columns: readonly string[]; rows: readonly Row[] }): Suggestion {
  const { rows } = table;
  const nested = nestedColumns(table.columns, rows);
  const columns = table.columns.filter(column => !nested.has(column));
  const summary = findColumn(columns, summaryNames);
  const evidence = findColumn(columns, evidenceNames);
  const text = summary ?? findColumn(columns, articleNames);
  const source = summary
    ? findColumn(columns, [...documentNames, ...evidenceNames], [text])
    : (evidence ?? findColumn(columns, documentNames, [text]));
  const label = findColumn(columns, labelNames, [text, source]);
  const meaning = label === null ? { contradicted: [], aligned: [] } : guessMeaning(label, labelValues(rows, label));
  const id = findColumn(columns, idNames);
  const planted = findColumn(columns, plantedNames);
  const task = text === null || source === null ? null : summary ? 'hallucination' : 'misinformation';
  return { mapping: { source, text, label, id, planted, ...meaning }, task };
}
