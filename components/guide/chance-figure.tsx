'use client';

import { useState } from 'react';
import { Provenance } from '@/components/ui/provenance';
import { Slider } from '@/components/ui/slider';
import { atTemperature, drawn } from '@/lib/stats/draws';
import { next } from './examples';

const count = 12;

/** The likeliest next tokens of a real call, at a temperature and with a seed that the reader chooses. */
export function ChanceFigure() {
  const [temperature, setTemperature] = useState(1);
  const [seed, setSeed] = useState(1);
  const shares = atTemperature(
    next.likely.map(({ probability }) => probability),
    temperature,
  );
  const draws = drawn(shares, seed, count).map(place => next.likely[place]?.token ?? '');
  return (
    <figure className="space-y-3">
      <figcaption className="text-sm">
        The first token of the answer to <code className="text-caption">{next.prompt}</code>
      </figcaption>
      <ul className="space-y-1">
        {next.likely.map(({ token }, place) => (
          <li key={token} className="grid grid-cols-[2rem_minmax(0,1fr)_3.5rem] items-center gap-2 text-sm">
            <code>{token}</code>
            <span aria-hidden className="h-3 rounded-[2px] bg-line/60 forced-color-adjust-none">
              <span
                className="block h-full rounded-[2px] bg-accent transition-[width]"
                style={{ width: `${100 * (shares[place] ?? 0)}%` }}
              />
            </span>
            <span className="text-right">{(100 * (shares[place] ?? 0)).toFixed(1)} %</span>
          </li>
        ))}
      </ul>
      <Slider
        label="Temperature"
        spoken={temperature.toFixed(1)}
        min={0}
        max={2}
        step={0.1}
        value={temperature}
        onChange={setTemperature}
      />
      <Slider label="Seed" min={1} max={20} value={seed} onChange={setSeed} />
      <p aria-live="polite" className="text-sm">
        {count} answers begin with <code>{draws.join(' ')}</code>
      </p>
      <Provenance kind="measured" n={1}>
        probabilities of the arithmetic model at temperature 1; at others, and the draws, computed
      </Provenance>
    </figure>
  );
}
