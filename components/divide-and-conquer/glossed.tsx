import { Fragment } from 'react';
import type { GlossaryWord } from '@/components/ui/glossary';
import { Term } from '@/components/ui/term';

/** How the texts of this panel spell terms of the glossary. */
const spellings: Readonly<Record<string, GlossaryWord>> = {
  'TC⁰': 'TC0',
  TC0: 'TC0',
  'IO prompting': 'IO (direct answer)',
  'chain of thought': 'chain of thought (CoT)',
  'divide and conquer': 'divide and conquer',
};

const spelling = new RegExp(`(${Object.keys(spellings).join('|')})`);

/** A text whose terms open their definitions: each at its first occurrence. */
export function Glossed({ text }: { text: string }) {
  // With a group in the pattern, `split` keeps what it splits at.
  const pieces = text.split(spelling);
  return pieces.map((piece, place) => {
    const word = pieces.indexOf(piece) === place && Object.hasOwn(spellings, piece) ? spellings[piece] : undefined;
    return (
      // The pieces of a text keep their order.
      <Fragment key={place}>{word ? <Term word={word}>{piece}</Term> : piece}</Fragment>
    );
  });
}
