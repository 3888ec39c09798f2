'use client';

import type { ReactNode } from 'react';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { asFailure, type FailureKind, failures } from '@/lib/core/failure';
import { Button } from './button';
import { classes } from './classes';
import { useLostScript } from './use-lost-script';

const tones = {
  info: { icon: Info, name: 'Note', looks: 'border-accent bg-accent-soft', ink: 'text-accent' },
  warning: { icon: TriangleAlert, name: 'Warning', looks: 'border-warning bg-warning-soft', ink: 'text-warning' },
  error: { icon: CircleAlert, name: 'Error', looks: 'border-danger bg-danger-soft', ink: 'text-danger' },
};

/** What happened, what to do next, and details. Screen readers announce errors at once and other notices politely. */
export function Notice({
  tone = 'info',
  sentence,
  next,
  details,
  actions,
  className,
}: {
  tone?: keyof typeof tones;
  sentence: ReactNode;
  next?: ReactNode;
  /** Plain text in a closed disclosure. */
  details?: string | undefined;
  actions?: ReactNode;
  className?: string;
}) {
  const { icon: Icon, name, looks, ink } = tones[tone];
  return (
    <div
      role={tone === 'error' ? 'alert' : 'status'}
      className={classes('flex gap-3 rounded-md border-l-4 px-3.5 py-3', looks, className)}
    >
      <Icon role="img" aria-label={name} className={classes('mt-0.5 size-5 shrink-0', ink)} />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{sentence}</p>
        {next && <p>{next}</p>}
        {details && (
          <details className="mt-1 text-sm">
            <summary className="w-fit text-muted underline decoration-dotted underline-offset-2">Details</summary>
            <pre className="mt-1 max-h-48 overflow-auto font-mono text-caption whitespace-pre-wrap">{details}</pre>
          </details>
        )}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}

/** Kinds that end with a reload of the page. */
const reloaded: ReadonlySet<FailureKind> = new Set(['script-lost', 'new-version']);

/** Kinds that are no trouble. */
const quiet: ReadonlySet<FailureKind> = new Set(['cancelled', 'run-elsewhere', 'new-version']);

/** A notice for a thrown value: the sentence and next step of its kind, its detail in a disclosure, and a button where the page has to be reloaded. */
export function FailureNotice({
  failure,
  actions,
  className,
}: {
  failure: unknown;
  actions?: ReactNode;
  className?: string;
}) {
  const { kind, detail } = useLostScript(asFailure(failure));
  const { sentence, next } = failures[kind];
  return (
    <Notice
      tone={quiet.has(kind) ? 'info' : 'error'}
      sentence={sentence}
      next={next}
      details={detail || undefined}
      actions={
        reloaded.has(kind) ? (
          <>
            <Button size="small" onClick={() => location.reload()}>
              Reload
            </Button>
            {actions}
          </>
        ) : (
          actions
        )
      }
      className={className ?? ''}
    />
  );
}
