'use client';

import { type ReactNode, useRef } from 'react';
import { flushSync } from 'react-dom';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { ScrollRegion } from '@/components/ui/scroll-region';
import { groupBy } from '@/lib/evaluation/group-by';
import { aboutItem, type Composed, panelTitle, spokenName } from './compose';
import { mostItems, type OrderItem } from './order';

const groupOf = ({ kind, panel }: OrderItem): string =>
  kind === 'stored' ? 'Runs of this browser' : panelTitle(panel);

interface ChoicesProps {
  items: Composed;
  chosen: Composed;
  onAdd: (item: OrderItem) => void;
}

/** What can be added to a running order: the ready-made experiments of each panel, and the runs of this browser. */
export function Choices({ items, chosen, onAdd }: ChoicesProps) {
  const isFull = chosen.length >= mostItems;
  if (items.length === 0) return <p className="text-muted">There is nothing to choose from.</p>;
  return (
    <section className="space-y-1">
      <h3 className="font-semibold">Experiments</h3>
      <ScrollRegion label="Experiments to choose from" maxHeight="min(16rem, 32dvh)">
        <div className="space-y-3 px-3 py-2">
          {[...groupBy(items, groupOf)].map(([title, group]) => (
            <section key={title}>
              <h4 className="text-sm font-semibold text-muted">{title}</h4>
              <ul className="divide-y divide-line">
                {group.map(item => (
                  <Row key={item.name} title={item.title} about={item.kind === 'stored' && aboutItem(item)}>
                    <AddButton
                      name={spokenName(item)}
                      isAdded={chosen.includes(item)}
                      isFull={isFull}
                      onAdd={() => onAdd(item)}
                    />
                  </Row>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </ScrollRegion>
      {isFull && <p className="text-sm text-muted">A running order holds at most {mostItems}.</p>}
    </section>
  );
}

interface AddButtonProps {
  name: string;
  isAdded: boolean;
  isFull: boolean;
  onAdd: () => void;
}

function AddButton({ name, isAdded, isFull, onAdd }: AddButtonProps) {
  return (
    <Button
      size="small"
      disabled={isFull && !isAdded}
      // Unlike `disabled`, it leaves the focus on the button that was pressed.
      aria-disabled={isAdded || undefined}
      aria-label={isAdded ? `${name}: added` : `Add ${name}`}
      className="aria-disabled:cursor-not-allowed aria-disabled:opacity-45"
      onClick={() => !isAdded && onAdd()}
    >
      {isAdded ? 'Added' : 'Add'}
    </Button>
  );
}

const moves = [
  { does: 'Earlier', by: -1, icon: <ArrowUp aria-hidden /> },
  { does: 'Later', by: 1, icon: <ArrowDown aria-hidden /> },
] as const;

interface ChosenProps {
  items: Composed;
  onMove: (item: OrderItem, by: 1 | -1) => void;
  onRemove: (item: OrderItem) => void;
}

/** The experiments of a running order, which can be moved and removed. */
export function Chosen({ items, onMove, onRemove }: ChosenProps) {
  const section = useRef<HTMLElement>(null);
  const move = (item: OrderItem, by: 1 | -1, pressed: HTMLButtonElement) => {
    flushSync(() => onMove(item, by));
    // At an end of the order the button is disabled, and the one for the other direction takes the focus.
    const next = pressed.disabled ? pressed.parentElement?.querySelector<HTMLElement>('button:enabled') : pressed;
    next?.focus();
  };
  const remove = (item: OrderItem, at: number) => {
    flushSync(() => onRemove(item));
    // The button is gone with its entry: that of the entry in its place takes the focus, or the list where it is empty.
    const others = section.current?.querySelectorAll<HTMLElement>('[data-remove]');
    (others?.[Math.min(at, others.length - 1)] ?? section.current)?.focus();
  };
  return (
    <section ref={section} tabIndex={-1} aria-label="The order" className="space-y-1 outline-none">
      <h3 className="font-semibold">The order</h3>
      {items.length === 0 && (
        <p className="text-muted">
          Nothing is chosen yet. Without a running order, stage mode goes through the ready-made experiments of this
          panel.
        </p>
      )}
      <ol className="divide-y divide-line">
        {items.map((item, at) => (
          <Row key={item.name} place={at + 1} title={item.title} about={aboutItem(item)}>
            <div className="flex shrink-0 items-center">
              {moves.map(({ does, by, icon }) => (
                <Button
                  key={does}
                  variant="ghost"
                  size="small"
                  icon={icon}
                  title={does}
                  aria-label={`${does}: ${spokenName(item)}`}
                  disabled={items[at + by] === undefined}
                  onClick={event => move(item, by, event.currentTarget)}
                />
              ))}
              <Button
                variant="ghost"
                size="small"
                icon={<X aria-hidden />}
                title="Remove"
                aria-label={`Remove ${spokenName(item)}`}
                data-remove
                onClick={() => remove(item, at)}
              />
            </div>
          </Row>
        ))}
      </ol>
    </section>
  );
}

interface RowProps {
  place?: number;
  title: string;
  about: string | false;
  children: ReactNode;
}

/** An experiment in either list, with its buttons. */
function Row({ place, title, about, children }: RowProps) {
  return (
    <li className="flex items-center gap-x-3 py-1.5">
      {place !== undefined && <span className="w-6 shrink-0 text-right text-muted tabular-nums">{place}</span>}
      <div className="min-w-0 flex-1">
        <p className="break-words">{title}</p>
        {about && <p className="text-caption text-muted">{about}</p>}
      </div>
      {children}
    </li>
  );
}
