import { nextFrame } from '@/components/trace/batch';
import { openEngine } from '@/lib/engines/open';
import { findPanel } from '@/lib/panels/index';
import { endpointOptions } from './model/endpoint';
import { askAboutCost } from './run-bar/cost-question';
import type { WorkbenchDeps } from './store';

/** Loaded when it is needed: the first load of a page is small. */
const indexedStore = () => import('@/lib/experiment/indexed-store');

const lockOf = (id: string) => `loupe-run-${id}`;

/** Where the browser has no locks (an insecure page), every run counts as this page's own. */
const locks = (): LockManager | undefined => navigator.locks as LockManager | undefined;

/** What the workbench needs of the browser. */
export const browserDeps: WorkbenchDeps = {
  openEngine: (ref, purpose) =>
    openEngine(ref, ref.engine === 'endpoint' ? { endpoint: endpointOptions() } : {}, purpose),
  findPanel,
  openStore: async () => (await indexedStore()).openRunStore(findPanel),
  hasStore: async () => (await indexedStore()).hasRunStore(),
  frame: nextFrame,
  calmFrame: callback => void setTimeout(() => nextFrame(callback), 250),
  now: () => performance.now(),
  environment: () => ({ loupe: process.env.NEXT_PUBLIC_VERSION ?? '', browser: navigator.userAgent }),
  mayCall: askAboutCost,
  holdRun: (id, body) => locks()?.request(lockOf(id), body) ?? body(),
  async isRunElsewhere(id) {
    const { held = [] } = (await locks()?.query()) ?? {};
    return held.some(({ name }) => name === lockOf(id));
  },
};
