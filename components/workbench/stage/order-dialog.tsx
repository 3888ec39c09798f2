'use client';

import { useRef, useState } from 'react';
import { Presentation } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { LiveRegion } from '@/components/ui/live-region';
import { FailureNotice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { TextField } from '@/components/ui/text-field';
import { useLoaded } from '@/components/ui/use-loaded';
import { asFailure, Failure } from '@/lib/core/failure';
import { useWorkbench, useWorkbenchStore } from '../context';
import { fetchReadyMade } from '../ready-made/fetch';
import { type Composed, composedOf, spokenName, withItem, withMoved, withoutItem } from './compose';
import { enterStage, fillScreen } from './enter';
import { hrefOfOrder, itemsOf, type OrderItem, textOf } from './order';
import { Choices, Chosen } from './order-lists';
import { useOpenItem } from './use-open-item';
import { latestOrder, rememberOrder, storedRuns } from './use-order';

/** What there is to choose from. Where the database cannot be opened, that is the ready-made experiments. */
async function loadChoices(signal: AbortSignal): Promise<{ items: Composed; failure: Failure | null }> {
  const [readyMade, stored] = await Promise.all([fetchReadyMade(signal), storedRuns().catch(asFailure)]);
  return stored instanceof Failure
    ? { items: itemsOf(readyMade, []), failure: stored }
    : { items: itemsOf(readyMade, stored), failure: null };
}

const none: Composed = [];

/** Composes a running order for stage mode: begins it here, or makes a link to it. */
export function OrderDialog({ onClose }: { onClose: () => void }) {
  const store = useWorkbenchStore();
  const panel = useWorkbench(state => state.panel.id);
  const loaded = useLoaded(loadChoices);
  const [text, setText] = useState(() => store.getState().stage || latestOrder());
  const [said, setSaid] = useState('');
  const isBegun = useRef(false);
  const known = loaded.state === 'ready' ? loaded.value.items : none;
  const items = composedOf(text, known);
  const order = textOf(items);
  const open = useOpenItem(order);
  const [first] = items;
  const link = first && `${location.origin}${process.env.NEXT_PUBLIC_BASE_PATH}${hrefOfOrder(first, order)}`;

  const change = (next: Composed, sentence: string) => {
    setText(textOf(next));
    rememberOrder(textOf(next));
    setSaid(sentence);
  };
  const place = (next: Composed, item: OrderItem, how: string) =>
    change(next, `${spokenName(item)} ${how} ${next.indexOf(item) + 1} of ${next.length}.`);
  const begin = () => {
    if (!first) return;
    // The page of another panel enters stage mode by its address.
    if (first.panel === panel) enterStage(store, order);
    else fillScreen();
    open(first);
  };

  return (
    <Dialog
      title="A running order"
      description="Choose what stage mode goes through, over any panels: N opens the next experiment, and P the one before."
      onClose={onClose}
      onClosed={() => isBegun.current && begin()}
      footer={
        <>
          {link && <CopyButton text={link}>Copy the link</CopyButton>}
          <Button
            variant="primary"
            icon={<Presentation aria-hidden />}
            disabled={!first}
            onClick={() => {
              isBegun.current = true;
              onClose();
            }}
          >
            Begin
          </Button>
        </>
      }
    >
      {loaded.state === 'failed' && <FailureNotice failure={loaded.failure} />}
      {loaded.state === 'loading' && (
        <div role="status">
          <span className="sr-only">Loading the list.</span>
          <Skeleton className="h-48 w-full" />
        </div>
      )}
      {loaded.state === 'ready' && (
        <div className="space-y-5">
          {loaded.value.failure && <FailureNotice failure={loaded.value.failure} />}
          <Choices items={known} chosen={items} onAdd={item => place(withItem(items, item), item, 'was added as')} />
          <Chosen
            items={items}
            onMove={(item, by) => place(withMoved(items, item.name, by), item, 'is now')}
            onRemove={item => change(withoutItem(items, item.name), `${spokenName(item)} was removed.`)}
          />
          {link && <Link link={link} hasStored={items.some(({ kind }) => kind === 'stored')} />}
        </div>
      )}
      <LiveRegion message={said} urgent />
    </Dialog>
  );
}

function Link({ link, hasStored }: { link: string; hasStored: boolean }) {
  return (
    <div className="space-y-1">
      <TextField label="Link" mono readOnly value={link} onChange={() => {}} onFocus={event => event.target.select()} />
      {hasStored && (
        <p className="text-sm text-muted">
          Runs that are stored in this browser can be shown only here: elsewhere, the link passes over them.
        </p>
      )}
    </div>
  );
}
