'use client';

import { useMemo, useRef, useState } from 'react';
import { FileUp, X } from 'lucide-react';
import { useStore } from 'zustand';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/notice';
import { fromRecord } from '@/lib/core/failure';
import { counted } from '@/lib/core/in-words';
import { matchOf } from '@/lib/panels/ner/predictions/match';
import { readPredictions } from '@/lib/panels/ner/predictions/read';
import { corpusKey, storedPredictions } from '@/lib/panels/ner/predictions/stored';
import type { Loop } from '@/lib/panels/ner/report/loop';
import type { StageProps } from '../loop/use-loop';
import { useAdded } from './added';
import { type Added, addedStore } from './added-store';

/** Adds the predictions of another system, each as a row of the table, and says how they fit the test sentences. */
export function AddPredictions({ run, loop }: StageProps) {
  const all = useAdded(run);
  const { isLasting, failure: notKept, add } = useStore(addedStore);
  const input = useRef<HTMLInputElement>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [isReading, setReading] = useState(false);
  const read = async (file: File) => {
    setReading(true);
    setFailure(null);
    try {
      const predictions = await readPredictions({ name: file.name, blob: file });
      add(await storedPredictions(corpusKey(run.experiment.settings), file.name, predictions));
    } catch (error) {
      setFailure(error);
    }
    setReading(false);
  };
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button size="small" icon={<FileUp aria-hidden />} disabled={isReading} onClick={() => input.current?.click()}>
          Add another system&rsquo;s predictions
        </Button>
        <p className="text-caption text-muted">
          JSON Lines of GLiNER, spaCy, Prodigy or LangExtract: a text and its entities in each line.{' '}
          {isLasting === false
            ? 'This browser keeps nothing, so they last as long as this page.'
            : 'This browser keeps them for this corpus. No link and no run holds them.'}
        </p>
      </div>
      <input
        ref={input}
        type="file"
        accept=".json,.jsonl,.ndjson,application/json"
        aria-label="Predictions to add"
        className="hidden"
        onChange={event => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) void read(file);
        }}
      />
      {failure !== null && <FailureNotice failure={failure} />}
      {notKept && <FailureNotice failure={fromRecord(notKept)} />}
      <div role="status">
        {all.length > 0 && (
          <ul className="space-y-1 text-sm">
            {all.map(one => (
              <Fit key={one.hash} added={one} loop={loop} />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function Fit({ added, loop }: { added: Added; loop: Loop }) {
  const { title, sentences, predictions, leftOut } = added;
  const match = useMemo(() => matchOf(predictions, sentences, loop.tests), [predictions, sentences, loop.tests]);
  const parts = [
    `${match.matched.toLocaleString('en')} of ${counted(loop.tests.length, 'test sentence')} found by their text`,
    ...(match.unmatched > 0 ? [`${counted(match.unmatched, 'sentence')} of the file not in the test`] : []),
    ...(match.repeated > 0 ? [`${counted(match.repeated, 'sentence')} there before, of which the first counts`] : []),
    ...(leftOut.records > 0 ? [`${counted(leftOut.records, 'record')} unreadable`] : []),
    ...(leftOut.entities > 0 ? [`${leftOut.entities.toLocaleString('en')} entities without a place or a label`] : []),
  ];
  return (
    <li className="flex flex-wrap items-center gap-x-2">
      <span className="font-semibold break-all">{title}</span>
      <span className="min-w-0 text-muted">{parts.join('; ')}.</span>
      <Button
        size="small"
        variant="ghost"
        icon={<X aria-hidden />}
        aria-label={`Remove ${title}`}
        onClick={() => addedStore.getState().remove(added)}
      />
    </li>
  );
}
