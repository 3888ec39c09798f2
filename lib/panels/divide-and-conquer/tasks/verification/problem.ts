/**
 * A text and the source that it must not contradict: an item of a data set, or a part of one. A type, not an interface, so that it is also
 * a JSON value.
 */
export type Claim = {
  /** Of the data set: `h01`. Parts of a text keep it. */
  id: string;
  /** The document, or the evidence. */
  source: string;
  /** The summary, or the article; of a part, its statements. */
  text: string;
  /** Whether the text contradicts the source; null where it is not known. */
  isContradicted: boolean | null;
  /** The sentence that contradicts the source, where there is one and it is known. */
  planted?: string;
};

/** `yes` if a text contradicts its source: the positive class of the paper's measures. */
export type Finding = 'yes' | 'no';

export const finding = (isContradicted: boolean): Finding => (isContradicted ? 'yes' : 'no');

/** What is right of a whole text or of a part; undefined where it is not known. */
export const truthOf = ({ isContradicted }: Claim): Finding | undefined =>
  isContradicted === null ? undefined : finding(isContradicted);
