'use client';

import { useState } from 'react';
import { Provenance } from '@/components/ui/provenance';
import { Slider } from '@/components/ui/slider';
import { wilson } from '@/lib/stats/wilson';

const counts = [5, 10, 20, 50, 100, 200, 500, 1000];
const share = 0.8;

/** The interval of one share at several numbers of problems. */
export function IntervalFigure() {
  const [place, setPlace] = useState(2);
  const n = counts[place] ?? 20;
  const right = Math.round(share * n);
  const { low, high } = wilson(right, n);
  const percent = (of: number): string => `${(100 * of).toFixed(0)} %`;
  return (
    <figure className="space-y-3">
      <svg
        viewBox="0 0 300 44"
        role="img"
        aria-label={`${right} of ${n} right: ${percent(low)} to ${percent(high)}`}
        className="w-full"
      >
        <line x1={0} x2={300} y1={22} y2={22} stroke="var(--line-strong)" />
        {[0, 0.25, 0.5, 0.75, 1].map(at => (
          <g key={at}>
            <line x1={300 * at} x2={300 * at} y1={18} y2={26} stroke="var(--line-strong)" />
            <text
              x={300 * at}
              y={41}
              textAnchor={at === 0 ? 'start' : at === 1 ? 'end' : 'middle'}
              className="fill-muted text-[11px]"
            >
              {percent(at)}
            </text>
          </g>
        ))}
        <rect x={300 * low} width={300 * (high - low)} y={16} height={12} rx={2} fill="var(--accent)" opacity={0.35} />
        <circle cx={(300 * right) / n} cy={22} r={5} fill="var(--accent)" />
      </svg>
      <Slider label="Problems" spoken={String(n)} min={0} max={counts.length - 1} value={place} onChange={setPlace} />
      <p aria-live="polite" className="text-sm">
        {right} of {n} right is 80 %. The true share may well be anything from {percent(low)} to {percent(high)}.
      </p>
      <Provenance kind="computed">95 % interval by Wilson (1927)</Provenance>
    </figure>
  );
}
