import { Badge } from '@/components/ui/badge';
import type { RunView } from '@/components/workbench/state';
import type { Change, ComparedSentence } from '@/lib/panels/ner/report/changes';
import { isAnswer, type System } from '@/lib/panels/ner/report/systems';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { JudgedText } from './judged-text';
import { OpenCase } from './open-case';
import { pairsText } from './words';

/** A test sentence with its entities, and what changed. */
export function SentenceRow({
  run,
  sentence: { test, outcome, change },
  system,
  labels,
}: {
  run: RunView<NerSettings>;
  sentence: ComparedSentence;
  system: System;
  labels: readonly string[];
}) {
  const { sentence, conditions } = test.value;
  const result = conditions[system.id];
  const unreadable = isAnswer(result) ? result.unreadable : null;
  return (
    <div className="space-y-1">
      <div className="flex flex-wrap items-center gap-2">
        <OpenCase run={run} unit={test.unit} condition={system.id} />
        {change && change.verdict !== 'same' && (
          <Badge tone={change.verdict === 'better' ? 'good' : change.verdict === 'worse' ? 'danger' : 'plain'}>
            {words[change.verdict]}
          </Badge>
        )}
        {unreadable !== null && <Badge tone="warning">unreadable answer</Badge>}
      </div>
      <p>{outcome ? <JudgedText text={sentence.text} outcome={outcome} labels={labels} /> : sentence.text}</p>
      {!outcome && <p className="text-caption text-muted">{whyNot(test, system)}</p>}
      {change && <ChangeLine change={change} />}
    </div>
  );
}

const words: Readonly<Record<Change['verdict'], string>> = {
  better: 'better',
  worse: 'worse',
  other: 'other mistakes',
  same: '',
};

function whyNot({ value }: ComparedSentence['test'], { id, source }: System): string {
  const result = value.conditions[id];
  if (source === 'other' ? value.sentence.entities !== null : !isAnswer(result)) return 'There is no answer.';
  return 'Nobody has annotated this sentence, so it is not judged.';
}

/** What only one of the two did. A wrong label that became right is told once. */
function ChangeLine({ change: { found, lost, corrected, introduced } }: { change: Change }) {
  const without = (pairs: Change['found'], told: Change['found']) =>
    pairs.filter(([mention]) => told.every(([other]) => other !== mention));
  const parts = [
    { title: 'Found', pairs: found },
    { title: 'No longer wrong', pairs: without(corrected, [...found, ...introduced]) },
    { title: 'Lost', pairs: lost },
    { title: 'Newly wrong', pairs: without(introduced, lost) },
  ].filter(({ pairs }) => pairs.length > 0);
  if (parts.length === 0) return null;
  return (
    <p className="text-caption text-muted">
      {parts.map(({ title, pairs }) => `${title}: ${pairsText(pairs)}`).join('. ')}.
    </p>
  );
}
