'use client';

import { type ReactNode, useId } from 'react';
import { CircleAlert } from 'lucide-react';

/** The attributes that connect a control to its label, hint and error. */
export interface FieldWiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

export interface FieldProps {
  label: ReactNode;
  /** One sentence under the control. */
  hint?: ReactNode;
  /** A sentence that says what is wrong. The hint stays visible. */
  error?: string | undefined;
  /** Drawn at the right of the label: a unit, a badge, a small action. */
  aside?: ReactNode;
}

/** A label, a control, a hint and an error. The child function draws the control and receives its attributes. */
export function Field({
  label,
  hint,
  error,
  aside,
  children,
}: FieldProps & { children: (wiring: FieldWiring) => ReactNode }) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="min-w-0">
      <div className="mb-1 flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="text-sm font-semibold">
          {label}
        </label>
        {aside && <span className="text-caption text-muted">{aside}</span>}
      </div>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-caption text-muted">
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

/** A fieldset with a legend, hint and error, for a group of controls. */
export function FieldGroup({ label, hint, error, children }: FieldProps & { children: ReactNode }) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <fieldset className="min-w-0" aria-describedby={described || undefined}>
      <legend className="mb-1 text-sm font-semibold">{label}</legend>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-caption text-muted">
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}

/** The paragraph is always in the page, so that screen readers announce a sentence that appears in it. */
function FieldError({ id, error }: { id: string; error: string | undefined }) {
  return (
    <p id={id} aria-live="polite" className="text-caption text-danger">
      {error && (
        <span className="mt-1 flex gap-1.5">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {error}
        </span>
      )}
    </p>
  );
}
