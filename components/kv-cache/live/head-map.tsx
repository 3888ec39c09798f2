'use client';

import { ChartWithTable } from '@/components/charts/chart-with-table';
import { Provenance } from '@/components/ui/provenance';
import { Table } from '@/components/ui/table';
import { ratioOf } from '@/lib/panels/kv-cache/report/frame';
import { shade, strongest } from '../shade';
import type { ShownCache } from './shown-cache';
import { ratioText } from './words';

/** Layers for which a cell has room for its ratio. */
const written = 8;

/** How much each head of each layer is compressed: the more, the stronger the colour. */
export function HeadMap({ caches }: { caches: readonly ShownCache[] }) {
  return (
    <ChartWithTable
      isLive
      title={<span className="text-base">Compression by head</span>}
      provenance={<Provenance kind="measured">tokens read for each slot kept</Provenance>}
      chart={
        <div className="space-y-2">
          {caches.map(cache => (
            <Cells key={cache.title} {...cache} />
          ))}
        </div>
      }
      table={scrolls => <HeadTable caches={caches} scrolls={scrolls} />}
    />
  );
}

function Cells({ history: { layers, kvHeads }, frame: { read, slots }, color }: ShownCache) {
  const ratios = Array.from(slots, held => ratioOf(read, held));
  const most = Math.max(2, ...ratios.filter(Number.isFinite));
  const hasText = layers <= written;
  return (
    <div
      className={`grid gap-px ${strongest}`}
      style={{ gridTemplateColumns: `3.25rem repeat(${layers}, minmax(0, 1fr))` }}
    >
      {Array.from({ length: kvHeads }, (_, head) => [
        <span key={head} className="self-center text-[0.6875rem] leading-none text-muted">
          Head {head + 1}
        </span>,
        ...Array.from({ length: layers }, (_, layer) => {
          const ratio = ratios[layer * kvHeads + head] ?? 1;
          const share = Number.isFinite(ratio) ? Math.log(Math.max(1, ratio)) / Math.log(most) : 1;
          return (
            <span
              key={`${layer} ${head}`}
              title={`Layer ${layer + 1}, head ${head + 1}: ${ratioText(ratio)}`}
              className="flex min-h-5 items-center justify-center overflow-hidden text-[0.6875rem] leading-none text-ink outline-1 -outline-offset-1 outline-line tabular-nums"
              style={{ background: shade(color, share) }}
            >
              {hasText && ratioText(ratio)}
            </span>
          );
        }),
      ])}
      <span />
      {Array.from({ length: layers }, (_, layer) => (
        <span key={layer} className="overflow-hidden text-center text-[0.6875rem] leading-tight text-muted">
          {hasText ? (layer === 0 ? 'Layer 1' : layer + 1) : layer % 8 === 0 ? layer + 1 : ''}
        </span>
      ))}
    </div>
  );
}

/** The same, and what the strips show, in figures: for screen readers, and for who wants to read them. */
function HeadTable({ caches, scrolls }: { caches: readonly ShownCache[]; scrolls: boolean }) {
  const rows = caches.flatMap(({ title, frame, history: { kvHeads } }) =>
    Array.from(frame.slots, (held, at) => ({
      title,
      layer: Math.floor(at / kvHeads) + 1,
      head: (at % kvHeads) + 1,
      held,
      read: frame.read,
    })),
  );
  return (
    <Table
      caption="The cache of each head"
      scrolls={scrolls}
      maxHeight="16rem"
      rows={rows}
      rowKey={({ title, layer, head }) => `${title} ${layer} ${head}`}
      columns={[
        { id: 'cache', title: 'Cache', cell: ({ title }) => title },
        { id: 'layer', title: 'Layer', numeric: true, cell: ({ layer }) => layer },
        { id: 'head', title: 'Head', numeric: true, cell: ({ head }) => head },
        { id: 'slots', title: 'Slots', numeric: true, cell: ({ held }) => held.toLocaleString('en') },
        { id: 'ratio', title: 'Ratio', numeric: true, cell: ({ held, read }) => ratioText(ratioOf(read, held)) },
        { id: 'gone', title: 'Gone', numeric: true, cell: ({ held, read }) => (read - held).toLocaleString('en') },
      ]}
    />
  );
}
