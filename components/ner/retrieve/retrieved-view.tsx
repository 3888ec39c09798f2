import { Provenance } from '@/components/ui/provenance';
import type { RunView } from '@/components/workbench/state';
import type { Condition } from '@/lib/panels/ner/conditions';
import type { Neighbour, Retrieved } from '@/lib/panels/ner/report/neighbours';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { OpenCase } from '../infer/open-case';
import { useReturn } from '../loop/use-return';
import { NeighbourRow } from './neighbour-row';
import { Strip } from './strip';
import type { TestUnit } from './use-neighbourhood';

/** The demonstrations of one sentence in the order of the prompt, on the axis of similarity, and what came close. */
export function RetrievedView({
  run,
  test: { trace, input },
  condition,
  retrieved,
  labels,
}: {
  run: RunView<NerSettings>;
  test: TestUnit;
  condition: Condition;
  retrieved: Retrieved;
  labels: readonly string[];
}) {
  const { settings } = run.experiment;
  const { taken, fitting, close, pool } = retrieved;
  const shown = fitting === null ? taken : taken.slice(0, fitting);
  const { list, onOpen } = useReturn<HTMLElement>(run, 'retrieve');
  const row = (neighbour: Neighbour, number: number | null) => (
    <li key={neighbour.id} className="py-1.5">
      <NeighbourRow {...{ neighbour, number, pool, labels, answers: settings.answers }} />
    </li>
  );
  return (
    <section ref={list} aria-label="Retrieved demonstrations" className="space-y-4">
      <div className="space-y-1">
        <p className="text-lg leading-snug">{input.sentence.text}</p>
        <OpenCase run={run} unit={trace.unit.name} condition={condition.id} onOpen={onOpen} />
        <Provenance kind="computed" n={pool}>
          sentences in the pool ·{' '}
          {settings.embedding === 'lexical'
            ? 'similarity is the cosine of TF-IDF weights, a word at a time'
            : 'similarity is the cosine of the vectors of the embedding model'}
          {condition.retrieval?.usesSimilarity === false &&
            '; these were drawn at random, and similarity had no part in it'}
        </Provenance>
      </div>
      <Strip retrieved={retrieved} />
      <div>
        <h3 className="font-semibold">In the order of the prompt, which ends with the sentence</h3>
        {taken.length === 0 && <p className="text-muted">The pool is empty: the prompt shows no demonstration.</p>}
        <ol className="divide-y divide-line">{shown.map((neighbour, at) => row(neighbour, at + 1))}</ol>
        {fitting === null && taken.length > 0 && (
          <p className="text-caption text-muted">There is no answer yet, so it is not known how many fit the prompt.</p>
        )}
      </div>
      {fitting !== null && fitting < taken.length && (
        <div>
          <h3 className="font-semibold">Did not fit the prompt: {taken.length - fitting}</h3>
          <p className="text-caption text-muted">
            The prompt may have {settings.longestPrompt.toLocaleString('en')} characters. The first that does not fit
            and all behind it are left out.
          </p>
          <ol className="divide-y divide-line">{taken.slice(fitting).map(neighbour => row(neighbour, null))}</ol>
        </div>
      )}
      {close.length > 0 && (
        <div>
          <h3 className="font-semibold">The most similar ones that were not taken</h3>
          <ol className="divide-y divide-line">{close.map(neighbour => row(neighbour, null))}</ol>
        </div>
      )}
    </section>
  );
}
