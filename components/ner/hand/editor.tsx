'use client';

import { useId, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { KeyCaps } from '@/components/ui/key-caps';
import { useShortcuts } from '@/components/ui/shortcuts';
import type { Span } from '@/lib/panels/ner/corpus';
import { labelled, rejected } from '@/lib/panels/ner/hand/edits';
import {
  extended,
  moved,
  piecesOf,
  rangeOf,
  type Selection,
  selectionOf,
  type Step,
  stepped,
} from '@/lib/panels/ner/hand/pieces';
import type { AnnotationRow } from '@/lib/panels/ner/report/annotation-rows';
import { isLost } from '@/lib/panels/ner/report/row-filters';
import { offsetsOf } from '@/lib/panels/ner/text/offsets';
import { EntityText } from '../entities/entity-text';
import { type Command, editorKeys, labelKeys } from './keys';
import { pointed } from './pointer';

interface Props {
  item: AnnotationRow;
  /** The gold of the corpus; null where it has none. */
  gold: readonly Span[] | null;
  /** `3 of 300`, `12 annotated by you`. */
  place: string;
  done: string;
  labels: readonly string[];
  /** Undefined where the person has not annotated the sentence. */
  mine: readonly Span[] | undefined;
  /** What the votes suggest. */
  suggested: readonly Span[];
  asked: number;
  onSave: (entities: readonly Span[]) => void;
  onStep: (by: 1 | -1) => void;
  onAccept: () => void;
  onNextOpen: () => void;
  onRemove: () => void;
  onUndo: () => void;
}

/** One sentence to annotate. Keys work while the text has the focus; every key has a button. */
export function Editor(props: Props) {
  const { item, gold, place, done, labels, mine, suggested, asked } = props;
  const { text } = item.sentence;
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [step, setStep] = useState<Step>('words');
  const [held, hold] = useState<{ sentence: string; selection: Selection | null }>({ sentence: '', selection: null });
  const selection = held.sentence === item.id ? held.selection : null;
  const pieces = useMemo(() => piecesOf(text, step), [text, step]);
  const spans = mine ?? suggested;
  const range = useMemo(() => selection && rangeOf(selection), [selection]);
  const select = (next: Selection | null) => hold({ sentence: item.id, selection: next });

  function run(command: Command): void {
    switch (command.what) {
      case 'move':
        return select(moved(pieces, selection, command.by));
      case 'extend':
        return select(extended(pieces, selection, command.by));
      case 'entity':
        return select(stepped(spans, selection, command.by));
      case 'label': {
        const label = labels[command.place];
        if (label === undefined || !selection || !range) return;
        props.onSave(labelled(spans, selection, label));
        // What is selected is an entity now: further labels change it.
        return select(selectionOf(range));
      }
      case 'reject':
        return selection ? props.onSave(rejected(spans, selection)) : undefined;
      case 'step':
        return props.onStep(command.by);
      case 'accept':
        return props.onAccept();
      case 'open':
        return props.onNextOpen();
      case 'undo':
        return props.onUndo();
      case 'switch':
        return setStep(step === 'words' ? 'characters' : 'words');
      case 'clear':
        return select(null);
    }
  }

  useShortcuts({
    title: 'Annotating by hand',
    within: () => frame.current,
    shortcuts: editorKeys.map(({ command, ...shortcut }) => ({ ...shortcut, run: key => run(command(key)) })),
  });
  const shown = useMemo(
    () => spans.map(span => ({ ...span, isFaint: mine === undefined, spoken: mine ? 'yours' : 'suggested' })),
    [spans, mine],
  );
  const said = range && (offsetsOf(text).slice(range.start, range.end) ?? '');
  const named = range && spans.filter(({ start, end }) => start === range.start && end === range.end);
  return (
    <div className="space-y-2">
      <p className="flex flex-wrap items-baseline gap-x-3 text-caption text-muted">
        <span className="font-mono">{item.id}</span>
        <span>{place}</span>
        <span>{done}</span>
        <span className="font-semibold text-ink">
          {mine ? 'Your annotation' : item.reading ? 'Suggested by the votes, not accepted yet' : 'Not annotated yet'}
        </span>
      </p>
      {/* The keys of the editor work here and nowhere else. */}
      {/* eslint-disable jsx-a11y/no-noninteractive-tabindex */}
      <div
        ref={frame}
        role="application"
        aria-label={`Sentence ${item.id}, ${place}`}
        aria-describedby={`${id}-keys ${id}-said`}
        tabIndex={0}
        className="max-h-[50vh] cursor-text overflow-y-auto rounded-lg border border-line-strong bg-surface px-4 py-3 text-lg"
        onPointerUp={() => frame.current && select(pointed(frame.current, pieces, spans))}
      >
        <EntityText text={text} spans={shown} labels={labels} selection={range} />
      </div>
      {/* eslint-enable jsx-a11y/no-noninteractive-tabindex */}
      <p id={`${id}-said`} aria-live="polite" className="min-h-5 text-sm">
        {said !== null && (
          <>
            Selected: <q>{said}</q>
            {named && named.length > 0 && `, ${named.map(({ label }) => label).join(', ')}`}
            {step === 'characters' && ' (by characters)'}
          </>
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        {labels.map((label, at) => (
          <Button key={label} size="small" disabled={!selection} onClick={() => run({ what: 'label', place: at })}>
            {labelKeys[at] !== undefined && <kbd className="font-mono text-muted">{labelKeys[at]}</kbd>}
            {label}
          </Button>
        ))}
        <Button size="small" disabled={!selection} onClick={() => run({ what: 'reject' })}>
          Reject
        </Button>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => run({ what: 'step', by: -1 })}>
          Previous
        </Button>
        <Button size="small" onClick={() => run({ what: 'step', by: 1 })}>
          Next
        </Button>
        <Button size="small" onClick={() => run({ what: 'accept' })}>
          {mine ? 'Keep and go on' : spans.length === 0 ? 'No entity: accept and go on' : 'Accept and go on'}
        </Button>
        <Button size="small" variant="ghost" onClick={() => run({ what: 'undo' })}>
          Undo
        </Button>
        <Button size="small" variant="ghost" disabled={!mine} onClick={props.onRemove}>
          Remove my annotation
        </Button>
      </div>
      <p id={`${id}-keys`} className="flex flex-wrap gap-x-4 gap-y-0.5 text-caption text-muted">
        {editorKeys.map(({ does, ...shortcut }) => (
          <span key={does} className="inline-flex items-center gap-1">
            <KeyCaps {...shortcut} /> {does}
          </span>
        ))}
      </p>
      <Losers item={item} asked={asked} />
      {gold && (
        <details>
          <summary className="w-fit text-sm underline decoration-dotted underline-offset-4">
            The gold of the corpus
          </summary>
          <EntityText text={text} spans={gold} labels={labels} />
        </details>
      )}
    </div>
  );
}

/** What some answers say and the vote did not take: what a review is about. */
function Losers({ item: { reading }, asked }: { item: AnnotationRow; asked: number }) {
  const lost = reading?.tally.filter(({ mention, label }) => isLost(reading, mention, label)) ?? [];
  if (lost.length === 0) return null;
  return (
    <p className="text-sm text-muted">
      Lost the vote: {lost.map(({ mention, label, votes }) => `${mention} (${label}, ${votes} of ${asked})`).join(', ')}
    </p>
  );
}
