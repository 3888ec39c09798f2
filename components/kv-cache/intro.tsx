'use client';

import Link from 'next/link';
import { Term } from '@/components/ui/term';
import { GallerySection } from '@/components/workbench/ready-made/gallery-section';
import { kvPanel } from '@/lib/panels/kv-cache/panel';

/** Before any run: what a cache is, what can be tried on it, and what can be looked at without a model. */
export function Intro() {
  return (
    <div className="space-y-8">
      <div className="rounded-lg border border-dashed border-line-strong px-6 py-10 text-center">
        <h2 className="text-2xl font-semibold">What a model keeps of a text</h2>
        <p className="mx-auto mt-1 max-w-measure text-muted">
          Each token that a model reads leaves a key and a value in every head: the <Term word="KV cache" />. It grows
          with the text, until it is larger than the model. A policy decides which tokens stay.
        </p>
        <p className="mx-auto mt-4 max-w-measure">
          Press Run: the cache of every layer and head is drawn token by token, beside the full one. Or compute{' '}
          <Link
            prefetch={false}
            href={`/${kvPanel.id}/calculator/`}
            className="text-accent underline underline-offset-4"
          >
            what the cache of any model costs
          </Link>
          , without a run.
        </p>
      </div>
      <GallerySection />
    </div>
  );
}
