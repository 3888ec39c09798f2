import { canResume, isBusy, retryLabel, type RunView } from './state';

/** What a run that has ended says of the calls that got no answer, and what to do; null where all got one. */
export function unansweredWords(run: RunView): { sentence: string; next: string } | null {
  const { answered, replayed, unanswered } = run.live;
  // What made a whole run fail is said by its failure.
  if (
    isBusy(run) ||
    run.status === 'elsewhere' ||
    run.status === 'failed' ||
    (unanswered === 0 && run.status !== 'incomplete')
  )
    return null;
  const calls = answered + replayed + unanswered;
  const sentence =
    unanswered === 0
      ? 'A part of this run ended without an answer.'
      : `${unanswered.toLocaleString('en')} of ${calls.toLocaleString('en')} ${calls === 1 ? 'call' : 'calls'} got no answer.`;
  const next = 'What needed them is called not answered, and counts in no figure.';
  return { sentence, next: run.status === 'incomplete' && canResume(run) ? `${next} ${retryHint}` : next };
}

const retryHint = `Press \u201c${retryLabel}\u201d to ask only these again.`;
