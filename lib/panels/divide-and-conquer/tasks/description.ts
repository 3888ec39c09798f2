/** Where the right answer is from. */
export type TruthSource = 'computed' | 'by construction' | 'from the data' | 'not known';

/** A text of a problem. */
export interface ProblemText {
  title: string;
  text: string;
  /** Beside the title, in small type. */
  note?: string;
  /** A sentence of the text that can be marked, and the words of the switch that does it. */
  marked?: { label: string; sentence: string };
}

/** A problem as data, for a view to show. */
export interface ProblemDescription {
  heading: string;
  /** The heading in its pieces where it is a formula: numbers and the signs between them. */
  formula?: readonly { text: string; isSign: boolean }[];
  /** Behind the heading, in quieter type. */
  detail?: string;
  texts: readonly ProblemText[];
  /** What is right, in one line: `before`, then `answer` set apart, then `after`. `answer` is null where it is not known. */
  right: { before: string; answer: string | null; after: string; source: TruthSource };
}

/** A problem of which nothing can be read. */
export const unreadable = (name: string): ProblemDescription => ({
  heading: name,
  texts: [],
  right: { before: '', answer: null, after: '', source: 'not known' },
});
