'use client';

import { useEffect, useRef } from 'react';
import { ArrowLeft, ArrowRight, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useShortcuts } from '@/components/ui/shortcuts';
import { useActions, useViews, useWorkbench } from '../context';

/** The step of the tour that is open, in a corner: everything else on the page can be used meanwhile. Nothing while no tour goes on. */
export function TourCard() {
  const { tour } = useViews();
  const at = useWorkbench(state => state.tour);
  const { showTour } = useActions();
  const heading = useRef<HTMLHeadingElement>(null);
  const step = at === null ? undefined : tour?.steps[at];
  const anchor = step?.anchor;
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, [at]);
  useEffect(() => (anchor === undefined ? undefined : mark(anchor)), [anchor, at]);
  const card = useRef<HTMLElement>(null);
  const last = (tour?.steps.length ?? 0) - 1;
  const goTo = (to: number) => showTour(Math.max(0, Math.min(last, to)));
  // The keys work from every button of the card; each also has a button of its own.
  useShortcuts({
    title: 'The tour',
    within: () => card.current,
    shortcuts:
      at === null
        ? []
        : [
            { keys: ['ArrowLeft'], does: 'one step back', run: () => goTo(at - 1) },
            { keys: ['ArrowRight'], does: 'one step forward', run: () => goTo(at + 1) },
            { keys: ['Escape'], does: 'end the tour', run: () => showTour(null) },
          ],
  });
  if (!tour || !step || at === null) return null;
  return (
    <section
      ref={card}
      aria-label={`Tour: ${tour.title}`}
      className="fixed inset-x-3 bottom-3 z-30 rounded-lg border border-line-strong bg-surface p-4 shadow-lg sm:left-auto sm:w-96"
    >
      <div className="flex items-start justify-between gap-2">
        <h2 ref={heading} tabIndex={-1} className="font-semibold outline-none">
          <span className="text-caption font-normal text-muted">
            Tour, {at + 1} of {last + 1}
          </span>
          <br />
          {step.title}
        </h2>
        <Button
          variant="ghost"
          size="small"
          icon={<X aria-hidden />}
          aria-label="End the tour"
          className="-mt-1 -mr-2"
          onClick={() => showTour(null)}
        />
      </div>
      <p className="mt-1">{step.text}</p>
      <div className="mt-3 flex justify-between">
        <Button size="small" icon={<ArrowLeft aria-hidden />} disabled={at === 0} onClick={() => showTour(at - 1)}>
          Back
        </Button>
        {at < last ? (
          <Button size="small" variant="primary" icon={<ArrowRight aria-hidden />} onClick={() => showTour(at + 1)}>
            Next
          </Button>
        ) : (
          <Button size="small" variant="primary" onClick={() => showTour(null)}>
            Done
          </Button>
        )}
      </div>
    </section>
  );
}

/** How often the anchor is looked for: a part that the step opens is drawn a moment later. */
const pace = 100;
const tries = 30;

/** Frames the anchor and brings it into view, above the card. Returns what takes the frame away. */
function mark(anchor: string): () => void {
  let framed: HTMLElement | null = null;
  let left = tries;
  const find = () => {
    framed = document.querySelector<HTMLElement>(`[data-tour="${CSS.escape(anchor)}"]`);
    if (framed) {
      framed.dataset['tourOpen'] = '';
      framed.scrollIntoView({ block: 'nearest' });
    }
    if (framed || --left === 0) clearInterval(timer);
  };
  const timer = setInterval(find, pace);
  find();
  return () => {
    clearInterval(timer);
    delete framed?.dataset['tourOpen'];
  };
}
