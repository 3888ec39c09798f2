'use client';

import { useState, type ReactNode } from 'react';
import { Switch } from '@/components/ui/switch';
import type { Claim } from '@/lib/panels/divide-and-conquer/tasks/verification/problem';
import { sentencesOf } from '@/lib/panels/divide-and-conquer/tasks/verification/statements';
import { Origin } from './origin';

const words: Readonly<Record<string, { source: string; text: string }>> = {
  hallucination: { source: 'Document', text: 'Summary' },
  misinformation: { source: 'Evidence', text: 'Article' },
};

/** A text beside the source that it must not contradict, and whether it does. */
export function ClaimHead({
  claim,
  task,
  title,
  truth,
  isBuiltIn,
}: {
  claim: Claim;
  /** Id of the task. */
  task: string;
  title: string;
  truth: string | undefined;
  /** Whether it was written for this site, so that what is planted in it is known. */
  isBuiltIn: boolean;
}) {
  const [isMarked, setIsMarked] = useState(false);
  const { source, text } = words[task] ?? { source: 'Source', text: 'Text' };
  const count = sentencesOf(claim.text).length;
  return (
    <header className="space-y-3">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h2 className="text-2xl leading-tight font-semibold tracking-tight break-words">
            {title} <span className="text-muted">{claim.id}</span>
          </h2>
          <p className="text-lg">
            {truth === undefined ? (
              <>
                Whether the {text.toLowerCase()} contradicts the {source.toLowerCase()}: <Origin>not known</Origin>
              </>
            ) : (
              <>
                The {text.toLowerCase()} <strong>{truth === 'yes' ? 'contradicts' : 'is in line with'}</strong> the{' '}
                {source.toLowerCase()} <Origin>{isBuiltIn ? 'by construction' : 'from the data'}</Origin>
              </>
            )}
          </p>
        </div>
        {claim.planted !== null && (
          <Switch label="Show the planted sentence" checked={isMarked} onChange={setIsMarked} />
        )}
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Text title={source}>{claim.source}</Text>
        <Text title={text} note={`${count} ${count === 1 ? 'sentence' : 'sentences'}; this is what is split`}>
          {isMarked ? <Marked text={claim.text} sentence={claim.planted ?? ''} /> : claim.text}
        </Text>
      </div>
    </header>
  );
}

function Text({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <details open className="min-w-0 rounded-lg border border-line bg-surface px-4 py-2">
      <summary className="py-1 font-semibold">
        {title} {note && <span className="ml-1 text-caption font-normal text-muted">{note}</span>}
      </summary>
      <p
        tabIndex={0}
        role="region"
        aria-label={title}
        className="max-h-80 max-w-measure overflow-y-auto pb-2 leading-relaxed break-words whitespace-pre-line"
      >
        {children}
      </p>
    </details>
  );
}

/** A text with one of its sentences marked; as it is where the sentence does not stand in it word for word. */
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
