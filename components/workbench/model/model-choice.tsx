'use client';

import { type ReactNode, useState } from 'react';
import { Check, Trash2 } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { sizeOf, sizeText } from '@/components/ui/size';
import { failures } from '@/lib/core/failure';
import type { Choice, KeptFolder } from '@/lib/engines/picker';

const tones = { fits: 'good', tight: 'warning', 'too big': 'danger' } as const;

/** How much of a model there is: `309 MB to download`, or `119 MB of 309 MB kept` where a download did not end. The whole is computed. */
function downloadOf(bytes: number, kept: number): string {
  if (bytes === 0) return 'downloaded';
  return kept > 0 ? `${sizeOf(kept, Math.max(bytes, kept))} kept` : `${sizeText(bytes)} to download`;
}

interface Actions {
  isCurrent: boolean;
  onChoose: () => void;
  onDelete: () => Promise<void>;
}

/** One model of the catalogue: what it is, what it needs, and whether this machine can run it, before any download. */
export function ModelChoice({
  choice: { model, id, fit, cached, keptBytes },
  ...actions
}: { choice: Choice } & Actions) {
  // `too big` would mislead where something other than memory is missing.
  const isImpossible = fit?.problem !== undefined && fit.problem !== null && fit.problem.kind !== 'too-large';
  const isDownloaded = fit !== null && cached;
  /** Bytes of a download that did not end. */
  const partial = isDownloaded ? 0 : keptBytes;
  const reasons = fit?.problem
    ? [failures[fit.problem.kind].sentence, fit.problem.detail].filter(Boolean)
    : (fit?.notes ?? []);
  return (
    <Item
      {...actions}
      name={model.webllm ? `${model.title} of WebLLM` : model.title}
      id={id}
      canChoose={!fit?.problem}
      canDelete={isDownloaded || partial > 0}
    >
      <h4 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold">
        {model.title}
        {fit && <Badge tone={tones[fit.word]}>{isImpossible ? 'cannot run here' : fit.word}</Badge>}
        {isDownloaded && <CachedBadge />}
      </h4>
      <p className="text-sm">{model.note}</p>
      <p className="text-caption text-muted">
        {model.maker} ·{' '}
        <a href={model.licence.url} target="_blank" rel="noreferrer" className="underline underline-offset-2">
          {model.licence.name}
        </a>
        {fit && (
          <>
            {' '}
            · {downloadOf(fit.downloadBytes, partial)} · {sizeText(fit.memoryBytes)} of memory
          </>
        )}
      </p>
      {reasons.length > 0 && <p className="mt-0.5 text-caption text-ink">{reasons.join(' ')}</p>}
    </Item>
  );
}

/** A model folder that is not in the catalogue and that this browser keeps, whole or in part. */
export function KeptChoice({ folder: { id, bytes, cached }, ...actions }: { folder: KeptFolder } & Actions) {
  return (
    <Item {...actions} name={id} id={id} canChoose canDelete>
      <h4 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold">
        <span className="min-w-0 break-all">{id}</span>
        {cached && <CachedBadge />}
      </h4>
      <p className="text-caption text-muted">
        {cached ? `${sizeText(bytes)} downloaded` : `${sizeText(bytes)} of a download that is not complete`}
      </p>
    </Item>
  );
}

const CachedBadge = () => (
  <Badge>
    <Check aria-hidden /> cached
  </Badge>
);

function Item({
  name,
  id,
  isCurrent,
  canChoose,
  canDelete,
  onChoose,
  onDelete,
  children,
}: Actions & { name: string; id: string; canChoose: boolean; canDelete: boolean; children: ReactNode }) {
  const [isDeleting, setIsDeleting] = useState(false);
  const remove = async () => {
    setIsDeleting(true);
    await onDelete();
    setIsDeleting(false);
  };
  return (
    <li className="flex items-start gap-4 py-3">
      <div className="min-w-0 flex-1">{children}</div>
      <div className="flex shrink-0 items-center gap-1">
        {canDelete && (
          <Button
            variant="ghost"
            size="small"
            icon={<Trash2 aria-hidden />}
            aria-label={`Delete the files of ${name}`}
            disabled={isDeleting}
            onClick={() => void remove()}
          />
        )}
        <Button
          size="small"
          disabled={isCurrent || !canChoose}
          aria-label={isCurrent ? `${name} is chosen` : `Choose ${name}`}
          onClick={onChoose}
          title={id}
        >
          {isCurrent ? 'Chosen' : 'Choose'}
        </Button>
      </div>
    </li>
  );
}
