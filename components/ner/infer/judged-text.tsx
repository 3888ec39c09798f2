import { placed } from '@/lib/panels/ner/placed';
import type { Outcome, Pair } from '@/lib/panels/ner/report/changes';
import { EntityText } from '../entities/entity-text';
import { pairsText } from './words';

/** A sentence with what was predicted, right or wrong, and what was missed. Mentions that are not in it stand below. */
export function JudgedText({ text, outcome, labels }: { text: string; outcome: Outcome; labels: readonly string[] }) {
  const mentions = [
    ...outcome.right.map(pair => mentionOf(pair, 'right')),
    ...outcome.wrong.map(pair => mentionOf(pair, 'wrong')),
    ...outcome.missed.map(pair => mentionOf(pair, 'missed')),
  ];
  const { spans, absent } = placed(text, mentions);
  return (
    <>
      <EntityText
        text={text}
        labels={labels}
        spans={spans.map(span => ({
          ...span,
          ...{ note: notes[span.of.verdict], spoken: span.of.verdict, isFaint: span.of.verdict === 'missed' },
        }))}
      />
      {absent.length > 0 && (
        <span className="block text-caption text-muted">
          Not in the sentence: {pairsText(absent.map(({ mention, label }) => [mention, label]))}
        </span>
      )}
    </>
  );
}

type Verdict = 'right' | 'wrong' | 'missed';

const mentionOf = ([mention, label]: Pair, verdict: Verdict) => ({ mention, label, verdict });

/** Signs with words: no verdict is told by colour alone. */
const notes: Readonly<Record<Verdict, string>> = {
  right: '\u2713 right',
  wrong: '\u2717 wrong',
  missed: '\u25cb missed',
};
