'use client';

import { useState } from 'react';
import { Provenance } from '@/components/ui/provenance';
import { Slider } from '@/components/ui/slider';
import { counted } from '@/lib/core/in-words';
import { tokens } from './examples';

/** What a model computes again for each token without a cache, and what it keeps with one. */
export function CacheFigure() {
  const [read, setRead] = useState(8);
  return (
    <figure className="space-y-3">
      <ol className="flex flex-wrap gap-1 font-mono text-sm">
        {tokens.map((token, at) => (
          <li
            key={at}
            className={
              at < read
                ? 'rounded-sm border border-accent bg-accent-soft px-1 whitespace-pre'
                : 'rounded-sm border border-dashed border-line-strong px-1 whitespace-pre text-muted'
            }
          >
            {token}
          </li>
        ))}
      </ol>
      <Slider label="Tokens read" min={1} max={tokens.length} value={read} onChange={setRead} />
      <p className="text-sm">
        With a cache: {counted(read, 'token')} computed, {read} kept. Without one:{' '}
        {counted((read * (read + 1)) / 2, 'token')} computed, since each new token reads all before it again.
      </p>
      <Provenance kind="computed">one pass a token</Provenance>
    </figure>
  );
}
