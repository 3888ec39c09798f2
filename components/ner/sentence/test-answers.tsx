'use client';

import { useMemo } from 'react';
import type { UnitTrace } from '@/components/trace/unit-trace';
import type { RunView } from '@/components/workbench/state';
import { predictionOfAnswer } from '@/lib/panels/ner/annotations';
import { conditionsOf } from '@/lib/panels/ner/conditions';
import type { NerInput } from '@/lib/panels/ner/phases';
import { registry } from '@/lib/panels/ner/registry';
import { changesOf } from '@/lib/panels/ner/report/changes';
import { readResult, type SentenceResult } from '@/lib/panels/ner/result';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { answerOf, callsByName } from '../answers';
import { Changes } from '../judged/changes';
import { AnswerCard } from './answer-card';
import { Demonstrations } from './demonstrations';

/** The answer to a test sentence in each condition, and what it changed against no demonstrations. */
export function TestAnswers({
  run,
  trace,
  input,
  sentence,
}: {
  run: RunView<NerSettings>;
  trace: UnitTrace;
  input: Extract<NerInput, { kind: 'test' }>;
  /** With the gold annotation that counts. */
  sentence: SentenceResult;
}) {
  const conditions = useMemo(() => conditionsOf(run.experiment.settings, registry), [run.experiment]);
  const calls = callsByName(trace);
  const value = trace.result?.value === undefined ? undefined : readResult(trace.result.value);
  const predictionOf = (id: string) => {
    const answer = answerOf(calls.get(id)?.call);
    return answer && predictionOfAnswer(answer);
  };
  const baseline = conditions.find(({ source }) => source === 'none');
  const before = baseline && predictionOf(baseline.id);
  return (
    <section className="space-y-2">
      <h3 className="text-lg font-semibold">Answers</h3>
      <ol className="space-y-2">
        {conditions.map(condition => {
          const { id, title } = condition;
          const found = value?.kind === 'test' ? value.conditions[id] : undefined;
          const all = input.conditions[id] ?? [];
          const ids = found && 'demonstrations' in found ? found.demonstrations : null;
          const shown = all.filter(one => ids === null || ids.includes(one.id));
          const after = predictionOf(id);
          return (
            <AnswerCard key={id} title={title} keyed={calls.get(id)} sentence={sentence} labels={input.labels}>
              {baseline && condition !== baseline && before && after && (
                <Changes changes={changesOf(sentence, before, after)} baseline={baseline.title.toLowerCase()} />
              )}
              <Demonstrations
                shown={shown}
                left={all.length - shown.length}
                labels={input.labels}
                canOpen={one => run.live.units.has(one)}
              />
            </AnswerCard>
          );
        })}
      </ol>
    </section>
  );
}
