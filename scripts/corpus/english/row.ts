/** What a token of a row is for: some are only read, the others are learned, with a weight that the trainer gives each kind. */
export const Role = {
  /** Read, not learned. */
  context: 0,
  /** An answer, or running text. */
  answer: 1,
  /**
   * The label of a name that no answer before it in the row has labelled, and that its sentence or its form tells; also the first token
   * of a judgement, which decides it.
   */
  label: 2,
  /** The label of a name that an answer before it has labelled. */
  knownLabel: 3,
  /** The label of a name that nothing tells. It cannot be learned, and teaches to be unsure: what votes need. */
  untoldLabel: 4,
} as const;

export type Role = (typeof Role)[keyof typeof Role];

export interface Piece {
  text: string;
  role: Role;
  /** The role of all tokens but the first, where it is another. */
  rest?: Role;
}

/** A training row. Pieces end where tokens end (see `tokenizer.ts`), so that each can be encoded on its own. */
export type Row = readonly Piece[];

export const context = (text: string): Piece => ({ text, role: Role.context });
export const learned = (text: string): Piece => ({ text, role: Role.answer });

/** A yes or no, or a letter. */
export const judged = (text: string): Piece => ({ text, role: Role.label, rest: Role.answer });
