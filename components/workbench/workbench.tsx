'use client';

import { Suspense, useEffect, useState } from 'react';
import { browserDeps } from './browser';
import { PanelContext, usePanel } from './context';
import { ExperimentForm } from './form/experiment-form';
import { BenchmarkSummary } from '@/components/divide-and-conquer/benchmark/benchmark-summary';
import { openPage } from './opening';
import { FollowAddress } from './ready-made/address';
import { ShownPart } from './replay/shown-part';
import { RunBar } from './run-bar/run-bar';
import { ResourcesBar } from '@/components/divide-and-conquer/resources-bar';
import { Stage } from './run-panel';
import { createPanelStore } from './store';
import { CallInspector, fetchFirstView, fetchOtherViews } from '@/components/divide-and-conquer/views';

/** The divide-and-conquer panel: the experiment at the left, the stage in the middle, an open call at the right. */
export function DivideAndConquer() {
  const [store] = useState(() => createPanelStore(browserDeps));
  useEffect(() => {
    const controller = new AbortController();
    fetchFirstView();
    void openPage(store, location, controller.signal).then(() => {
      fetchOtherViews();
      // The embedded model is small and part of the site: made ready now, the first Run answers at once, with or without a network.
      const { experiment, warm } = store.getState();
      if (!controller.signal.aborted && experiment.model.engine === 'embedded') void warm();
    });
    const onHash = () => location.hash.length > 1 && store.getState().openLink(location.hash);
    addEventListener('hashchange', onHash);
    return () => {
      controller.abort();
      removeEventListener('hashchange', onHash);
      store.getState().stop();
    };
  }, [store]);
  return (
    <PanelContext value={store}>
      <Layout />
      <div className="mt-16">
        <BenchmarkSummary />
      </div>
      {/* Waits for the address, which a page that is written ahead does not know. */}
      <Suspense>
        <FollowAddress />
      </Suspense>
    </PanelContext>
  );
}

function Layout() {
  const isOpen = usePanel(state => state.selected !== null);
  return (
    <div
      className={`grid gap-x-8 gap-y-8 min-[900px]:grid-cols-[16rem_minmax(0,1fr)] ${
        isOpen ? 'min-[1200px]:grid-cols-[16rem_minmax(0,1fr)_22rem]' : ''
      }`}
    >
      <section aria-label="Stage" className="min-w-0 space-y-5 min-[900px]:order-2">
        <RunBar />
        <ResourcesBar />
        <Stage />
      </section>
      <div className="min-w-0 min-[900px]:order-1">
        <ExperimentForm />
      </div>
      {isOpen && (
        <div className="min-w-0 min-[900px]:order-3">
          <ShownPart>
            <CallInspector />
          </ShownPart>
        </div>
      )}
    </div>
  );
}
