import type { DivideAndConquerSettings } from '@/lib/prompting/settings';

/** An experiment that comes with the site. `sentence` says what to see in its recorded run: read it again after each recording. */
interface ReadyMade {
  file: string;
  title: string;
  sentence: string;
  panel: string;
  settings: Partial<DivideAndConquerSettings>;
}

/** In the order of the home page; the first is what the panel opens with. */
export const readyMade: ReadyMade[] = [
  {
    file: 'one-multiplication.json',
    title: 'One multiplication, three ways',
    sentence:
      'In one call the model guesses, and is wrong; step by step, or split into 31 small calls, the same model gets it right.',
    panel: 'divide-and-conquer',
    settings: {},
  },
  {
    file: 'leaves-too-large.json',
    title: 'Where the error enters',
    sentence:
      'Leaves of two digits ask for products that the model never learned; the merge then adds up faithfully what the leaves got wrong.',
    panel: 'divide-and-conquer',
    settings: { strategies: ['divide-and-conquer'], leaf: 2 },
  },
  {
    file: 'accuracy-by-digits.json',
    title: 'Twenty problems, two to five digits',
    sentence:
      'The bare answer fails from two digits on; small steps hold (one chain of thought slips at five), at very different costs.',
    panel: 'divide-and-conquer',
    settings: { problems: 'drawn', digits: ['2', '3', '4', '5'], count: 20 },
  },
];
