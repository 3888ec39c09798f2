/** How much of a user's own data is taken. What is beyond is named with its line, never cut in silence. */
export const dataLimits = {
  /** Bytes of a file or of an answer to a fetch. */
  bytes: 50 * 1024 * 1024,
  /** Bytes that are decoded at once: some milliseconds of work, so that a page stays alive in between. */
  piece: 256 * 1024,
  rows: 20_000,
  /** Of a table, and values of one row. */
  columns: 200,
  /** Characters of one row: what a quote that is never closed may swallow. */
  row: 400_000,
  /** Characters of a document, a summary, an article. */
  field: 20_000,
  /** A row of HaluEval gives two. */
  items: 40_000,
  /** Characters of an item's id. */
  id: 80,
  /** Characters of a data set's name. */
  name: 120,
  /** Lines that were left out and are told one by one; the others are only counted. */
  listed: 1_000,
} as const;

/** `20,000`: figures in sentences, the same in every browser's language. */
export const thousands = (count: number): string => count.toLocaleString('en-US');
