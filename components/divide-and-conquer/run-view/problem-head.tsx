'use client';

import { useId, useState } from 'react';
import { Switch } from '@/components/ui/switch';
import type { ProblemDescription, ProblemText } from '@/lib/panels/divide-and-conquer/tasks/description';

/** What is asked and what is right, in one line where it fits; texts unfold below it. */
export function ProblemHead({ problem: { heading, formula, detail, texts, right } }: { problem: ProblemDescription }) {
  return (
    <header className="space-y-1">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <h2
          className={
            formula
              ? 'font-mono text-xl leading-tight tracking-tight break-all'
              : 'text-xl leading-tight font-semibold break-words'
          }
        >
          {formula?.map(({ text, isSign }, place) =>
            isSign ? (
              <span key={place} className="text-muted">
                {' '}
                {text}{' '}
              </span>
            ) : (
              text
            ),
          ) ?? heading}
          {detail && <span className="font-normal text-muted"> {detail}</span>}
        </h2>
        <p className={formula ? 'font-mono text-lg break-all text-muted' : 'min-w-0 break-words text-muted'}>
          {right.before}
          {right.answer !== null && <strong className="font-semibold text-ink">{right.answer}</strong>}
          {right.after}{' '}
          <span className="font-sans text-caption font-semibold tracking-wide uppercase">{right.source}</span>
        </p>
      </div>
      {texts.length > 0 && (
        <div className="grid items-start gap-x-4 gap-y-1 md:grid-cols-2">
          {texts.map(text => (
            <FoldedText key={text.title} text={text} />
          ))}
        </div>
      )}
    </header>
  );
}

/** A text of the problem: its first words, and all of it when it is opened. */
function FoldedText({ text: { title, text, note, marked } }: { text: ProblemText }) {
  const [isMarked, setIsMarked] = useState(false);
  const id = useId();
  return (
    <details className="group min-w-0 rounded-md border border-line bg-surface px-3 py-1">
      <summary className="truncate py-0.5 text-sm">
        <span id={id} className="font-semibold">
          {title}
        </span>{' '}
        <span className="text-muted group-open:hidden">{text.slice(0, 200)}</span>
        {note && <span className="hidden text-caption text-muted group-open:inline">{note}</span>}
      </summary>
      <div className="space-y-2 pb-2">
        {marked && <Switch label={marked.label} checked={isMarked} onChange={setIsMarked} />}
        <p
          tabIndex={0}
          role="region"
          aria-labelledby={id}
          className="max-h-80 max-w-measure overflow-y-auto leading-relaxed break-words whitespace-pre-line"
        >
          {marked && isMarked ? <Marked text={text} sentence={marked.sentence} /> : text}
        </p>
      </div>
    </details>
  );
}

/** A text with one of its sentences marked; unmarked where the sentence is not in it word for word. */
function Marked({ text, sentence }: { text: string; sentence: string }) {
  const place = text.indexOf(sentence);
  if (sentence === '' || place < 0) return text;
  return (
    <>
      {text.slice(0, place)}
      <mark className="rounded-sm bg-danger-soft text-ink underline decoration-danger decoration-2 underline-offset-4">
        {sentence}
      </mark>
      {text.slice(place + sentence.length)}
    </>
  );
}
