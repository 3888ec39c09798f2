'use client';

import { useState } from 'react';
import { Provenance } from '@/components/ui/provenance';
import { counted } from '@/lib/core/counted';
import { tokens } from './examples';
import { Range } from './range';

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
      <Range label="Tokens read" spoken={String(read)} min={1} max={tokens.length} value={read} onValue={setRead} />
      <p className="text-sm">
        With a cache: {counted(read, 'token')} computed, {read} kept. Without one:{' '}
        {counted((read * (read + 1)) / 2, 'token')} computed, since each new token reads all before it again.
      </p>
      <Provenance kind="computed">one pass a token</Provenance>
    </figure>
  );
}
