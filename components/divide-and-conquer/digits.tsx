import { Fragment } from 'react';
import { classes } from '@/components/ui/classes';

/** Which digits of an answer differ from the truth, counted from the units; those that are missing do not show. */
export function wrongDigits(answer: string, truth: string): boolean[] {
  const shift = truth.length - answer.length;
  return [...answer].map((digit, place) => truth[place + shift] !== digit);
}

/** An answer with its wrong digits marked, by colour and a line below. Wraps between digits where it must. */
export function Digits({ answer, truth, className }: { answer: string; truth: string; className?: string }) {
  const wrong = wrongDigits(answer, truth);
  return (
    <span className={classes('font-mono break-all', className)}>
      {runs(answer, wrong).map(({ text, isWrong }, index) => (
        <Fragment key={index}>
          {isWrong ? <span className="text-danger underline decoration-2 underline-offset-4">{text}</span> : text}
        </Fragment>
      ))}
    </span>
  );
}

/** Neighbours that are alike, joined, so that a screen reader reads numbers and not single digits. */
function runs(answer: string, wrong: boolean[]): { text: string; isWrong: boolean }[] {
  const joined: { text: string; isWrong: boolean }[] = [];
  for (const [place, digit] of [...answer].entries()) {
    const isWrong = wrong[place] ?? false;
    const last = joined.at(-1);
    if (last?.isWrong === isWrong) last.text += digit;
    else joined.push({ text: digit, isWrong });
  }
  return joined;
}
