'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ScanEye, X } from 'lucide-react';
import { Inspector } from '@/components/trace/inspector';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { lazily } from '@/components/ui/lazily';
import { useShortcuts } from '@/components/ui/shortcuts';
import { useLoaded } from '@/components/ui/use-loaded';
import { useMediaQuery } from '@/components/ui/use-media-query';
import type { CallEntry } from '@/lib/experiment/entry';
import { useActions, useDisplayedRun, useViews, useWorkbench } from './context';
import { downloadText } from './model/contacts';
import type { OpenedStep } from './views';

/** Loaded when it is opened: few calls are inspected. */
const Inside = lazily(() => import('./inside/inside').then(module => module.Inside));

/** The open call, beside the run where there is room, over it elsewhere. Nothing while none is open. */
export function CallInspector() {
  /** Whether there is room for an inspector beside the run. */
  const isWide = useMediaQuery('(min-width: 1200px)', true);
  const opened = useOpened();
  const { select } = useActions();
  const heading = useRef<HTMLHeadingElement>(null);
  const aside = useRef<HTMLElement>(null);
  const key = opened?.key;
  const close = useCallback(() => {
    select(null);
    if (key) document.querySelector<HTMLElement>(`[data-step="${CSS.escape(key)}"]`)?.focus();
  }, [select, key]);
  useShortcuts({
    title: 'The open call',
    within: () => aside.current,
    shortcuts: opened && isWide ? [{ keys: ['Escape'], does: 'close it', run: close }] : [],
  });
  useEffect(() => {
    if (isWide && key) heading.current?.focus({ preventScroll: true });
  }, [isWide, key]);
  if (!opened) return null;

  const { call, status, expected, title, about } = opened;
  const inside = call.entry?.kind === 'call' && <LookInside entry={call.entry} />;
  const content = <Inspector key={opened.key} {...{ call, status, expected, about, inside }} />;
  if (!isWide) {
    return (
      <Dialog title={title} onClose={() => select(null)}>
        {content}
      </Dialog>
    );
  }
  return (
    <aside
      ref={aside}
      aria-label="Call"
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

/** Opens what happens inside the model. Only our own engine can be inspected. */
function LookInside({ entry }: { entry: CallEntry }) {
  const [isOpen, setIsOpen] = useState(false);
  const section = useRef<HTMLElement>(null);
  const model = useWorkbench(state => state.run?.experiment.model);
  const { inspect } = useActions();
  useEffect(() => {
    // It opens at the end of a long column, perhaps out of sight.
    if (isOpen) section.current?.scrollIntoView({ block: 'start' });
  }, [isOpen]);
  // Only the run's first model is loaded: the answers of a model that it is compared with cannot be inspected.
  if (model?.engine !== 'embedded' || !entry.engine.endsWith(model.model)) return null;
  return (
    <section ref={section} aria-label="Inside the model" className="scroll-mt-2 space-y-3 border-t border-line pt-3">
      {isOpen ? (
        <>
          <h3 className="font-semibold">Inside the model</h3>
          <Inside entry={entry} inspect={inspect} />
        </>
      ) : (
        <>
          <Button size="small" icon={<ScanEye aria-hidden />} onClick={() => setIsOpen(true)}>
            Look inside
          </Button>
          <p className="text-caption text-muted">{downloadText([model], 'This')}</p>
        </>
      )}
    </section>
  );
}

/** The selected step, as the panel reads it. */
function useOpened(): OpenedStep | undefined {
  const loaded = useLoaded(useViews().loadSteps);
  const reader = loaded.state === 'ready' ? loaded.value : undefined;
  const selected = useWorkbench(state => state.selected);
  const run = useDisplayedRun();
  const root = selected?.split(' / ', 1)[0];
  const trace = root === undefined ? undefined : run?.live.units.get(root);
  return useMemo(
    () => (selected && trace && run ? reader?.openStep(trace, selected, run) : undefined),
    // The run changes with every event; what is read follows from its unit and its settings.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [reader, selected, trace, run?.experiment],
  );
}
