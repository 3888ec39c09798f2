/** A set of problems in the chain of theorem 1 and proposition 3 of arXiv 2402.05359. */
export interface Ring {
  id: string;
  /** As the paper writes it, D&C for its DaC. */
  name: string;
  /** An example, written into the picture of the set. */
  inPicture: string;
  /** The relation to the next larger set; the largest has none. */
  within?: '⊂' | '⊆';
  meaning: string;
  example: string;
  source: string;
  caveat?: string;
}

const paper = 'Zhang et al., arXiv 2402.05359';

/** From the smallest set to the largest. */
export const rings: readonly Ring[] = [
  {
    id: 'io',
    name: 'S(IO)',
    inPicture: 'addition',
    within: '⊂',
    meaning:
      'The problems that IO prompting solves: a transformer of fixed depth and logarithmic precision reads a prompt of fixed length and the input, and writes the answer at once.',
    example: 'Integer addition is in this set, so dividing it gains nothing.',
    source: `${paper}, theorem 1; that it lies in TC⁰ is taken from Chiang et al. 2023`,
  },
  {
    id: 'tc0',
    name: 'TC⁰',
    inPicture: 'multiplication',
    within: '⊆',
    meaning:
      'The problems in TC⁰ are solved by circuits of constant depth and polynomial size, with AND, OR, NOT and majority gates. The number of layers of gates does not grow with the input.',
    example: 'Integer multiplication is in this set and complete for it: no problem of the set is harder.',
    source: `${paper}, theorem 1 and the two conditions`,
  },
  {
    id: 'nc1',
    name: 'NC¹',
    inPicture: '2-BSI',
    within: '⊆',
    meaning:
      'The problems in NC¹ are solved by circuits of logarithmic depth and polynomial size, with gates of two inputs. The depth may grow with the input, but slowly. It is conjectured, but not proved, that NC¹ is larger than TC⁰.',
    example: '2-BSI is in this set: does a two-coloured pattern tree occur in a base tree? You can try it below.',
    source: `${paper}, section on theorem 2, which states that 2-BSI is complete for NC¹, after Jenner et al. 2003; and the abstract of Jenner, Köbler, McKenzie and Torán, Completeness Results for Graph Isomorphism`,
    caveat:
      'For isomorphism of whole trees, Jenner et al. prove this for trees written as strings. For trees written as lists of pointers, as in the proof here, they prove completeness for L, which contains NC¹. The chain needs only that the problem is hard for NC¹, so it holds.',
  },
  {
    id: 'dac',
    name: 'S(D&C)',
    inPicture: 'split, solve, merge',
    within: '⊆',
    meaning:
      'The problems that divide and conquer solves: the same transformer has three prompts of fixed length, to split, to solve and to merge, and each call has a context of its own. The recursion adds the depth that one pass lacks.',
    example: 'By theorem 2, 2-BSI of any size is in this set, and so is every problem in NC¹.',
    source: `${paper}, theorems 1 and 2`,
  },
  {
    id: 'cot',
    name: 'S(CoT)',
    inPicture: 'one long chain',
    meaning:
      'The problems that the same transformer solves by a chain of thought. A chain can write all answers of divide and conquer one after another, so divide and conquer solves no more than it.',
    example:
      'Every problem that divide and conquer solves is in this set. The advantage of divide and conquer is a shorter context, which is computed below.',
    source: `${paper}, proposition 3`,
  },
];

/** The chain in one line: `S(IO) ⊂ TC⁰ ⊆ …`. */
export const chain = (): string => rings.map(({ name, within }) => (within ? `${name} ${within} ` : name)).join('');
