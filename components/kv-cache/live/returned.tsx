'use client';

import * as Popover from 'radix-ui/popover';
import { sizeText } from '@/components/ui/size';
import { Term } from '@/components/ui/term';
import { ratioOf } from '@/lib/panels/kv-cache/report/frame';
import type { ShownCache } from './shown-cache';
import { lessText, ratioText } from './words';

/** What a cache keeps, and what that gives back: one line, with an explanation of why the two differ. */
export function Returned({ frame: { step }, memory, title, nominal, history: { learned } }: ShownCache) {
  const at = (values: ArrayLike<number>): number => values[step] ?? 0;
  const figure = (values: ArrayLike<number>): string => at(values).toLocaleString('en');
  const { slots, fullSlots, pages, unmovedPages, fullPages, bytes, unmovedBytes, fullBytes } = memory;
  return (
    <p className="text-caption text-muted">
      <span className="font-semibold text-ink">{figure(slots)}</span> of {figure(fullSlots)} slots (
      {ratioText(ratioOf(at(fullSlots), at(slots)))}
      {nominal !== null && `, trained for ${nominal}×`}) · memory{' '}
      <span className="font-semibold text-ink">{lessText(at(bytes), at(fullBytes))}</span>{' '}
      <Popover.Root>
        <Popover.Trigger
          aria-label={`Slots and memory of ${title}: why they differ`}
          className="rounded-sm underline decoration-dotted underline-offset-4 hover:decoration-solid"
        >
          in pages
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            aria-label="Slots kept, and memory returned"
            collisionPadding={8}
            sideOffset={4}
            className="z-60 w-max max-w-[min(26rem,calc(100vw-1rem))] animate-fade space-y-2 overflow-y-auto rounded-md border border-line-strong bg-surface px-3.5 py-2.5 text-sm text-ink shadow-lg outline-none motion-reduce:animate-none"
            style={{ maxHeight: 'var(--radix-popover-content-available-height)' }}
          >
            <p className="font-semibold">Slots kept, and memory returned</p>
            <dl className="grid grid-cols-[1fr_auto_auto] gap-x-4 tabular-nums">
              <Row name="Full cache" pages={at(fullPages)} bytes={at(fullBytes)} />
              <Row name="This cache, slots moved together" pages={at(pages)} bytes={at(bytes)} />
              <Row name="This cache, no slot moved" pages={at(unmovedPages)} bytes={at(unmovedBytes)} />
            </dl>
            <p>
              Memory comes in pages of 16 slots. This page moves the slots of a head together, so that every 16 evicted
              tokens free a page. A server that pages its <Term word="KV cache" /> and moves nothing frees a page only
              when all of its 16 tokens are gone.
            </p>
            <p className="text-caption text-muted">
              {learned
                ? 'Only the second is measured: this model has no full cache. The others are computed.'
                : 'The first two are measured. The last is computed from when each token was evicted.'}
            </p>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </p>
  );
}

function Row({ name, pages, bytes }: { name: string; pages: number; bytes: number }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="text-right">{pages.toLocaleString('en')} pages</dd>
      <dd className="text-right">{sizeText(bytes)}</dd>
    </>
  );
}
