'use client';

import { Suspense, useEffect, useMemo, useState } from 'react';
import { lazily, prefetch } from '@/components/ui/lazily';
import { OriginContext } from '@/components/ui/take-away/origin';
import { useIsInteractive } from '@/components/ui/use-is-interactive';
import { browserDeps } from './browser';
import { useViews, useWorkbench, WorkbenchContext } from './context';
import { ExperimentForm } from './form/experiment-form';
import { FollowLinks } from './page/follow-links';
import { followAddress } from './page/navigation';
import { StatusLine } from './page/status-line';
import { Part } from './part';
import { RunBar } from './run-bar/run-bar';
import { RunPanel } from './run-panel';
import { FirstRun } from './still';
import { createWorkbenchStore, type WorkbenchStore } from './store';
import type { PanelViews } from './views';

const Embed = lazily(() => import('./embed/embed').then(module => module.Embed));
const Stage = lazily(() => import('./stage/stage').then(module => module.Stage));
const StageKey = lazily(() => import('./stage/stage-key').then(module => module.StageKey));
const TourCard = lazily(() => import('./tour/tour-card').then(module => module.TourCard));
const CallInspector = lazily(() => import('./call-inspector').then(module => module.CallInspector));

export interface PageProps {
  /** Whether it is shown in a frame of another site. */
  isFramed?: boolean;
}

/** Any panel, on its page or in a frame of another site. Both take the same scripts. */
export const Workbench = ({ views, isFramed = false }: PageProps & { views: PanelViews }) =>
  isFramed ? <Embed views={views} /> : <Page views={views} />;

/**
 * The page of a panel: the experiment at the left, its run in the middle, an open call at the right. `views` are the panel's own; the
 * object must not change.
 */
function Page({ views }: { views: PanelViews }) {
  const [store] = useState(() => createWorkbenchStore(views.panel, browserDeps));
  const value = useMemo(() => ({ store, views }), [store, views]);
  const origin = useMemo(
    () => ({
      name: views.panel.id,
      link: () =>
        import('./page/write-address').then(({ linkToShown }) => linkToShown(globalThis.location, store.getState())),
    }),
    [store, views],
  );
  useEffect(() => {
    views.prefetch?.first();
    prefetch(() => import('./replay/player'));
    const unfollow = followAddress(store, window);
    const forget = whenSettled(store, () => {
      views.prefetch?.rest();
      // The embedded model is small and part of the site. Loading it now lets the first Run answer at once, also without a network.
      const { experiment, warm } = store.getState();
      if (experiment.model.engine === 'embedded') void warm();
    });
    return () => {
      forget();
      unfollow();
      store.getState().stop();
    };
  }, [store, views]);
  return (
    <WorkbenchContext value={value}>
      <OriginContext value={origin}>
        <FirstRun>
          <StageOrPage />
        </FirstRun>
      </OriginContext>
      <LateStageKey />
      <StatusLine />
      <OpenTour />
      {/* Waits for the address, which a page that is rendered ahead does not know. */}
      <Suspense>
        <FollowLinks />
      </Suspense>
    </WorkbenchContext>
  );
}

/** The picture alone, for a projector, or the page. */
const StageOrPage = () => (useWorkbench(state => state.stage !== null) ? <Stage /> : <Layout />);

/** The page is served without it: where its script is lost, the page is still the one that was served. */
const LateStageKey = () => useIsInteractive() && <StageKey />;

function OpenTour() {
  const isOpen = useWorkbench(state => state.tour !== null);
  return isOpen && <TourCard />;
}

function Layout() {
  const isOpen = useWorkbench(state => state.selected !== null);
  const { Resources, Below } = useViews();
  return (
    <>
      <div
        className={`grid gap-x-6 gap-y-6 min-[900px]:grid-cols-[15rem_minmax(0,1fr)] ${
          isOpen ? 'min-[1200px]:grid-cols-[15rem_minmax(0,1fr)_22rem]' : ''
        }`}
      >
        {/* On a narrow screen the settings are a sheet, which the run bar opens. */}
        <div className="hidden min-w-0 min-[900px]:block">
          <div className="sticky top-16 max-h-[calc(100dvh-5rem)] overflow-y-auto pr-2 pb-4">
            <Part name="The settings">
              <ExperimentForm />
            </Part>
          </div>
        </div>
        <section aria-label="Run" className="min-w-0">
          <div className="sticky top-0 z-20 -mx-4 mb-2 border-b border-line bg-paper px-4 py-2 min-[900px]:static min-[900px]:mx-0 min-[900px]:border-0 min-[900px]:p-0">
            <RunBar />
          </div>
          <Part name="The run">
            <RunPanel />
          </Part>
          {Resources && (
            <div className="mt-6">
              <Part name="The ready-made experiments">
                <Resources />
              </Part>
            </div>
          )}
        </section>
        {isOpen && (
          <div className="min-w-0">
            <Part name="The call">
              <CallInspector />
            </Part>
          </div>
        )}
      </div>
      {Below && (
        <div className="mt-12">
          <Part name="The part below the run">
            <Below />
          </Part>
        </div>
      )}
    </>
  );
}

/** Milliseconds in which a page that was just opened draws what it shows. */
const settling = 2000;

/**
 * Calls back once when the page has been open for a while and has what its address names: what is fetched ahead of its use would take a slow
 * line from it. Returns what takes this back.
 */
function whenSettled(store: WorkbenchStore, callback: () => void): () => void {
  let unsubscribe = () => {};
  const look = () => {
    if (store.getState().isOpening) return;
    unsubscribe();
    callback();
  };
  const timer = setTimeout(() => {
    unsubscribe = store.subscribe(look);
    look();
  }, settling);
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}
