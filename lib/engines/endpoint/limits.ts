/** What is taken from a server at most, so that a hostile or broken one cannot fill the memory. */
export const limits = {
  /** UTF-16 units of one line of a stream. */
  line: 1_000_000,
  /** Bytes of one whole answer, protocol included. */
  answer: 4_000_000,
} as const;
