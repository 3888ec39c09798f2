'use client';

import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { ScanEye, X } from 'lucide-react';
import { Inspector } from '@/components/trace/inspector';
import { stageWords } from '@/components/trace/stages';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { lazily } from '@/components/ui/lazily';
import type { CallEntry } from '@/lib/experiment/entry';
import { strategies } from '@/lib/panels/divide-and-conquer/strategies/registry';
import { useActions, usePanel } from './context';
import { traceStrategy } from '@/components/divide-and-conquer/nodes';

/** The model reads the call again for it: nothing of that before it is asked for. */
const Inside = lazily(() => import('./inside/inside').then(module => module.Inside));

const wide = '(min-width: 1200px)';

/** Whether there is room for an inspector beside the stage. */
function useIsWide(): boolean {
  return useSyncExternalStore(
    changed => {
      const query = matchMedia(wide);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => matchMedia(wide).matches,
    () => true,
  );
}

/** The open call, beside the stage where there is room, over it elsewhere. Nothing while none is open. */
export function CallInspector() {
  const isWide = useIsWide();
  const opened = useOpened();
  const { select } = useActions();
  const heading = useRef<HTMLHeadingElement>(null);
  const key = opened?.step.key;
  useEffect(() => {
    if (isWide && key) heading.current?.focus({ preventScroll: true });
  }, [isWide, key]);
  if (!opened) return null;

  const { step, status: look, expected, title: about } = opened;
  const strategy = strategies.find(({ id }) => id === step.call.path[1])?.title ?? '';
  const words = stageWords(step.name);
  const title = words === strategy ? strategy : `${strategy}: ${words.toLowerCase()}`;
  const { entry } = step.call;
  const inside = entry?.kind === 'call' && <LookInside entry={entry} />;
  const content = <Inspector key={step.key} {...{ call: step.call, look, expected, inside }} about={about.whole} />;
  const close = () => {
    select(null);
    document.querySelector<HTMLElement>(`[data-step="${CSS.escape(step.key)}"]`)?.focus();
  };
  if (!isWide) {
    return (
      <Dialog title={title} open onOpenChange={open => !open && select(null)}>
        {content}
      </Dialog>
    );
  }
  return (
    <aside
      aria-label="Call"
      onKeyDown={event => event.key === 'Escape' && close()}
      className="sticky top-16 max-h-[calc(100dvh-5rem)] min-w-0 animate-fade self-start overflow-y-auto rounded-lg border border-line bg-surface px-4 py-3"
    >
      <header className="mb-3 flex items-start justify-between gap-2">
        <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
          {title}
        </h2>
        <Button
          variant="ghost"
          size="small"
          icon={<X aria-hidden />}
          aria-label="Close the call"
          className="-mr-2"
          onClick={close}
        />
      </header>
      {content}
    </aside>
  );
}

/** A door to what happens inside the model. Only our own engine can be looked into. */
function LookInside({ entry }: { entry: CallEntry }) {
  const [isOpen, setIsOpen] = useState(false);
  const model = usePanel(state => state.run?.experiment.model);
  const { inspect } = useActions();
  // Only the run's first model is at hand: what a model that it is compared with answered is not looked into.
  if (model?.engine !== 'embedded' || !entry.engine.endsWith(model.model)) return null;
  return (
    <section aria-label="Inside the model" className="space-y-3 border-t border-line pt-3">
      {isOpen ? (
        <>
          <h3 className="font-semibold">Inside the model</h3>
          <Inside entry={entry} inspect={inspect} />
        </>
      ) : (
        <Button size="small" icon={<ScanEye aria-hidden />} onClick={() => setIsOpen(true)}>
          Look inside
        </Button>
      )}
    </section>
  );
}

/** The selected step with its verdict. */
function useOpened() {
  const selected = usePanel(state => state.selected);
  const settings = usePanel(state => state.run?.experiment.settings);
  const [root, strategy] = selected?.split(' / ') ?? [];
  const trace = usePanel(state => (root === undefined ? undefined : state.run?.live.units.get(root)));
  return useMemo(() => {
    if (!selected || !trace || !settings || strategy === undefined) return undefined;
    return traceStrategy(trace, strategy, settings).steps.get(selected);
  }, [selected, trace, strategy, settings]);
}
