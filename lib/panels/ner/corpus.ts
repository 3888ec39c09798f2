/** A named entity in a sentence. Spans may overlap and be nested. */
export interface Span {
  /** In code points of the sentence's text, as Python counts them; the end is exclusive. */
  start: number;
  end: number;
  label: string;
  /** How sure a model is of it, from 0 to 1; absent where a person annotated. */
  score?: number;
}

/** A token of a sentence, in code points; the end is exclusive. */
export interface Token {
  start: number;
  end: number;
}

export interface Sentence {
  /** Unique in its corpus. */
  id: string;
  text: string;
  /**
   * The tokens that the corpus was stored with, in order. They cover all of the text but its white space. Absent where the corpus holds
   * none: nothing cuts a text into tokens on its own, because spans of another segmentation would no longer fit.
   */
  tokens?: readonly Token[];
  /** The gold entities in the order of {@link compareSpans}; null where nobody has annotated the sentence. */
  entities: readonly Span[] | null;
  /** The name of the document that it is from. */
  document?: string;
}

export interface Corpus {
  name: string;
  /** In the order of their first occurrence, unless the source states another. */
  labels: readonly string[];
  sentences: readonly Sentence[];
}

/** By start; of two with the same start the longer first, so that an outer span stands before those inside it. */
export const compareSpans = (a: Span, b: Span): number =>
  a.start - b.start || b.end - a.end || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0);

/** The labels of the entities, in the order of their first occurrence. */
export function labelsOf(sentences: Iterable<Sentence>): string[] {
  const labels = new Set<string>();
  for (const { entities } of sentences) for (const { label } of entities ?? []) labels.add(label);
  return [...labels];
}
