import { Badge } from '@/components/ui/badge';
import type { RunView } from '@/components/workbench/state';
import type { ComparedSentence, Comparison } from '@/lib/panels/ner/report/changes';
import { isAnswer, type System } from '@/lib/panels/ner/report/systems';
import { readJudged } from '@/lib/panels/ner/report/verdicts';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { Changes } from '../judged/changes';
import { JudgedText } from '../judged/judged-text';
import { OpenCase } from './open-case';

/** A test sentence with its entities, and what changed. */
export function SentenceRow({
  run,
  sentence: { test, judged, against },
  system,
  other,
  labels,
}: {
  run: RunView<NerSettings>;
  sentence: ComparedSentence;
  system: System;
  /** What it is compared with. */
  other: System;
  labels: readonly string[];
}) {
  const { sentence, conditions } = test.value;
  const result = conditions[system.id];
  const unreadable = isAnswer(result) ? result.unreadable : null;
  return (
    <div className="space-y-1">
      <div className="flex flex-wrap items-center gap-2">
        <OpenCase run={run} unit={test.unit} condition={system.id} />
        {against && against.comparison !== 'same' && (
          <Badge tone={tones[against.comparison]}>{words[against.comparison]}</Badge>
        )}
        {unreadable !== null && <Badge tone="warning">unreadable answer</Badge>}
        {isAnswer(result) && result.cut && <Badge tone="warning">cut short</Badge>}
      </div>
      {judged ? (
        <JudgedText text={sentence.text} answer={readJudged(judged)} labels={labels} />
      ) : (
        <>
          <p>{sentence.text}</p>
          <p className="text-caption text-muted">{whyNot(test, system)}</p>
        </>
      )}
      {against && system !== other && <Changes changes={against.changes} baseline={other.title.toLowerCase()} />}
    </div>
  );
}

const words: Readonly<Record<Comparison, string>> = {
  better: 'better',
  worse: 'worse',
  other: 'other mistakes',
  same: 'the same',
};

const tones = { better: 'good', worse: 'danger', other: 'plain', same: 'plain' } as const;

function whyNot({ value }: ComparedSentence['test'], { id, source }: System): string {
  const result = value.conditions[id];
  if (source === 'other' ? value.sentence.entities !== null : !isAnswer(result)) return 'There is no answer.';
  return 'Nobody has annotated this sentence, so it is not judged.';
}
