import { lineOfValue } from '@/lib/evaluation/shorten';
import type { JournalEntry } from '@/lib/experiment/entry';
import type { Comparison, Difference } from './divergence';

/** All that was asked, as one text; undefined for what code computed. */
export function promptOf(entry: JournalEntry | undefined): string | undefined {
  if (entry?.kind === 'call') return entry.request.messages.map(({ content }) => content).join('\n\n');
  return entry?.kind === 'embedding' ? entry.texts.join('\n\n') : undefined;
}

/** The text that came back, or the value that code computed. */
export function answerOf(entry: JournalEntry | undefined): string | undefined {
  if (!entry) return undefined;
  switch (entry.kind) {
    case 'call':
      return entry.text;
    case 'embedding':
      return `${entry.vectors.length} vectors`;
    case 'measurement':
    case 'value':
      return lineOfValue(entry.value);
  }
}

/** What differs, as a sentence. */
export function sentenceOf({ kind, follows, recorded, here }: Difference): string {
  const cause = follows ? ' It follows from an earlier difference.' : '';
  switch (kind) {
    case 'answer':
      if (recorded?.kind === 'value') return `Code computed another value.${cause}`;
      return recorded?.kind === 'embedding'
        ? 'The same texts got other vectors.'
        : 'The same question, with the same settings, got another answer.';
    case 'request':
      return promptOf(recorded) === promptOf(here)
        ? `The prompt is the same, its settings are not.${cause}`
        : `The prompt is another one.${cause}`;
    case 'missing':
      return `Only the recorded run has this.${cause}`;
    case 'extra':
      return `Only the run here has this.${cause}`;
  }
}

const calls = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'call' : 'calls'}`;

/** How far the two runs agree, as a sentence. `isOver`: the run here has ended. */
export function standingOf({ recorded, compared, same, differences }: Comparison, isOver: boolean): string {
  if (!isOver) return `${same.toLocaleString('en')} of ${calls(compared)} the same so far`;
  if (differences.length === 0 && compared === recorded) return `All ${calls(recorded)} are the same`;
  const left = recorded - compared;
  const missing = left === 0 ? '' : `, ${left.toLocaleString('en')} without an answer here`;
  return `${same.toLocaleString('en')} of ${calls(compared)} the same${missing}`;
}

/** Of the differences: how many are of their own, and how many follow. Empty where there are none. */
export function countsOf({ differences }: Comparison): string {
  if (differences.length === 0) return '';
  const following = differences.filter(({ follows }) => follows).length;
  const own = differences.length - following;
  const follow = following === 1 ? 'follows' : 'follow';
  return `${own.toLocaleString('en')} ${own === 1 ? 'differs' : 'differ'} by themselves, ${following.toLocaleString('en')} ${follow} from an earlier difference`.replace(
    'differs by themselves',
    'differs by itself',
  );
}
