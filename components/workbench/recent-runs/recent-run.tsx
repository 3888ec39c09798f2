'use client';

import { useState } from 'react';
import Link from 'next/link';
import { Download, Pencil, Trash2 } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import { nameOf } from '@/lib/engines/models';
import type { RunHeader } from '@/lib/experiment/run';

type Mode = 'shown' | 'renaming' | 'deleting';

/** Moves the focus to a control that takes the place of the one that was pressed. */
const focus = (element: HTMLElement | null): void => element?.focus();

const focusInput = (form: HTMLFormElement | null): void => form?.querySelector('input')?.focus();

/** One stored run: what it was, when, on which model, how it did, and what can be done with it. */
export function RecentRun({
  run,
  isCurrent,
  isRunning,
  onOpen,
  onRename,
  onExport,
  onDelete,
}: {
  run: RunHeader;
  isCurrent: boolean;
  /** Whether it is in progress on this page. */
  isRunning: boolean;
  onOpen: (() => void) | undefined;
  onRename: (title: string) => Promise<unknown>;
  onExport: () => Promise<unknown>;
  onDelete: () => Promise<void>;
}) {
  const [{ mode, before }, setModes] = useState<{ mode: Mode; before: Mode }>({ mode: 'shown', before: 'shown' });
  const setMode = (next: Mode) => setModes({ mode: next, before: mode });
  const { title, createdAt, status, score, calls, unanswered = 0, model } = run;
  if (mode === 'renaming') {
    return (
      <li className="py-3">
        <Rename
          title={title}
          onDone={async next => {
            if (next !== null) await onRename(next);
            setMode('shown');
          }}
        />
      </li>
    );
  }
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5">
      <div className="min-w-48 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          {onOpen ? (
            <button
              type="button"
              className="min-w-0 text-left font-semibold break-words underline decoration-line-strong underline-offset-4 hover:decoration-ink"
              aria-current={isCurrent || undefined}
              onClick={onOpen}
            >
              {title}
            </button>
          ) : (
            <Link
              prefetch={false}
              href={`/${run.panel}/?stored=${run.id}`}
              className="min-w-0 font-semibold break-words underline decoration-line-strong underline-offset-4 hover:decoration-ink"
            >
              {title}
            </Link>
          )}
          {isCurrent && <Badge tone="accent">open</Badge>}
          {status !== 'finished' && (
            <Badge tone="warning">{status === 'incomplete' ? 'incomplete' : 'not finished'}</Badge>
          )}
        </p>
        <p className="text-caption text-muted">
          {[
            new Date(createdAt).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' }),
            nameOf(model),
            score,
            `${calls.toLocaleString('en')} ${calls === 1 ? 'call' : 'calls'}`,
            unanswered > 0 && `${unanswered.toLocaleString('en')} more without an answer`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {mode === 'deleting' ? (
        <div className="flex items-center gap-1">
          <Button ref={focus} variant="danger" size="small" onClick={() => void onDelete()}>
            Delete it
          </Button>
          <Button variant="ghost" size="small" onClick={() => setMode('shown')}>
            Keep it
          </Button>
        </div>
      ) : (
        <div className="flex items-center">
          <Button
            variant="ghost"
            size="small"
            icon={<Pencil aria-hidden />}
            aria-label={`Rename ${title}`}
            {...(before === 'renaming' && { ref: focus })}
            onClick={() => setMode('renaming')}
          />
          <Button
            variant="ghost"
            size="small"
            icon={<Download aria-hidden />}
            aria-label={`Export ${title}`}
            onClick={() => void onExport()}
          />
          <Button
            variant="ghost"
            size="small"
            icon={<Trash2 aria-hidden />}
            aria-label={`Delete ${title}`}
            disabled={isRunning}
            {...(isRunning && { title: 'Stop the run before you delete it' })}
            {...(before === 'deleting' && { ref: focus })}
            onClick={() => setMode('deleting')}
          />
        </div>
      )}
    </li>
  );
}

function Rename({ title, onDone }: { title: string; onDone: (title: string | null) => Promise<void> }) {
  const [text, setText] = useState(title);
  const next = text.trim();
  return (
    <form
      ref={focusInput}
      className="flex flex-wrap items-end gap-2"
      onSubmit={event => {
        event.preventDefault();
        if (next !== '') void onDone(next);
      }}
    >
      <div className="min-w-48 flex-1">
        <TextField label="Title" maxLength={200} value={text} onChange={setText} />
      </div>
      <Button type="submit" size="small" disabled={next === ''}>
        Rename
      </Button>
      <Button size="small" variant="ghost" onClick={() => void onDone(null)}>
        Cancel
      </Button>
    </form>
  );
}
