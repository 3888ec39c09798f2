'use client';

import { useEffect, useRef } from 'react';
import type { UnitTrace } from '@/components/trace/unit-trace';
import { Notice } from '@/components/ui/notice';
import { useActions } from '@/components/workbench/context';
import type { RunView } from '@/components/workbench/state';
import { annotationOf } from '@/lib/panels/ner/hand/annotation';
import { goldByHand } from '@/lib/panels/ner/hand/gold';
import type { NerInput } from '@/lib/panels/ner/phases';
import type { SentenceResult } from '@/lib/panels/ner/result';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { EntityText } from '../entities/entity-text';
import { useHand } from '../hand/hand-store';
import { AnnotationAnswers } from './annotation-answers';
import { TestAnswers } from './test-answers';

/** One sentence in full: its gold annotation, and every answer to it against that. */
export function SentenceView({ run, trace }: { run: RunView<NerSettings>; trace: UnitTrace }) {
  const input = trace.unit.input as NerInput;
  const heading = useRef<HTMLHeadingElement>(null);
  const { unit } = trace;
  useEffect(() => {
    // What opened it is gone from the page.
    if (document.activeElement === null || document.activeElement === document.body)
      heading.current?.focus({ preventScroll: true });
  }, [unit.name]);
  return (
    <div className="space-y-4">
      <h2 ref={heading} tabIndex={-1} className="text-xl font-semibold outline-none">
        {input.kind === 'test' ? 'Test sentence' : input.kind === 'annotation' ? 'Unlabelled sentence' : 'Texts'}{' '}
        <span className="font-mono">{unit.name}</span>
      </h2>
      {trace.result?.failure && (
        <Notice
          tone="warning"
          sentence="A call got no answer, so that the sentence has no result."
          details={trace.result.failure.detail}
        />
      )}
      {input.kind === 'vectors' ? (
        <p>{input.texts.length} texts are embedded.</p>
      ) : (
        <Sentence run={run} trace={trace} input={input} />
      )}
    </div>
  );
}

function Sentence({
  run,
  trace,
  input,
}: {
  run: RunView<NerSettings>;
  trace: UnitTrace;
  input: Exclude<NerInput, { kind: 'vectors' }>;
}) {
  const { byHand, counts } = useHand(run.experiment.settings.corpus);
  const judged = goldByHand(input.sentence, byHand, counts);
  return (
    <>
      <Gold
        sentence={input.sentence}
        labels={input.labels}
        title="Gold annotation of the corpus"
        isCounted={judged === input.sentence}
      />
      <ByHand
        sentence={input.sentence}
        labels={input.labels}
        corpus={run.experiment.settings.corpus}
        isCounted={judged !== input.sentence}
      />
      {input.kind === 'annotation' ? (
        <>
          <Rounds run={run} id={input.sentence.id} unit={trace.unit.name} />
          <AnnotationAnswers run={run} trace={trace} input={input} sentence={judged} />
        </>
      ) : (
        <TestAnswers run={run} trace={trace} input={input} sentence={judged} />
      )}
    </>
  );
}

function ByHand({
  sentence,
  labels,
  corpus,
  isCounted,
}: {
  sentence: SentenceResult;
  labels: readonly string[];
  corpus: string;
  isCounted: boolean;
}) {
  const { byHand } = useHand(corpus);
  const mine = annotationOf(byHand, sentence);
  if (!mine) return null;
  return (
    <Gold
      sentence={{ ...sentence, entities: mine.entities }}
      labels={labels}
      title="Your annotation"
      isCounted={isCounted}
    />
  );
}

/** An annotation by people, and whether the answers below are compared with it. */
function Gold({
  sentence: { text, entities },
  labels,
  title,
  isCounted,
}: {
  sentence: SentenceResult;
  labels: readonly string[];
  title: string;
  isCounted: boolean;
}) {
  return (
    <div>
      <div className="text-lg">
        <EntityText text={text} spans={entities ?? []} labels={labels} />
      </div>
      <p className="text-caption text-muted">
        {entities
          ? `${title}${entities.length === 0 ? ': no entity' : ''}.${isCounted ? ' The answers are compared with it.' : ''}`
          : 'The corpus has no gold annotation of this sentence.'}
      </p>
    </div>
  );
}

/** The rounds in which a sentence was annotated, where there are several. */
function Rounds({ run, id, unit }: { run: RunView<NerSettings>; id: string; unit: string }) {
  const { showUnit } = useActions();
  const rounds = [...run.live.units.values()].flatMap(({ unit: other, root }) => {
    const input = other.input as NerInput;
    return input.kind === 'annotation' && input.sentence.id === id
      ? [{ root, name: other.name, round: input.round }]
      : [];
  });
  if (rounds.length < 2) return null;
  return (
    <nav aria-label="Rounds" className="flex flex-wrap gap-3 text-sm">
      {rounds.map(({ root, name, round }) => (
        <button
          key={root}
          type="button"
          aria-current={name === unit || undefined}
          className="underline decoration-line-strong underline-offset-4 hover:decoration-ink aria-[current]:font-semibold aria-[current]:no-underline"
          onClick={() => showUnit(root)}
        >
          Round {round}
        </button>
      ))}
    </nav>
  );
}
