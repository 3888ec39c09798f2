'use client';

import { useState } from 'react';
import { Check, Trash2 } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { Choice } from '@/lib/engines/picker';
import { failures } from '@/lib/ground/failure';

const tones = { fits: 'good', tight: 'warning', 'too big': 'danger' } as const;

const size = (bytes: number): string =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`;

/** One model of the catalogue: what it is, what it needs, and whether this machine can run it, before any download. */
export function ModelChoice({
  choice: { model, id, fit, cached },
  isCurrent,
  onChoose,
  onDelete,
}: {
  choice: Choice;
  isCurrent: boolean;
  onChoose: () => void;
  onDelete: () => Promise<void>;
}) {
  const [isDeleting, setIsDeleting] = useState(false);
  // Where something other than room is missing, `too big` would mislead.
  const isImpossible = fit?.problem !== undefined && fit.problem !== null && fit.problem.kind !== 'too-large';
  const isDownloaded = fit !== null && cached;
  const reasons = fit?.problem
    ? [failures[fit.problem.kind].sentence, fit.problem.detail].filter(Boolean)
    : (fit?.notes ?? []);
  const remove = async () => {
    setIsDeleting(true);
    await onDelete();
    setIsDeleting(false);
  };
  return (
    <li className="flex items-start gap-4 py-3">
      <div className="min-w-0 flex-1">
        <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold">
          {model.title}
          {fit && <Badge tone={tones[fit.word]}>{isImpossible ? 'cannot run here' : fit.word}</Badge>}
          {isDownloaded && (
            <Badge>
              <Check aria-hidden /> cached
            </Badge>
          )}
        </h3>
        <p className="text-sm">{model.note}</p>
        <p className="text-caption text-muted">
          {model.maker} ·{' '}
          <a href={model.licence.url} target="_blank" rel="noreferrer" className="underline underline-offset-2">
            {model.licence.name}
          </a>
          {fit && (
            <>
              {' '}
              · {fit.downloadBytes === 0 ? 'downloaded' : `${size(fit.downloadBytes)} to download`} ·{' '}
              {size(fit.memoryBytes)} of memory
            </>
          )}
        </p>
        {reasons.length > 0 && <p className="mt-0.5 text-caption text-ink">{reasons.join(' ')}</p>}
      </div>
      <div className="flex shrink-0 items-center gap-1">
        {isDownloaded && (
          <Button
            variant="ghost"
            size="small"
            icon={<Trash2 aria-hidden />}
            aria-label={`Delete the files of ${model.title}`}
            disabled={isDeleting}
            onClick={() => void remove()}
          />
        )}
        <Button
          size="small"
          disabled={isCurrent || Boolean(fit?.problem)}
          aria-label={isCurrent ? `${model.title} is chosen` : `Choose ${model.title}`}
          onClick={onChoose}
          title={id}
        >
          {isCurrent ? 'Chosen' : 'Choose'}
        </Button>
      </div>
    </li>
  );
}
