import { Gallery } from './gallery';

/** The ready-made experiments on a page that has no run yet. */
export const GallerySection = () => (
  <section aria-label="Ready-made experiments" className="space-y-3">
    <h2 className="text-xl font-semibold">Or open a recorded run</h2>
    <Gallery />
  </section>
);
