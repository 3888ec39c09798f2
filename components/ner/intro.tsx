'use client';

import { GallerySection } from '@/components/workbench/ready-made/gallery-section';

/** Before any run: what the loop does, and what can be looked at without a model. */
export function Intro() {
  return (
    <div className="space-y-8">
      <div className="rounded-lg border border-dashed border-line-strong px-6 py-10 text-center">
        <h2 className="text-2xl font-semibold">A model that learns from itself</h2>
        <p className="mx-auto mt-1 max-w-measure text-muted">
          The model finds persons, places and other names in sentences that nobody has annotated. It answers several
          times; what its answers agree on becomes an example for the next sentences.
        </p>
        <p className="mx-auto mt-4 max-w-measure">Press Run: the sentences fill in as the votes arrive.</p>
      </div>
      <GallerySection />
    </div>
  );
}
