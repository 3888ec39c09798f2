'use client';

import { useMemo, useRef, useState } from 'react';
import { FileUp, X } from 'lucide-react';
import { useStore } from 'zustand';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/notice';
import { counted } from '@/lib/core/counted';
import { dataLimits } from '@/lib/data/limits';
import { matchOf } from '@/lib/panels/ner/predictions/match';
import { readPredictions } from '@/lib/panels/ner/predictions/read';
import type { Loop } from '@/lib/panels/ner/report/loop';
import { type Added, added, addPredictions, removePredictions } from './added';

/** Adds the predictions of another system, each as a row of the table, and says how they fit the test sentences. */
export function AddPredictions({ loop }: { loop: Loop }) {
  const all = useStore(added);
  const input = useRef<HTMLInputElement>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [isReading, setReading] = useState(false);
  const read = async (file: File) => {
    setReading(true);
    setFailure(null);
    try {
      const predictions = await readPredictions({ name: file.name, blob: file });
      addPredictions(file.name.replace(/\.\w+$/, '').slice(0, dataLimits.name) || 'another system', predictions);
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
          JSON Lines of GLiNER, spaCy, Prodigy or LangExtract: a text and its entities in each line. They stay on this
          page.
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
      <div role="status">
        {all.length > 0 && (
          <ul className="space-y-1 text-sm">
            {all.map(one => (
              <Fit key={one.id} added={one} loop={loop} />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function Fit({ added: { id, title, sentences, predictions, leftOut }, loop }: { added: Added; loop: Loop }) {
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
        onClick={() => removePredictions(id)}
      />
    </li>
  );
}
