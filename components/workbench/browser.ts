import { prefetch } from '@/components/ui/lazily';
import { nextFrame } from '@/components/ui/next-frame';
import { openEngine } from '@/lib/engines/open';
import { findPanel } from '@/lib/panels/index';
import { askingToKeep } from './keeping';
import { endpointOptions } from './model/endpoint';
import { askAboutCost } from './run-bar/cost-question';
import type { WorkbenchDeps } from './store';

/** Loaded when it is needed: the first load of a page is small. */
const indexedStore = () => import('@/lib/experiment/indexed-store');

const holding = async () => (await import('./holding')).holdingOfBrowser();
const runner = () => import('@/lib/experiment/runner');

/** What the workbench needs of the browser. */
export const browserDeps: WorkbenchDeps = {
  openEngine: (ref, purpose) =>
    openEngine(ref, ref.engine === 'endpoint' ? { endpoint: endpointOptions() } : {}, purpose),
  findPanel,
  openStore: async () => askingToKeep(await (await indexedStore()).openRunStore(findPanel), navigator.storage),
  hasStore: async () => (await indexedStore()).hasRunStore(),
  prepare: () => prefetch(holding, runner),
  frame: nextFrame,
  calmFrame: callback => void setTimeout(() => nextFrame(callback), 250),
  now: () => performance.now(),
  environment: () => ({ loupe: process.env.NEXT_PUBLIC_VERSION ?? '', browser: navigator.userAgent }),
  mayCall: askAboutCost,
  holdRun: async (id, body, isTaken) => (await holding()).hold(id, body, isTaken),
  isRunElsewhere: async id => (await holding()).isElsewhere(id),
};
