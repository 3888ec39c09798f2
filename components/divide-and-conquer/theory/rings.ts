/** A set of problems in the chain of theorem 1 and proposition 3 of arXiv 2402.05359, from the innermost outwards. */
export interface Ring {
  id: string;
  /** As the paper writes it, D&C for its DaC. */
  name: string;
  /** What stands in the set's own band of the picture. */
  inPicture: string;
  /** How the set lies in the next one out; the outermost has none. */
  within?: '⊂' | '⊆';
  meaning: string;
  example: string;
  source: string;
  caveat?: string;
}

const paper = 'Zhang et al., arXiv 2402.05359';

export const rings: readonly Ring[] = [
  {
    id: 'io',
    name: 'S(IO)',
    inPicture: 'addition',
    within: '⊂',
    meaning:
      'What one plain prompt can solve: a prompt of fixed length and the input go in, the answer comes out of a transformer of fixed depth and logarithmic precision.',
    example: 'Integer addition lives here, so splitting it up has nothing to gain.',
    source: `${paper}, theorem 1; that it lies in TC⁰ is taken from Chiang et al. 2023`,
  },
  {
    id: 'tc0',
    name: 'TC⁰',
    inPicture: 'multiplication',
    within: '⊆',
    meaning:
      'Circuits of constant depth and polynomial size, with AND, OR, NOT and majority gates. However long the input is, the number of layers of gates stays the same.',
    example: 'Integer multiplication lives here and is complete for it: as hard as anything in the set.',
    source: `${paper}, theorem 1 and the two conditions`,
  },
  {
    id: 'nc1',
    name: 'NC¹',
    inPicture: '2-BSI',
    within: '⊆',
    meaning:
      'Circuits of logarithmic depth and polynomial size, with gates of two inputs: the depth may grow with the input, slowly. That this is more than TC⁰ is conjectured, not proved.',
    example: '2-BSI, the toy below, lives here: does a two-coloured pattern tree occur in a base tree?',
    source: `${paper}, section on theorem 2, which states that 2-BSI is complete for NC¹, after Jenner et al. 2003; and the abstract of Jenner, Köbler, McKenzie and Torán, Completeness Results for Graph Isomorphism`,
    caveat:
      'For isomorphism of whole trees, Jenner et al. show this for trees written as strings; written as lists of pointers, as in the proof here, they find it complete for L, which contains NC¹. The chain needs only the hardness, so it stands.',
  },
  {
    id: 'dac',
    name: 'S(D&C)',
    inPicture: 'split, solve, merge',
    within: '⊆',
    meaning:
      'What the same transformer can solve with three prompts of fixed length, to split, to solve and to merge, each call in a context of its own. The recursion supplies the depth that one pass lacks.',
    example: '2-BSI of any size is solved so (theorem 2), and all of NC¹ with it.',
    source: `${paper}, theorems 1 and 2`,
  },
  {
    id: 'cot',
    name: 'S(CoT)',
    inPicture: 'one long chain',
    meaning:
      'What it can solve by a chain of thought. A chain can write down all answers of divide and conquer one after another, so divide and conquer is not the more powerful of the two.',
    example:
      'Whatever divide and conquer solves lives here too. Its advantage is another: shorter contexts, further down.',
    source: `${paper}, proposition 3`,
  },
];

/** `S(IO) ⊂ TC⁰ ⊆ …`, all in one line. */
export const chain = (): string => rings.map(({ name, within }) => (within ? `${name} ${within} ` : name)).join('');
