import type { Progress } from '@/lib/engines/contract';
import { pathKey, type JournalEntry } from '@/lib/experiment/entry';
import type { RunEvent } from '@/lib/experiment/events';
import { createNamer } from '@/lib/experiment/names';
import type { Unit, UnitResult } from '@/lib/experiment/panel';
import { toRecord, type FailureRecord } from '@/lib/core/failure';
import { callOfEntry, type TracedCall } from './call';

/** One unit of a run as it is seen. Never changed in place: a view that shows one unit draws again only when that unit moved. */
export interface UnitTrace {
  unit: Unit;
  /** First name of its paths. */
  root: string;
  status: 'waiting' | 'running' | 'finished';
  /** By path, as one string. */
  calls: ReadonlyMap<string, TracedCall>;
  result?: UnitResult;
}

/** A run as it is seen. */
export interface LiveRun {
  /** By root, in the order of the units. */
  units: ReadonlyMap<string, UnitTrace>;
  done: number;
  total: number;
  /** Calls that were answered by the engine, and from the journal. */
  answered: number;
  replayed: number;
  /** While the engine is made ready. */
  load: Progress | null;
  /** Times that the engine's device was lost and the engine made ready anew. */
  deviceLosses: number;
  /** Why answers could not be stored. */
  notStored: FailureRecord | null;
}

/** A run of these units before its first event. */
export function newRun(units: readonly Unit[]): LiveRun {
  const name = createNamer();
  const traces = units.map((unit): UnitTrace => ({ unit, root: name(unit.name), status: 'waiting', calls: new Map() }));
  return {
    units: new Map(traces.map(trace => [trace.root, trace])),
    done: 0,
    total: units.length,
    answered: 0,
    replayed: 0,
    load: null,
    deviceLosses: 0,
    notStored: null,
  };
}

/** A run that ended earlier, from what was kept of it. */
export function recordedRun(
  units: readonly Unit[],
  journal: Iterable<JournalEntry>,
  results: readonly UnitResult[],
): LiveRun {
  const entries = [...journal].map((entry): RunEvent => ({ type: 'entry', entry, replayed: true }));
  const ends = results.map((result): RunEvent => ({ type: 'unit-finished', result }));
  const done: RunEvent = { type: 'progress', done: results.length, total: units.length };
  return applyEvents(newRun(units), [...entries, ...ends, done]);
}

/** The run after these events, which are seen at `now` (milliseconds). Only units that an event names are copied. */
export function applyEvents(run: LiveRun, events: readonly RunEvent[], now = performance.now()): LiveRun {
  const next: LiveRun = { ...run };
  const units = new Map(run.units);
  const drafts = new Map<string, UnitTrace & { calls: Map<string, TracedCall> }>();
  const roots = new Map([...run.units.values()].map(trace => [trace.unit.name, trace.root]));

  const draft = (root: string | undefined) => {
    const known = root === undefined ? undefined : units.get(root);
    if (!known) return undefined;
    const open = drafts.get(known.root) ?? { ...known, calls: new Map(known.calls) };
    drafts.set(known.root, open);
    units.set(known.root, open);
    return open;
  };
  const put = (call: TracedCall) => draft(call.path[0])?.calls.set(pathKey(call.path), call);
  const at = (path: readonly string[]) => units.get(path[0] ?? '')?.calls.get(pathKey(path));

  for (const event of events) {
    switch (event.type) {
      case 'load':
        next.load = event.progress;
        break;
      case 'unit-started': {
        const trace = draft(roots.get(event.name));
        if (trace) trace.status = 'running';
        break;
      }
      case 'call-started':
        next.load = null;
        put({ path: event.path, status: 'running', text: '', request: event.request, began: now });
        break;
      case 'delta': {
        const call = at(event.path);
        if (call) put({ ...call, text: call.text + event.text });
        break;
      }
      case 'call-failed':
        put({
          ...(at(event.path) ?? { path: event.path, text: '' }),
          status: 'failed',
          failure: toRecord(event.failure),
        });
        break;
      case 'engine-lost':
        next.deviceLosses++;
        break;
      case 'entry':
        put({ ...callOfEntry(event.entry), ...(event.replayed ? {} : watched(at(event.entry.path), now)) });
        if (event.entry.kind === 'call') next[event.replayed ? 'replayed' : 'answered']++;
        break;
      case 'unit-finished': {
        const trace = draft(roots.get(event.result.name));
        if (trace) Object.assign(trace, { status: 'finished', result: event.result });
        break;
      }
      case 'progress':
        next.done = event.done;
        next.total = event.total;
        break;
      case 'not-stored':
        next.notStored = toRecord(event.failure);
        break;
    }
  }
  return { ...next, units };
}

/** The times of a call that ends now, if it was seen to begin. */
const watched = (call: TracedCall | undefined, now: number) =>
  call?.began === undefined ? {} : { began: call.began, ended: now };

/** What the run wrote down so far, in the order of the units. */
export function entriesOf(run: LiveRun): JournalEntry[] {
  return [...run.units.values()].flatMap(({ calls }) =>
    [...calls.values()].flatMap(({ entry }) => (entry ? [entry] : [])),
  );
}

/** How the units ended that have ended. */
export function resultsOf(run: LiveRun): UnitResult[] {
  return [...run.units.values()].flatMap(({ result }) => (result ? [result] : []));
}
