import { f1Of } from './agreement';
import type { AnnotationRow, Reading } from './annotation-rows';

/** How far the answers to a sentence agree. Every row has exactly one standing, so that their counts add up. */
export type Standing = 'unanimous' | 'disputed' | 'open' | 'failed';

/** What else may be true of a row; several at once, or nothing. */
export type Trait = 'none' | 'lost' | 'absent' | 'unreadable' | 'cut' | 'by-hand';

export const standings: Readonly<Record<Standing, { title: string; sentence: string }>> = {
  unanimous: {
    title: 'Unanimous',
    sentence: 'All answers can be read and name the same entities with the same labels.',
  },
  disputed: { title: 'Disputed', sentence: 'The answers differ, or one of them cannot be read.' },
  open: { title: 'Not complete', sentence: 'Not all answers have come.' },
  failed: { title: 'Failed', sentence: 'A call got no answer, so that the sentence has no votes.' },
};

export const traits: Readonly<Record<Trait, { title: string; sentence: string }>> = {
  none: { title: 'without an entity', sentence: 'No entity won the vote.' },
  lost: { title: 'lost the vote', sentence: 'A mention that some answers name, or one of its labels, lost the vote.' },
  absent: { title: 'absent mention', sentence: 'An answer names a mention that is not in the sentence.' },
  unreadable: { title: 'unreadable answer', sentence: 'An answer cannot be read. It counts as a vote for no entity.' },
  cut: {
    title: 'cut answer',
    sentence: 'An answer ended at the limit of its tokens. The whole items of its list count.',
  },
  'by-hand': { title: 'your annotation', sentence: 'You annotated the sentence by hand.' },
};

/** @param asked how many answers each sentence was asked for */
export function standingOf({ state, reading }: AnnotationRow, asked: number): Standing {
  if (state === 'failed') return 'failed';
  if (state !== 'done' || !reading) return 'open';
  const isUnanimous = reading.unreadable === 0 && reading.tally.every(({ votes }) => votes === asked);
  return isUnanimous ? 'unanimous' : 'disputed';
}

/** Whether a vote of a sentence lost. */
export const isLost = ({ voted }: Pick<Reading, 'voted'>, mention: string, label: string): boolean =>
  !voted.some(vote => vote.mention === mention && vote.label === label);

export function traitsOf({ id, state, reading }: AnnotationRow, byHand: ReadonlySet<string>): Trait[] {
  const found: Trait[] = byHand.has(id) ? ['by-hand'] : [];
  if (!reading) return found;
  if (state === 'done' && reading.voted.length === 0) found.push('none');
  if (state === 'done' && reading.tally.some(({ mention, label }) => isLost(reading, mention, label)))
    found.push('lost');
  if (reading.absent.length > 0) found.push('absent');
  if (reading.unreadable > 0) found.push('unreadable');
  if (reading.cut > 0) found.push('cut');
  return found;
}

/** A row with what it is filtered by. */
export interface SortedRow extends AnnotationRow {
  standing: Standing;
  traits: readonly Trait[];
}

export const sortRows = (rows: readonly AnnotationRow[], asked: number, byHand: ReadonlySet<string>): SortedRow[] =>
  rows.map(row => ({ ...row, standing: standingOf(row, asked), traits: traitsOf(row, byHand) }));

export interface RowFilter {
  standing: Standing | 'all';
  trait: Trait | null;
  /** Null for all rounds. */
  round: number | null;
  /** Found in the sentence, whatever the case; in its id as it is. */
  search: string;
  order: 'corpus' | 'disagreement';
}

export const everyRow: RowFilter = { standing: 'all', trait: null, round: null, search: '', order: 'corpus' };

/** The rows that a filter leaves, in its order. */
export function filterRows(rows: readonly SortedRow[], filter: RowFilter): SortedRow[] {
  const { standing, trait, round, order } = filter;
  const search = filter.search.trim().toLowerCase();
  const left = rows.filter(
    row =>
      (standing === 'all' || row.standing === standing) &&
      (trait === null || row.traits.includes(trait)) &&
      (round === null || row.round === round) &&
      (search === '' || row.id === search || row.sentence.text.toLowerCase().includes(search)),
  );
  return order === 'corpus' ? left : byDisagreement(left);
}

/** The least agreement first; what nobody disagrees on, and what has no answers, last. */
export const byDisagreement = <R extends Pick<AnnotationRow, 'reading'>>(rows: readonly R[]): R[] =>
  [...rows].sort((a, b) => agreementOf(a) - agreementOf(b));

/** Where no answer names anything, they agree; where there is none, nothing is known. */
const agreementOf = ({ reading }: Pick<AnnotationRow, 'reading'>): number =>
  reading ? (f1Of(reading.agreement) ?? 1) : 2;

export interface RowCounts {
  all: number;
  standings: Record<Standing, number>;
  traits: Record<Trait, number>;
  /** By round, from 1. */
  rounds: number[];
}

/** How many rows each filter leaves on its own. The standings add up to all rows, and so do the rounds. */
export function countRows(rows: readonly SortedRow[]): RowCounts {
  const counts: RowCounts = {
    all: rows.length,
    standings: { unanimous: 0, disputed: 0, open: 0, failed: 0 },
    traits: { none: 0, lost: 0, absent: 0, unreadable: 0, cut: 0, 'by-hand': 0 },
    rounds: [],
  };
  for (const { standing, traits: own, round } of rows) {
    counts.standings[standing]++;
    for (const trait of own) counts.traits[trait]++;
    while (counts.rounds.length < round) counts.rounds.push(0);
    counts.rounds[round - 1] = (counts.rounds[round - 1] ?? 0) + 1;
  }
  return counts;
}
