import type { ReactNode } from 'react';
import { classes } from './classes';

/** Measured in a run, computed from a formula, or quoted from a source. */
export type ProvenanceKind = 'measured' | 'computed' | 'quoted';

/** The small line that every figure carries: where it comes from, on how many, with which spread, in which unit. */
export function Provenance({
  kind,
  n,
  children,
  className,
}: {
  kind: ProvenanceKind;
  /** How many observations. */
  n?: number;
  /** Model, backend, spread, unit, or source. */
  children?: ReactNode;
  className?: string;
}) {
  return (
    <p className={classes('text-caption text-muted', className)}>
      <span className="font-semibold tracking-wide uppercase">{kind}</span>
      {n !== undefined && <> · n = {n.toLocaleString('en')}</>}
      {children !== undefined && <> · {children}</>}
    </p>
  );
}
