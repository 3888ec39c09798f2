'use client';

import { type KeyboardEvent, useRef, useState } from 'react';
import { Provenance } from '@/components/ui/provenance';
import { Glossed } from '../glossed';
import { chain, type Ring, rings } from './rings';

/** In units of the picture, about pixels on a phone. `band` is the height that a set leaves above the set inside it, for its name. */
const size = { width: 360, band: 46, side: 11, below: 11, inner: 56 };
const height = size.inner + (rings.length - 1) * (size.band + size.below) + 4;

const steps: Record<string, number> = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 };

/** The chain of inclusions as nested sets. A press or the arrow keys choose a set, which is then explained. */
export function Chain() {
  const [chosen, setChosen] = useState(2);
  const picture = useRef<SVGSVGElement>(null);
  const choose = (place: number) => {
    const next = (place + rings.length) % rings.length;
    setChosen(next);
    picture.current?.querySelector<SVGElement>(`[data-ring="${next}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined && event.key !== ' ') return;
    event.preventDefault();
    if (step !== undefined) choose(chosen + step);
  };
  const ring = rings[chosen] as Ring;
  return (
    <div className="@container">
      <div className="grid items-start gap-x-6 gap-y-4 @xl:grid-cols-[minmax(18rem,23rem)_minmax(0,1fr)]">
        <div>
          <svg
            ref={picture}
            role="radiogroup"
            aria-label={`Nested sets of problems: ${chain()}`}
            viewBox={`0 0 ${size.width} ${height}`}
            className="block h-auto w-full max-w-[26rem]"
            onKeyDown={onKeyDown}
          >
            {rings
              .map((_, at) => rings.length - 1 - at)
              .map(place => (
                <SetBand key={place} place={place} isChosen={place === chosen} onChoose={() => choose(place)} />
              ))}
          </svg>
          <p className="mt-2 text-caption text-muted">
            Each set contains all problems of the sets inside it. Solid border: the paper writes ⊂. Dashed border: it
            writes ⊆, so the set may equal the one around it. Choose a set to read about it.
          </p>
        </div>
        <div aria-live="polite" className="min-w-0 space-y-2">
          <h3 className="text-lg font-semibold">{ring.name}</h3>
          <p>
            <Glossed text={ring.meaning} />
          </p>
          <p>{ring.example}</p>
          {ring.caveat && <p className="text-sm text-muted">{ring.caveat}</p>}
          <Provenance kind="quoted">{ring.source}</Provenance>
        </div>
      </div>
    </div>
  );
}

function SetBand({ place, isChosen, onChoose }: { place: number; isChosen: boolean; onChoose: () => void }) {
  const { name, inPicture, within } = rings[place] as Ring;
  const depth = rings.length - 1 - place;
  const x = 2 + depth * size.side;
  const y = 2 + depth * size.band;
  const width = size.width - 2 * x;
  const tall = size.inner + place * (size.band + size.below);
  const middle = y + (place === 0 ? size.inner : size.band) / 2;
  return (
    <g
      role="radio"
      aria-checked={isChosen}
      aria-label={`${name}, ${inPicture}`}
      tabIndex={isChosen ? 0 : -1}
      data-ring={place}
      onClick={onChoose}
      className="group cursor-pointer outline-none"
    >
      <rect
        x={x}
        y={y}
        width={width}
        height={tall}
        rx={14}
        strokeDasharray={within === '⊆' ? '6 4' : undefined}
        className={`transition-[fill,stroke] group-focus-visible:[stroke-width:4] ${
          isChosen
            ? 'fill-accent-soft stroke-accent [stroke-width:2.5]'
            : 'fill-surface stroke-line-strong group-hover:stroke-ink'
        }`}
      />
      {isChosen && <circle cx={x + 16} cy={middle} r={4} className="fill-accent" />}
      <text x={x + (isChosen ? 27 : 16)} y={middle} dy="0.35em" className="fill-ink text-[17px] font-semibold">
        {name}
      </text>
      <text x={x + width - 16} y={middle} dy="0.35em" textAnchor="end" className="fill-muted text-[14px]">
        {inPicture}
      </text>
    </g>
  );
}
