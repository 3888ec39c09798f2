import { agreementNames, contradictionNames, plainName } from '@/lib/data/names';
import { fieldOf, type Row } from '@/lib/data/rows';

export interface LabelValue {
  /** As it stands in the file where it first occurs, without spaces around it. */
  value: string;
  count: number;
}

/** Which values of the label's column say what; all others are left out by name. */
export interface LabelMeaning {
  /** The text contradicts its source. */
  contradicted: string[];
  /** It does not. */
  aligned: string[];
}

/** More are no labels. */
const mostValues = 50;

/** How values are compared: `TRUE`, `True` and ` true ` are one. */
export const labelKey = (value: string): string => value.trim().toLowerCase();

/** The different values of a column, most frequent first; at most 50 of them. */
export function labelValues(rows: readonly Row[], column: string): LabelValue[] {
  const counts = new Map<string, LabelValue>();
  for (const row of rows) {
    const value = (fieldOf(row, column) ?? '').trim().slice(0, 200);
    const known = counts.get(labelKey(value));
    if (known) known.count++;
    else if (value !== '') counts.set(labelKey(value), { value, count: 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count).slice(0, mostValues);
}

const contradictionWords = new Set(
  [
    'contradict',
    'contradicts',
    'contradicted',
    'contradiction',
    'contradictory',
    'refute',
    'refutes',
    'refuted',
  ].concat([
    'inconsistent',
    'hallucinated',
    'hallucination',
    'unfaithful',
    'nonfactual',
    'misinformation',
    'incorrect',
    'fake',
  ]),
);
const agreementWords = new Set(
  ['support', 'supports', 'supported', 'entail', 'entails', 'entailed', 'entailment', 'consistent', 'faithful'].concat([
    'nothallucinated',
    'factual',
    'correct',
    'right',
    'aligned',
    'real',
  ]),
);
const yesWords = new Set(['yes', 'true', '1', '10', 'y']);
const noWords = new Set(['no', 'false', '0', '00', 'n']);

/**
 * What the values of a label's column likely mean. A bare yes, true or 1 means something only where the column's name asks a
 * question; in a column called `label` it is left to the user: published sets use both directions.
 */
export function guessMeaning(column: string, values: readonly LabelValue[]): LabelMeaning {
  const name = plainName(column);
  const says = contradictionNames.includes(name) ? 1 : agreementNames.includes(name) ? -1 : 0;
  const direction = ({ value }: LabelValue): number => {
    const word = plainName(value);
    if (contradictionWords.has(word)) return 1;
    if (agreementWords.has(word)) return -1;
    return yesWords.has(word) ? says : noWords.has(word) ? -says : 0;
  };
  return {
    contradicted: values.filter(value => direction(value) > 0).map(({ value }) => value),
    aligned: values.filter(value => direction(value) < 0).map(({ value }) => value),
  };
}
