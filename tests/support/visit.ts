import { afterEach, beforeEach, vi } from 'vitest';
import { followAddress } from '@/components/workbench/page/navigation';
import { decodeLink } from '@/lib/experiment/link';
import { memoryRunStore } from '@/lib/experiment/memory-store';
import type { Experiment, Panel } from '@/lib/experiment/panel';
import { defaultExperiment } from '@/lib/experiment/spec';
import type { RunStore } from '@/lib/experiment/store';
import { encodeLink } from '@/lib/experiment/write-link';
import { fakeBrowser } from './browser-history';
import { exportExperiment } from './experiment-file';
import { words, wordsEngine } from './fixture-panel';
import { listed, serveExperiments } from './site';
import { fileOfRun, finishedRun, gate, workbenchWith } from './workbench';

/** Of the fixture panel, with changes to its defaults. */
export const experiment = (changes: Partial<Experiment> = {}): Experiment => ({
  ...defaultExperiment(words),
  ...changes,
});
export const linkTo = (changes: Partial<Experiment>) => encodeLink(experiment(changes), words);

/** The run of `first.json`. */
export const readyMade = await finishedRun(state => state.set('words', 'bee, ant'));
/** The site's ready-made experiments. */
export const files = {
  'index.json': JSON.stringify(['first.json', 'settings.json', 'broken.json'].map(file => listed(file))),
  'first.json': fileOfRun(readyMade),
  'settings.json': exportExperiment(readyMade.experiment),
  'broken.json': '{',
};

/** Lets through what waits for the next turn of the event loop. */
export const turn = () => vi.advanceTimersByTimeAsync(0);
/** Waits for what a stream or a promise brings; a busy machine may need many turns for it. */
export const eventually = (holds: () => void) => vi.waitFor(holds, { timeout: 60_000 });

/** Time after which a changed setting is in the address. */
export const rest = () => vi.advanceTimersByTimeAsync(1000);
export const settingsOf = (tab: ReturnType<typeof fakeBrowser>) =>
  decodeLink(new URL(tab.address(), 'https://x').hash, words);

/** The pages that a test opened; each is left at its end. */
const open: (() => void)[] = [];

interface Visit {
  runs?: RunStore;
  engine?: ReturnType<typeof wordsEngine>;
  panel?: Panel;
}

/** Opens the page in a tab; `opened` ends when it has opened what its address names. */
export function begin(
  tab = fakeBrowser(),
  { runs = memoryRunStore(), engine = wordsEngine(), panel = words }: Visit = {},
) {
  const looked = gate();
  const bench = workbenchWith(engine, {
    panel,
    openStore: async () => runs,
    // Asked for when everything that the address names is open.
    hasStore: async () => (looked.open(), true),
  });
  const leave = followAddress(bench.store, tab.page);
  open.push(leave);
  return { ...bench, runs, tab, leave, opened: looked.opened };
}

export async function visit(...page: Parameters<typeof begin>) {
  const opened = begin(...page);
  await opened.opened;
  return opened;
}

beforeEach(() => {
  // The pauses of long work are real: nobody advances them.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  serveExperiments({ 'index.json': '[]' });
});
afterEach(() => {
  open.splice(0).forEach(leave => leave());
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
