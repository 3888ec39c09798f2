/** Limits on what is read from a server, so that a hostile or broken server cannot fill the memory. */
export const limits = {
  /** UTF-16 code units of one line of a stream. */
  line: 1_000_000,
  /** Bytes of one answer, including the protocol. */
  answer: 4_000_000,
  /** Bytes of the body of a refusal. */
  refusal: 64_000,
} as const;
