'use client';

import { useMemo } from 'react';
import { useStore } from 'zustand';
import { FailureNotice, Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { fromRecord } from '@/lib/core/failure';
import type { Span } from '@/lib/panels/ner/corpus';
import { annotationOf } from '@/lib/panels/ner/hand/annotation';
import { ordered } from '@/lib/panels/ner/hand/edits';
import type { NerInput } from '@/lib/panels/ner/phases';
import type { AnnotationRow } from '@/lib/panels/ner/report/annotation-rows';
import { isLost } from '@/lib/panels/ner/report/row-filters';
import { useRemembered } from '../loop/remembered';
import type { StageProps } from '../loop/use-loop';
import { AgreementSummary } from './agreement-summary';
import { Editor } from './editor';
import { ExportForm } from './export-form';
import { handStore, useHand } from './hand-store';
import { type Order, type Part, useItems } from './use-items';

/** A person annotates sentence by sentence, those first on which the answers disagree. Every change is kept at once. */
export function HandView({ run, loop }: StageProps) {
  const { corpus } = run.experiment.settings;
  const { byHand, counts } = useHand(corpus);
  const { isLasting, failure, setCounts, put, remove, undo } = useStore(handStore);
  const [part, setPart] = useRemembered<Part>(run, 'hand part', 'unlabelled');
  const [order, setOrder] = useRemembered<Order>(run, 'hand order', 'disagreement');
  const [current, setCurrent] = useRemembered<string | null>(run, `hand current ${part}`, null);
  const { unlabelled, test, items } = useItems(run, loop, part, order);
  const { labels } = loop;
  const found = items.findIndex(({ id }) => id === current);
  const at = Math.max(0, found);
  const item = items[at];
  const mine = item && annotationOf(byHand, item.sentence);
  const suggested = useMemo(() => suggestionOf(item), [item]);
  const done = items.filter(({ sentence }) => annotationOf(byHand, sentence)).length;

  const save = (entities: readonly Span[]) => {
    if (!item) return;
    const { id, text } = item.sentence;
    put({ corpus, sentence: id, text, entities: ordered(entities), at: Date.now() });
  };
  const go = (place: number) => setCurrent(items[Math.max(0, Math.min(items.length - 1, place))]?.id ?? null);
  const takeBack = () => {
    const sentence = undo(corpus);
    if (sentence === null) return;
    // It may be of the other part, whose place is not this one's.
    if (items.some(({ id }) => id === sentence)) setCurrent(sentence);
  };
  const nextOpen = () => {
    const after = [...items.slice(at + 1), ...items.slice(0, at)];
    const next = after.find(({ sentence }) => !annotationOf(byHand, sentence));
    if (next) setCurrent(next.id);
  };
  return (
    <section aria-label="Annotation by hand" className="space-y-4">
      {failure && <FailureNotice failure={fromRecord(failure)} />}
      {isLasting === false && (
        <Notice
          tone="warning"
          sentence="This browser keeps nothing. Your annotations last as long as this page."
          next="Save them as a corpus before you leave."
        />
      )}
      <div className="grid max-w-[40rem] gap-2 sm:grid-cols-2">
        <Select
          label="Sentences"
          value={part}
          onChange={next => setPart(next as Part)}
          options={[
            { value: 'unlabelled', label: `unlabelled (${unlabelled.length.toLocaleString('en')})` },
            { value: 'test', label: `test (${test.length.toLocaleString('en')})`, disabled: test.length === 0 },
          ]}
        />
        <Select
          label="Order"
          value={order}
          onChange={next => setOrder(next as Order)}
          options={[
            { value: 'disagreement', label: 'least agreement first' },
            { value: 'corpus', label: 'as in the corpus' },
          ]}
        />
      </div>
      {item ? (
        <Editor
          item={item}
          gold={goldOf(run.live.units.get(item.unit)?.unit.input as NerInput | undefined)}
          place={`${(at + 1).toLocaleString('en')} of ${items.length.toLocaleString('en')}`}
          done={`${done.toLocaleString('en')} annotated by you`}
          labels={labels}
          mine={mine?.entities}
          suggested={suggested}
          asked={part === 'test' ? loop.conditions.length : run.experiment.settings.answers}
          onSave={save}
          onStep={by => go(at + by)}
          onAccept={() => {
            if (!mine) save(suggested);
            go(at + 1);
          }}
          onNextOpen={nextOpen}
          onRemove={() => remove(corpus, item.id)}
          onUndo={takeBack}
        />
      ) : (
        <p className="text-muted">There is no sentence yet.</p>
      )}
      <div className="max-w-measure">
        <Switch
          label="Your annotations replace the gold of the corpus"
          hint="In all figures of this page. Otherwise they count only where the corpus has none."
          checked={counts === 'always'}
          onChange={isAlways => setCounts(isAlways ? 'always' : 'missing')}
        />
      </div>
      <AgreementSummary rows={unlabelled} byHand={byHand} run={run} />
      <ExportForm run={run} rows={[...unlabelled, ...test]} labels={labels} byHand={byHand} />
    </section>
  );
}

/** What won the vote, at all of its places. */
const suggestionOf = (item: AnnotationRow | undefined): Span[] => {
  const reading = item?.reading;
  return reading ? ordered(reading.spans.filter(span => !isLost(reading, span.of.mention, span.label))) : [];
};

/** The gold of the corpus itself. */
const goldOf = (input: NerInput | undefined): readonly Span[] | null =>
  input && input.kind !== 'vectors' ? input.sentence.entities : null;
