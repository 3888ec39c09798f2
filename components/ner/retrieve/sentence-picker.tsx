'use client';

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { classes } from '@/components/ui/classes';
import { TextField } from '@/components/ui/text-field';

export interface PickedSentence {
  unit: string;
  text: string;
}

/** Sentences that the list draws at once: a page of them, around the chosen one. */
const page = 100;

/** Chooses one of many sentences: by search, with the arrow keys or J and K in the list, or with two buttons. */
export function SentencePicker({
  sentences,
  value,
  onChoose,
}: {
  sentences: readonly PickedSentence[];
  /** Unit of the chosen one. */
  value: string;
  onChoose: (unit: string) => void;
}) {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [wanted, search] = useState('');
  const words = wanted.trim().toLowerCase();
  const found = words === '' ? sentences : sentences.filter(({ text }) => text.toLowerCase().includes(words));
  const at = found.findIndex(({ unit }) => unit === value);
  const from = Math.floor(Math.max(0, at) / page) * page;
  const shown = found.slice(from, from + page);
  const go = (place: number) => {
    const next = found[Math.max(0, Math.min(found.length - 1, place))];
    if (next) onChoose(next.unit);
  };
  const onKey = (event: KeyboardEvent) => {
    const places: Record<string, number> = {
      ...{ ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, Home: 0, End: found.length - 1 },
    };
    const to = places[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  useEffect(() => {
    // Only inside the list: the page stays where it is.
    const [chosen, frame] = [list.current?.querySelector('[aria-selected=true]'), list.current];
    if (!(chosen instanceof HTMLElement) || !frame) return;
    const [top, bottom] = [chosen.offsetTop, chosen.offsetTop + chosen.offsetHeight];
    if (top < frame.scrollTop) frame.scrollTop = top;
    else if (bottom > frame.scrollTop + frame.clientHeight) frame.scrollTop = bottom - frame.clientHeight;
  }, [value, words]);
  return (
    <div className="space-y-2">
      <TextField label="Search the test sentences" value={wanted} onChange={search} placeholder="words of a sentence" />
      <div className="flex items-center gap-1">
        <Button
          size="small"
          icon={<ChevronLeft aria-hidden />}
          aria-label="Previous sentence"
          disabled={at <= 0}
          onClick={() => go(at - 1)}
        />
        <Button
          size="small"
          icon={<ChevronRight aria-hidden />}
          aria-label="Next sentence"
          disabled={at === found.length - 1 || found.length === 0}
          onClick={() => go(at + 1)}
        />
        <p className="text-caption text-muted" role="status">
          {found.length === 0
            ? 'No sentence holds these words.'
            : `${at < 0 ? '' : `${(at + 1).toLocaleString('en')} of `}${found.length.toLocaleString('en')}`}
        </p>
      </div>
      {shown.length > 0 && (
        <ul
          ref={list}
          role="listbox"
          aria-label="Test sentences"
          aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
          tabIndex={0}
          onKeyDown={onKey}
          className="relative max-h-40 overflow-y-auto rounded-md border border-line min-[1100px]:max-h-[32rem]"
        >
          {shown.map(({ unit, text }, place) => (
            // The list itself hears the keys.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={unit}
              id={`${id}-${from + place}`}
              role="option"
              aria-selected={unit === value}
              onClick={() => onChoose(unit)}
              className={classes(
                'cursor-pointer border-b border-line px-2 py-1 text-sm last:border-0 hover:bg-sunken',
                unit === value && 'bg-accent-soft font-medium forced-colors:border-2 forced-colors:border-accent',
              )}
            >
              <span className="line-clamp-2">{text}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
