import { fieldOf, type Row } from '@/lib/data/rows';
import { collectItems, type Mapped, runningText } from './items';
import { labelKey, type LabelMeaning } from './labels';

/** Which column is what. */
export interface Mapping extends LabelMeaning {
  /** The document, or the evidence. */
  source: string;
  /** The summary, or the article. */
  text: string;
  label: string;
  /** Null: an item is named after its line. */
  id: string | null;
  /** The sentence that contradicts; null: not told. */
  planted: string | null;
}

/** A mapping that may still lack columns. */
export type MappingDraft = Omit<Mapping, 'source' | 'text' | 'label'> &
  Record<'source' | 'text' | 'label', string | null>;

export const isComplete = (draft: MappingDraft): draft is Mapping => mappingProblem(draft) === null;

/** What a mapping still lacks or has wrong, as one sentence; null if it can be applied. */
export function mappingProblem(draft: MappingDraft): string | null {
  const { source, text, label, id, planted, contradicted, aligned } = draft;
  if (source === null) return 'Choose the column of the document or evidence.';
  if (text === null) return 'Choose the column of the summary or article.';
  if (label === null) return 'Choose the column of the label.';
  const chosen = [source, text, label, id, planted].filter(column => column !== null);
  const twice = chosen.find((column, index) => chosen.indexOf(column) !== index);
  if (twice !== undefined) return `The column "${twice}" is chosen twice.`;
  if (contradicted.length === 0) return 'Say which label means a contradiction.';
  if (aligned.length === 0) return 'Say which label means that there is none.';
  const keys = new Set(contradicted.map(labelKey));
  const both = aligned.find(value => keys.has(labelKey(value)));
  return both === undefined ? null : `The label "${both}" cannot mean both.`;
}

/** The items of a table, and the lines that give none: an empty field, one that is too long, a label that means neither. */
export function applyMapping(rows: readonly Row[], mapping: Mapping): Mapped {
  const { source, text, label } = mapping;
  const collector = collectItems({ source, text });
  const contradicted = new Set(mapping.contradicted.map(labelKey));
  const aligned = new Set(mapping.aligned.map(labelKey));
  for (const row of rows) {
    const value = labelKey(fieldOf(row, label) ?? '');
    if (value === '') collector.leaveOut(row.line, `The column "${label}" is empty.`);
    else if (!contradicted.has(value) && !aligned.has(value))
      collector.leaveOut(row.line, `The label "${value.slice(0, 60)}" was given no meaning.`);
    else {
      const planted = mapping.planted === null ? '' : runningText(fieldOf(row, mapping.planted) ?? '');
      collector.add(row.line, {
        id: mapping.id === null ? `line ${row.line}` : (fieldOf(row, mapping.id) ?? '').trim(),
        source: runningText(fieldOf(row, source) ?? ''),
        text: runningText(fieldOf(row, text) ?? ''),
        isContradicted: contradicted.has(value),
        ...(planted !== '' && { planted }),
      });
    }
  }
  return { items: collector.items, leftOut: collector.leftOut };
}
