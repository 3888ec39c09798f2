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
    sentence: 'Asked in one go, the model guesses; given the same problem in parts, it gets there.',
    panel: 'divide-and-conquer',
    settings: {},
  },
  {
    file: 'leaves-too-large.json',
    title: 'Where the error enters',
    sentence:
      'With leaves of two digits the model must multiply what it never learned by heart: one wrong leaf spoils the sum.',
    panel: 'divide-and-conquer',
    settings: { strategies: ['divide-and-conquer'], leaf: 2 },
  },
  {
    file: 'accuracy-by-digits.json',
    title: 'Twenty problems, two to five digits',
    sentence: 'How accuracy falls with the length of the factors, strategy by strategy, and what each one costs.',
    panel: 'divide-and-conquer',
    settings: { problems: 'drawn', digits: ['2', '3', '4', '5'], count: 20 },
  },
];
