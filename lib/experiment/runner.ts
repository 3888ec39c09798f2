import { refKey, type Engine, type EngineRef } from '@/lib/engines/contract';
import { asFailure, Failure, type FailureKind } from '@/lib/core/failure';
import { createDispatcher, type Dispatcher } from './dispatch';
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
  /** Of the experiment's model. */
  engine: Engine;
  /** Of the models that it is compared with; needed where there are any. Opening the same again gives the same engine. */
  openEngine?: (ref: EngineRef) => Promise<Engine>;
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
  const { panel, experiment, journal, onEvent, persist } = options;
  const units = await panel.units(experiment);
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

  const recorder = createRecorder({
    journal,
    persist,
    onEntry: (entry, replayed) => onEvent({ type: 'entry', entry, replayed }),
    onNotStored: failure => onEvent({ type: 'not-stored', failure }),
  });
  const name = createNamer();
  const names = units.map(unit => name(unit.name));
  const results: (UnitResult | undefined)[] = units.map(() => undefined);
  let done = 0;

  async function runUnit(unit: Unit, order: number, engine: Engine, dispatcher: Dispatcher): Promise<void> {
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

  /** All units of one model; a model is made ready when its first call is not in the journal. */
  async function runModel(engine: Engine, orders: readonly number[]): Promise<void> {
    let loading: Promise<void> | undefined;
    const ready = () =>
      (loading ??= engine
        .load(progress => onEvent({ type: 'load', progress }), signal)
        .catch((error: unknown) => {
          const failure = asFailure(error);
          end(failure);
          throw failure;
        }));
    const onLost = (failure: Failure) => {
      loading = undefined;
      onEvent({ type: 'engine-lost', failure });
    };
    const dispatcher = createDispatcher(engine, {
      ready,
      onLost,
      signal,
      most: panel.callsAtOnce?.(experiment) ?? Infinity,
    });
    let next = 0;
    const worker = async () => {
      for (let at = next++; at < orders.length && !signal.aborted; at = next++) {
        const order = orders[at] ?? 0;
        await runUnit(units[order] as Unit, order, engine, dispatcher);
      }
    };
    const atOnce = Math.max(leastAtOnce, engine.can.concurrency, engine.can.batch);
    await Promise.all(Array.from({ length: Math.min(atOnce, orders.length) }, worker));
    await dispatcher.idle();
  }

  onEvent({ type: 'progress', done, total: units.length });
  for (const { ref, orders } of byModel(units, experiment.model)) {
    if (signal.aborted) break;
    // A model that cannot be opened stops the run like one that cannot be loaded: what the models before it answered stays.
    const opened = await engineOf(ref, options).catch((error: unknown) => end(asFailure(error)));
    if (opened) await runModel(opened, orders);
  }
  options.signal.removeEventListener('abort', onStop);

  const ended = results.filter(result => result !== undefined);
  const status = ended.length === units.length ? 'finished' : 'stopped';
  return { results: ended, status, ...(fatal ? { failure: fatal } : {}) };
}

/** The places of the units that each model answers, models in the order of their first unit. */
function byModel(units: readonly Unit[], first: EngineRef): { ref: EngineRef; orders: number[] }[] {
  const groups = new Map<string, { ref: EngineRef; orders: number[] }>();
  for (const [order, { model: ref = first }] of units.entries()) {
    const group = groups.get(refKey(ref)) ?? { ref, orders: [] };
    group.orders.push(order);
    groups.set(refKey(ref), group);
  }
  return [...groups.values()];
}

async function engineOf<S>(ref: EngineRef, { experiment, engine, openEngine }: RunOptions<S>): Promise<Engine> {
  if (refKey(ref) === refKey(experiment.model)) return engine;
  if (!openEngine) throw new Failure('unknown', `Nobody opens ${refKey(ref)} here.`);
  return openEngine(ref);
}
