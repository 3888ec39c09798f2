'use client';

import { useMemo } from 'react';
import { countVerdicts, type ReadAnswer } from '@/lib/panels/ner/report/verdicts';
import { EntityText } from '../entities/entity-text';
import { signs, wordOf, wordsOf } from './marks';

/** An answer over its sentence, each mention with what it is worth against the gold annotation, in a sign and in words. */
export function JudgedText({ text, answer, labels }: { text: string; answer: ReadAnswer; labels: readonly string[] }) {
  const { spans, absent, verdicts } = answer;
  const shown = useMemo(
    () =>
      spans.map(({ start, end, label, of }) => {
        if (of.kind === null) return { start, end, label };
        const words = wordsOf(of, true);
        return {
          ...{ start, end, label },
          note: of.kind === 'right' ? signs.right : `${signs[of.kind]} ${words}`,
          spoken: words,
          isFaint: of.kind === 'missed',
        };
      }),
    [spans],
  );
  return (
    <>
      <EntityText text={text} spans={shown} labels={labels} />
      {absent.length > 0 && (
        <p className="text-caption text-muted">
          Not in the sentence: {absent.map(({ mention, label }) => `${mention} (${label})`).join(', ')}
        </p>
      )}
      {verdicts && (
        <p className="text-caption text-muted">
          {verdicts.length === 0
            ? 'Right: there is no entity.'
            : countVerdicts(verdicts)
                .map(({ kind, count }) => `${count} ${wordOf(kind)}`)
                .join(', ')}
        </p>
      )}
    </>
  );
}
