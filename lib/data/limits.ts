/** Limits on a user's own data. Whatever exceeds them is reported with its line. */
export const dataLimits = {
  /** Bytes of a file or of a download. */
  bytes: 50 * 1024 * 1024,
  /** Bytes that are decoded at once: a few milliseconds of work, so that a page stays responsive. */
  piece: 256 * 1024,
  rows: 20_000,
  /** Columns of a table, and values of one row. */
  columns: 200,
  /** Characters of one row. Bounds what a quote that is never closed can include. */
  row: 400_000,
  /** Characters of a document, a summary, an article. */
  field: 20_000,
  /** Members of the lists and objects of a JSON document, which is held as a whole: 20,000 rows of 100 columns. */
  members: 2_000_000,
  /** Items of a data set; a row of HaluEval gives two. */
  items: 40_000,
  /** Characters of an item's id. */
  id: 80,
  /** Characters of a data set's name. */
  name: 120,
  /** Lines that are listed as left out; further ones are only counted. */
  listed: 1_000,
} as const;

/** Formats a number for a sentence, for example `20,000`; independent of the browser's language. */
export const thousands = (count: number): string => count.toLocaleString('en-US');
