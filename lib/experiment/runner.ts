import type { Failure } from '@/lib/core/failure';
import { asFailure, type FailureKind } from '@/lib/core/failure';
import { createPace } from '@/lib/core/pace';
import { type Engine, type EngineRef, type Purpose, refKey } from '@/lib/engines/contract';
import { createDispatcher, type Dispatcher } from './dispatch';
import { createEmbedder } from './embedder';
import type { JournalEntry } from './entry';
import type { RunEvent } from './events';
import { fitResult } from './fit';
import type { Journal } from './journal';
import { createScope } from './live-scope';
import { createMeasurer, type Measure } from './measurer';
import type { Experiment, ListedUnit, Panel, Settings, UnitResult } from './panel';
import { createPhaseLister } from './phases';
import { createRecorder } from './recorder';
import { type EndStatus, statusOfEnded } from './run';
import type { Scope } from './scope';

export interface RunOptions<S extends Settings> {
  panel: Panel<S>;
  experiment: Experiment<S>;
  /** Opens the engine of a reference. Opening the same for the same purpose again gives the same engine, loaded or not. */
  openEngine(ref: EngineRef, purpose: Purpose): Promise<Engine>;
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
  /**
   * `incomplete`: all units ended, some without an answer. `stopped`: by the signal or by `failure`. Run again with the same journal to
   * retry the failed calls, or to resume.
   */
  status: EndStatus;
  /** Model calls, embeddings and measurements that got no answer. */
  unanswered: number;
  /** Why no engine could go on, if that is what stopped the run. */
  failure?: Failure;
}

/** Failures after which no unit can go on: the run stops, and can be resumed, instead of failing every unit that is left. */
const fatalKinds: ReadonlySet<FailureKind> = new Set([
  'device-lost',
  'worker-died',
  'model-unloaded',
  'endpoint-unauthorised',
  'endpoint-down',
  'endpoint-quota',
  'endpoint-address',
  'endpoint-redirect',
  'endpoint-field',
  'embedding-unsupported',
  'measuring-unsupported',
]);

/** Units in flight at once, at least: enough for an engine to fill a batch. */
const leastUnitsAtOnce = 8;

/**
 * Runs all units of an experiment, phase by phase. The result depends only on the experiment and the answers, never on the order in
 * which they come. A unit that fails is recorded and the others go on. An engine is loaded when the first call is not in the journal, and
 * never if all are.
 *
 * @throws what the first phase's `units` throws; a later phase that cannot be listed stops the run with that failure
 */
export async function runExperiment<S extends Settings>(options: RunOptions<S>): Promise<RunOutcome> {
  const { panel, experiment, journal, onEvent, persist } = options;
  const lister = createPhaseLister(panel, experiment);
  let phase = await lister.next([]);
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
  const embed = createEmbedder({
    open: () => options.openEngine(experiment.embedder ?? experiment.model, 'embed'),
    onProgress: progress => onEvent({ type: 'load', purpose: 'embed', progress }),
    signal,
  });
  const results: UnitResult[] = [];
  let unanswered = 0;
  let total = 0;
  let done = 0;

  async function runUnit({ unit, order }: OrderedUnit, { engine, dispatcher, measure }: Answering) {
    onEvent({ type: 'unit-started', name: unit.name });
    const scope = createScope(
      { path: [unit.name], roles: ['unit'] },
      {
        sampling: experiment.sampling,
        seed: experiment.seed,
        order,
        recorder,
        dispatcher,
        engineId: engine.id,
        signal,
        embed,
        measure,
        onStart: (place, request) => onEvent({ type: 'call-started', ...place, request }),
        onText: (path, text) => onEvent({ type: 'delta', path, text }),
        onMeasuring: place => onEvent({ type: 'call-started', ...place }),
        onPart: (path, part) => onEvent({ type: 'part', path, part }),
        onFailed(place, failure) {
          if (failure.kind !== 'cancelled') unanswered++;
          onEvent({ type: 'call-failed', ...place, failure });
          if (fatalKinds.has(failure.kind)) end(failure);
        },
      },
    );
    const result = await outcome(unit, scope);
    await recorder.settled();
    if (!result) return undefined;
    onEvent({ type: 'unit-finished', result });
    onEvent({ type: 'progress', done: ++done, total });
    return result;
  }

  /** Undefined where the unit was stopped rather than ended. */
  async function outcome(unit: ListedUnit, scope: Scope): Promise<UnitResult | undefined> {
    try {
      const value = await panel.run(unit, experiment, scope);
      // A program may have caught the `cancelled` of a call and made something of it: that is no result.
      return signal.aborted ? undefined : fitResult({ name: unit.name, value });
    } catch (error) {
      if (signal.aborted) return undefined;
      const { kind, detail } = asFailure(error);
      return fitResult({ name: unit.name, failure: { kind, detail } });
    }
  }

  /** The units of one phase that one model answers; the model is loaded when its first call is not in the journal. */
  async function runModel(engine: Engine, members: readonly OrderedUnit[]): Promise<UnitResult[]> {
    let loading: Promise<void> | undefined;
    const ready = () =>
      (loading ??= engine
        .load(progress => onEvent({ type: 'load', purpose: 'answer', progress }), signal)
        .catch((error: unknown) => {
          const failure = asFailure(error);
          end(failure);
          throw failure;
        }));
    const onLost = (failure: Failure) => {
      loading = undefined;
      onEvent({ type: 'engine-lost', failure });
    };
    const most = panel.callsAtOnce?.(experiment) ?? Infinity;
    const dispatcher = createDispatcher(engine, { ready, onLost, signal, most });
    const answering: Answering = { engine, dispatcher, measure: createMeasurer(engine, { ready, onLost, signal }) };
    const ended: UnitResult[] = [];
    const queue = members.values();
    const worker = async () => {
      for (const member of queue) {
        if (signal.aborted) return;
        const result = await runUnit(member, answering);
        if (result) ended.push(result);
      }
    };
    const atOnce = Math.max(leastUnitsAtOnce, engine.can.concurrency, engine.can.batch);
    const unwatch = engine.watchPauses?.(pause => onEvent({ type: 'paused', pause }));
    const workers: Promise<void>[] = [];
    const pace = createPace();
    for (let count = Math.min(atOnce, members.length); count > 0; count--) {
      const started = worker();
      // It is heard below.
      started.catch(() => {});
      workers.push(started);
      // A worker asks its first calls when it starts: where all did in one task, the page would not answer meanwhile.
      await pace();
    }
    await Promise.all(workers);
    await dispatcher.idle();
    unwatch?.();
    return ended;
  }

  while (phase) {
    const { name, index, units } = phase;
    const first = total;
    total += units.length;
    onEvent({ type: 'phase-started', phase: name, index, phases: panel.phases.length, units });
    onEvent({ type: 'progress', done, total });
    const ended = new Map<string, UnitResult>();
    for (const { ref, members } of byModel(units, first, experiment.model)) {
      if (signal.aborted) break;
      // A model that cannot be opened stops the run like one that cannot be loaded: what the models before it answered stays.
      const engine = await options.openEngine(ref, 'answer').catch((error: unknown) => end(asFailure(error)));
      if (engine) for (const result of await runModel(engine, members)) ended.set(result.name, result);
    }
    results.push(...units.flatMap(unit => ended.get(unit.name) ?? []));
    if (signal.aborted || ended.size < units.length) break;
    phase = await lister.next(results).catch((error: unknown) => {
      end(asFailure(error));
      return null;
    });
  }
  options.signal.removeEventListener('abort', onStop);
  const status = phase === null && !fatal ? statusOfEnded(results, unanswered) : 'stopped';
  return { results, status, unanswered, ...(fatal ? { failure: fatal } : {}) };
}

/** What answers the calls of the units of one model. */
interface Answering {
  engine: Engine;
  dispatcher: Dispatcher;
  measure: Measure;
}

interface OrderedUnit {
  unit: ListedUnit;
  /** Index among all units: calls of earlier units go first. */
  order: number;
}

/** The units of each model, models in the order of their first unit. */
function byModel(units: readonly ListedUnit[], first: number, model: EngineRef) {
  const groups = new Map<string, { ref: EngineRef; members: OrderedUnit[] }>();
  for (const [index, unit] of units.entries()) {
    const ref = unit.model ?? model;
    const group = groups.get(refKey(ref)) ?? { ref, members: [] };
    group.members.push({ unit, order: first + index });
    groups.set(refKey(ref), group);
  }
  return groups.values();
}
