import type { ReactNode } from 'react';
import { classes } from './classes';

/** Numbers are measured in a run, computed from a formula, or quoted from a source. */
export type ProvenanceKind = 'measured' | 'computed' | 'quoted';

/** The line under the title of every figure: kind of numbers, number of observations, source, spread and unit. */
export function Provenance({
  kind,
  n,
  children,
  className,
}: {
  kind: ProvenanceKind;
  /** The number of observations. */
  n?: number;
  /** Model, backend, spread, unit, or source. */
  children?: ReactNode;
  className?: string;
}) {
  return (
    <p data-provenance className={classes('text-caption text-muted', className)}>
      <span className="font-semibold tracking-wide uppercase">{kind}</span>
      {n !== undefined && <> · n = {n.toLocaleString('en')}</>}
      {children !== undefined && <> · {children}</>}
    </p>
  );
}
