import type { Engine } from '@/lib/engines/contract';
import type { Failure } from '@/lib/ground/failure';
import { asFailure, type FailureKind } from '@/lib/ground/failure';
import { createDispatcher } from './dispatch';
import type { JournalEntry } from './entry';
import type { RunEvent } from './events';
import type { Journal } from './journal';
import { createScope } from './live-scope';
import { createNamer } from './names';
import type { Experiment, Panel, Unit, UnitResult } from './panel';
import { createRecorder } from './recorder';

export interface RunOptions<S> {
  panel: Panel<S>;
  experiment: Experiment<S>;
  engine: Engine;
  /** Calls that are in it are answered from it; new ones are added. */
  journal: Journal;
  signal: AbortSignal;
  onEvent(event: RunEvent): void;
  /** Stores an entry. An answer reaches the program only after this has ended: what a program saw is never lost. */
  persist?: (entry: JournalEntry) => Promise<void>;
}

export interface RunOutcome {
  /** Of the units that ended, in the order of the units. */
  results: UnitResult[];
  /** Stopped by the signal or by `failure`; run again with the same journal to go on. */
  status: 'finished' | 'stopped';
  /** Why the engine could not go on, if that is what stopped the run. */
  failure?: Failure;
}

/** Failures after which no unit can go on: the run stops, and can be resumed, instead of failing every unit that is left. */
const endTheRun: ReadonlySet<FailureKind> = new Set(['device-lost', 'worker-died', 'endpoint-unauthorised']);

/** Units under way at once, at least: enough for an engine to have a choice. */
const leastAtOnce = 8;

/**
 * Runs all units of an experiment. The result depends only on the experiment and the answers, never on the order in which they
 * come. A unit that fails is recorded and the others go on. The engine is loaded when the first call is not in the journal, and
 * never if all are. Throws only what `panel.units` throws.
 */
export async function runExperiment<S>(options: RunOptions<S>): Promise<RunOutcome> {
  const { panel, experiment, engine, journal, onEvent, persist } = options;
  const units = panel.units(experiment);
  const stop = new AbortController();
  const { signal } = stop;
  const onStop = () => stop.abort();
  if (options.signal.aborted) stop.abort();
  else options.signal.addEventListener('abort', onStop);
  let fatal: Failure | undefined;
  const end = (failure: Failure) => {
    if (signal.aborted) return;
    fatal = failure;
    stop.abort();
  };

  let loading: Promise<void> | undefined;
  const ready = () =>
    (loading ??= engine
      .load(progress => onEvent({ type: 'load', progress }), signal)
      .catch((error: unknown) => {
        const failure = asFailure(error);
        end(failure);
        throw failure;
      }));

  const recorder = createRecorder({
    journal,
    persist,
    onEntry: (entry, replayed) => onEvent({ type: 'entry', entry, replayed }),
    onNotStored: failure => onEvent({ type: 'not-stored', failure }),
  });
  const onLost = (failure: Failure) => {
    loading = undefined;
    onEvent({ type: 'engine-lost', failure });
  };
  const dispatcher = createDispatcher(engine, { ready, onLost, signal });
  const name = createNamer();
  const names = units.map(unit => name(unit.name));
  const results: (UnitResult | undefined)[] = units.map(() => undefined);
  let done = 0;

  async function runUnit(unit: Unit, order: number): Promise<void> {
    onEvent({ type: 'unit-started', name: unit.name });
    const scope = createScope([names[order] ?? unit.name], {
      sampling: experiment.sampling,
      seed: experiment.seed,
      order,
      recorder,
      dispatcher,
      engineId: engine.id,
      signal,
      onStart: (path, request) => onEvent({ type: 'call-started', path, request }),
      onText: (path, text) => onEvent({ type: 'delta', path, text }),
      onFailed(path, failure) {
        onEvent({ type: 'call-failed', path, failure });
        if (endTheRun.has(failure.kind)) end(failure);
      },
    });
    const result = await outcome(unit, scope);
    await recorder.settled();
    if (result === undefined) return;
    results[order] = result;
    onEvent({ type: 'unit-finished', result });
    onEvent({ type: 'progress', done: ++done, total: units.length });
  }

  /** Undefined where the unit was stopped rather than ended. */
  async function outcome(unit: Unit, scope: Parameters<Panel<S>['run']>[2]): Promise<UnitResult | undefined> {
    try {
      const value = await panel.run(unit, experiment, scope);
      // A program may have caught the `cancelled` of a call and made something of it: that is no result.
      return signal.aborted ? undefined : { name: unit.name, value };
    } catch (error) {
      if (signal.aborted) return undefined;
      const { kind, detail } = asFailure(error);
      return { name: unit.name, failure: { kind, detail } };
    }
  }

  onEvent({ type: 'progress', done, total: units.length });
  let next = 0;
  const worker = async () => {
    for (let order = next++; order < units.length && !signal.aborted; order = next++) {
      await runUnit(units[order] as Unit, order);
    }
  };
  const atOnce = Math.max(leastAtOnce, engine.can.concurrency, engine.can.batch);
  await Promise.all(Array.from({ length: Math.min(atOnce, units.length) }, worker));

  await dispatcher.idle();
  options.signal.removeEventListener('abort', onStop);

  const ended = results.filter(result => result !== undefined);
  const status = ended.length === units.length ? 'finished' : 'stopped';
  return { results: ended, status, ...(fatal ? { failure: fatal } : {}) };
}
