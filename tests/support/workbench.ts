import { type LiveRun, resultsOf } from '@/components/trace/live-run';
import type { RunView } from '@/components/workbench/state';
import { createWorkbenchStore, type WorkbenchDeps, type WorkbenchStore } from '@/components/workbench/store';
import { Failure } from '@/lib/core/failure';
import type { Engine } from '@/lib/engines/contract';
import type { JournalEntry } from '@/lib/experiment/entry';
import { exportSmallRun, runBlob } from '@/lib/experiment/file';
import { memoryRunStore } from '@/lib/experiment/memory-store';
import type { Panel } from '@/lib/experiment/panel';
import type { Run } from '@/lib/experiment/run';
import type { RunStore } from '@/lib/experiment/store';
import { words, wordsEngine } from './fixture-panel';
import type { Script, ScriptedEngine } from './scripted-engine';

/** Entries and calls of a whole run of the fixture panel with its three words: each is described, embedded, chosen for and checked. */
export const entriesOfRun = 12;
export const callsOfRun = 9;

/** What the workbench needs of a browser, with a scripted engine and a run store in memory. */
export const depsWith = (engine: Engine, panel: Panel, runs: RunStore): WorkbenchDeps => ({
  findPanel: async id => (id === panel.id ? panel : undefined),
  openEngine: async () => engine,
  openStore: async () => runs,
  hasStore: async () => true,
  frame: callback => void setTimeout(callback, 0),
  now: () => performance.now(),
  environment: () => ({ browser: 'test' }),
  holdRun: (_id, body) => body(new AbortController().signal),
  isRunElsewhere: async () => false,
});

/** The page's store of a panel, with a scripted engine and a run store in memory behind it. */
export function workbenchWith(
  engine: Engine = wordsEngine(),
  { panel = words, ...changes }: Partial<WorkbenchDeps> & { panel?: Panel } = {},
) {
  const runs = memoryRunStore();
  const store: WorkbenchStore = createWorkbenchStore(panel, { ...depsWith(engine, panel, runs), ...changes });
  return { store, runs, state: store.getState, kinds: () => store.getState().notices.map(({ kind }) => kind) };
}

/** A value that comes when it is told to. */
export function gate<T = void>() {
  let open: (value: T) => void = () => {};
  const opened = new Promise<T>(resolve => (open = resolve));
  return { open, opened };
}

/** An engine whose answers from the `nth` call on wait until they are let go; a stop ends the wait. `reached` is then resolved. */
export function heldEngine(nth: number, script: Partial<Script> = {}): HeldEngine {
  const inner = wordsEngine(script);
  const { open: release, opened } = gate();
  const { open: reach, opened: reached } = gate();
  let asked = 0;
  return {
    ...inner,
    async *complete(request, signal) {
      if (++asked >= nth) {
        reach();
        await Promise.race([opened, stopped(signal)]);
      }
      yield* inner.complete(request, signal);
    },
    release,
    reached,
  };
}

export interface HeldEngine extends ScriptedEngine {
  release(): void;
  reached: Promise<void>;
}

const stopped = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const stop = () => reject(new Failure('cancelled'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });

/** What a run wrote down so far, in the order of the journal. */
export const entriesOf = (live: LiveRun): JournalEntry[] => live.journal.entries();

/** A run of the page as a file has it. */
export const exported = ({ title, createdAt, environment, experiment, live }: RunView): Run => ({
  ...{ title, createdAt, environment, experiment, results: resultsOf(live), entries: entriesOf(live) },
  status: live.done === live.total ? 'finished' : 'stopped',
});

/** A finished run of the fixture panel, after `change` has set its settings. */
export async function finishedRun(
  change: (store: ReturnType<WorkbenchStore['getState']>) => void = () => {},
  script: Partial<Script> = {},
): Promise<RunView> {
  const { state } = workbenchWith(wordsEngine(script));
  change(state());
  await state().start();
  return state().run as RunView;
}

/** The same as a file of JSON lines, and as a file of one JSON value. */
export const linesOfRun = async (run: RunView): Promise<string> => (await runBlob(exported(run))).text();
export const fileOfRun = (run: RunView): string => exportSmallRun(exported(run));

/** A workbench that has opened such a run from a file. */
export async function workbenchWithRecorded(engine?: Engine, change?: Parameters<typeof finishedRun>[0]) {
  const bench = workbenchWith(engine);
  await bench.state().importFile(new Blob([fileOfRun(await finishedRun(change))]));
  return bench;
}
