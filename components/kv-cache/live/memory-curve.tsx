'use client';

import { useMemo } from 'react';
import { ChartWithTable } from '@/components/charts/chart-with-table';
import { seriesColor } from '@/components/ui/palette';
import { Provenance } from '@/components/ui/provenance';
import { sizeText } from '@/components/ui/size';
import { Table } from '@/components/ui/table';
import type { ShownCache } from './shown-cache';
import { lessText } from './words';

interface Curve {
  id: string;
  name: string;
  color: string;
  dash: string;
  /** [step]. */
  bytes: ArrayLike<number>;
  step: number;
}

/** The full cache first, then what each cache holds and what it would hold if no slot were moved. */
const curvesOf = (caches: readonly ShownCache[]): Curve[] => [
  ...caches.slice(0, 1).map(({ memory, frame }): Curve => ({
    ...{ id: 'full', name: 'Full cache', color: seriesColor(0), dash: '', step: frame.step },
    bytes: memory.fullBytes,
  })),
  ...caches.flatMap(({ title, color, memory, frame }): Curve[] => [
    { id: title, name: title, color, dash: '', bytes: memory.bytes, step: frame.step },
    { id: `${title} unmoved`, name: `${title}, no slot moved`, color, dash: '3 3', bytes: memory.unmovedBytes, step: frame.step }, // prettier-ignore
  ]),
];

/** Bytes of the caches over the tokens of the continuation. */
export function MemoryCurve({ caches, at, total }: { caches: readonly ShownCache[]; at: number; total: number }) {
  const curves = curvesOf(caches);
  const full = curves[0];
  const isFullComputed = caches.some(({ history }) => history.learned !== null);
  const most = Math.max(1, ...curves.flatMap(({ bytes }) => bytes[bytes.length - 1] ?? 0), full ? full.bytes[0] ?? 0 : 0); // prettier-ignore
  return (
    <ChartWithTable
      isLive
      title={<span className="text-base">Memory</span>}
      provenance={
        <Provenance kind="measured">
          bytes held after each token; dashed{isFullComputed && ', and of the full cache'}: computed
        </Provenance>
      }
      chart={
        <>
          <div className="flex gap-1.5 pr-px">
            <div className="flex h-24 flex-col justify-between text-right text-[0.6875rem] leading-none text-muted">
              <span>{sizeText(most)}</span>
              <span>0</span>
            </div>
            <div className="relative h-24 min-w-0 flex-1 border-b border-l border-line-strong">
              <svg
                viewBox="0 0 100 100"
                preserveAspectRatio="none"
                className="absolute inset-0 size-full overflow-visible"
              >
                {curves.map(({ id, ...curve }) => (
                  <Line key={id} {...curve} most={most} total={total} />
                ))}
              </svg>
              <span
                className="pointer-events-none absolute inset-y-0 -ml-px border-l-2 border-ink"
                style={{ left: `${(100 * at) / Math.max(1, total)}%` }}
              />
            </div>
          </div>
          <ul className="mt-1 text-caption text-muted">
            {curves.map(({ id, name, color, dash, bytes, step }) => (
              <li key={id} className="flex items-center gap-1.5">
                <svg viewBox="0 0 20 4" className="h-1 w-5 shrink-0">
                  <line x1={0} x2={20} y1={2} y2={2} stroke={color} strokeWidth={2.5} strokeDasharray={dash} />
                </svg>
                <span className="min-w-0 flex-1 truncate">{name}</span>
                <span className="text-ink tabular-nums">{sizeText(bytes[step] ?? 0)}</span>
              </li>
            ))}
          </ul>
        </>
      }
      table={scrolls => (
        <Table
          caption={`Memory after ${at} tokens of the continuation`}
          scrolls={scrolls}
          rows={curves}
          rowKey={({ id }) => id}
          columns={[
            { id: 'name', title: 'Cache', cell: ({ name }) => name },
            { id: 'bytes', title: 'Bytes', numeric: true, cell: ({ bytes, step }) => (bytes[step] ?? 0).toLocaleString('en', { maximumFractionDigits: 0 }) }, // prettier-ignore
            { id: 'less', title: 'Than full', numeric: true, cell: ({ bytes, step }) => lessText(bytes[step] ?? 0, full?.bytes[step] ?? 0) }, // prettier-ignore
          ]}
        />
      )}
    />
  );
}

function Line({ bytes, color, dash, most, total }: Omit<Curve, 'id' | 'name'> & { most: number; total: number }) {
  const points = useMemo(
    () =>
      Array.from(bytes, (held, step) => `${(100 * step) / Math.max(1, total)},${100 - (100 * held) / most}`).join(' '),
    [bytes, most, total],
  );
  return (
    <polyline
      points={points}
      fill="none"
      stroke={color}
      strokeWidth={2}
      strokeDasharray={dash}
      vectorEffect="non-scaling-stroke"
    />
  );
}
