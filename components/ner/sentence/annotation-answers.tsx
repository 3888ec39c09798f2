'use client';

import { useMemo } from 'react';
import type { UnitTrace } from '@/components/trace/unit-trace';
import type { RunView } from '@/components/workbench/state';
import { annotatedOf } from '@/lib/panels/ner/annotations';
import type { NerInput } from '@/lib/panels/ner/phases';
import { registry } from '@/lib/panels/ner/registry';
import { fullReading, partialReading } from '@/lib/panels/ner/report/annotation-rows';
import { verdictOf } from '@/lib/panels/ner/report/verdicts';
import { readResult, type SentenceResult } from '@/lib/panels/ner/result';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { answerCalls, answerOf } from '../answers';
import { AnswerCard } from './answer-card';
import { Demonstrations } from './demonstrations';
import { VotesTable } from './votes-table';

/** The answers to an unlabelled sentence, and what they voted for. */
export function AnnotationAnswers({
  run,
  trace,
  input,
  sentence,
}: {
  run: RunView<NerSettings>;
  trace: UnitTrace;
  input: Extract<NerInput, { kind: 'annotation' }>;
  /** With the gold annotation that counts. */
  sentence: SentenceResult;
}) {
  const { settings } = run.experiment;
  const { result } = trace;
  const calls = answerCalls(trace, settings.answers);
  const reading = useMemo(() => {
    const [annotated] = result ? annotatedOf([result], settings, registry) : [];
    if (annotated) return fullReading(annotated);
    const arrived = answerCalls(trace, settings.answers).map(one => answerOf(one?.call));
    return partialReading(input.sentence.text, arrived, settings, registry);
  }, [result, trace, settings, input]);
  const { entities } = sentence;
  const value = result?.value === undefined ? undefined : readResult(result.value);
  const ids = value?.kind === 'annotation' ? value.demonstrations : null;
  const shown = input.demonstrations.filter(({ id }) => ids === null || ids.includes(id));
  return (
    <>
      {reading && (
        <section className="space-y-1">
          <h3 className="text-lg font-semibold">Votes</h3>
          <VotesTable
            reading={reading}
            asked={settings.answers}
            verdicts={
              entities && (({ mention, label }) => verdictOf({ text: sentence.text, entities }, mention, label))
            }
          />
        </section>
      )}
      <section className="space-y-2">
        <h3 className="text-lg font-semibold">Answers</h3>
        <Demonstrations
          shown={shown}
          left={input.demonstrations.length - shown.length}
          labels={input.labels}
          canOpen={id => run.live.units.has(id)}
        />
        <ol className="space-y-2">
          {calls.map((keyed, at) => (
            <AnswerCard key={at} title={`Answer ${at + 1}`} keyed={keyed} sentence={sentence} labels={input.labels} />
          ))}
        </ol>
      </section>
    </>
  );
}
