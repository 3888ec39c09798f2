import { type FailureRecord, toRecord } from '@/lib/core/failure';
import type { Pause, Progress, Purpose } from '@/lib/engines/contract';
import type { JournalEntry } from '@/lib/experiment/entry';
import type { RunEvent } from '@/lib/experiment/events';
import { createJournal, type Journal } from '@/lib/experiment/journal';
import type { Unit, UnitResult } from '@/lib/experiment/panel';
import type { UnitTrace } from './unit-trace';
import { createUnitTraces, type UnitTraces } from './unit-traces';

export type { UnitTrace };

/**
 * A run as it is seen: its journal, and what no journal holds. Every change gives a new value; values of one run share their units, of
 * which the latest value shows what is known.
 */
export interface LiveRun {
  /** The entries themselves. */
  journal: Journal;
  /** By root, in the order of the units. */
  units: ReadonlyMap<string, UnitTrace>;
  /** The phase that goes on, or was last; null before the first. `index` counts from 0. */
  phase: { name: string; index: number; phases: number } | null;
  /** Units of the phases that have begun. */
  done: number;
  total: number;
  /** Calls, embeddings and measurements that were answered by an engine, and from the journal. */
  answered: number;
  replayed: number;
  /** Those that got no answer, because they failed. */
  unanswered: number;
  /** While an engine is made ready. */
  load: (Progress & { purpose: Purpose }) | null;
  /** Times that the engine's device was lost and the engine made ready anew. */
  deviceLosses: number;
  /** While calls wait for a server that is in trouble. */
  pause: Pause | null;
  /** Why answers could not be stored. */
  notStored: FailureRecord | null;
  /** Writes the units; for this file only. */
  traces: UnitTraces;
}

/** Milliseconds. */
const shortestPause = 1_000;

/** A run of these units before its first event, over a journal that the runner writes. */
export function newRun(units: readonly Unit[], journal: Journal = createJournal()): LiveRun {
  const traces = createUnitTraces(journal);
  traces.list(units);
  return {
    journal,
    units: traces.view(),
    phase: null,
    done: 0,
    total: units.length,
    answered: 0,
    replayed: 0,
    unanswered: 0,
    load: null,
    deviceLosses: 0,
    pause: null,
    notStored: null,
    traces,
  };
}

/** A run that ended earlier, from what was kept of it. No journal holds the calls that got no answer: `unanswered` is their number. */
export function recordedRun(
  units: readonly Unit[],
  journal: Journal | Iterable<JournalEntry>,
  results: readonly UnitResult[],
  unanswered = 0,
): LiveRun {
  const kept = 'sizeOf' in journal ? journal : createJournal(journal);
  const run = newRun(units, kept);
  for (const { name } of units) if (kept.sizeOf(name) > 0) run.traces.start(name);
  for (const result of results) run.traces.finish(result);
  let replayed = 0;
  for (const { kind } of kept) if (kind !== 'value') replayed++;
  return endRun({ ...run, done: results.length, replayed, unanswered });
}

/**
 * The run after these events, which are seen at `now` (milliseconds). Costs as much as the events and the calls in flight, however many
 * units there are; only units that an event names get a new trace.
 */
export function applyEvents(run: LiveRun, events: readonly RunEvent[], now = performance.now()): LiveRun {
  const next: LiveRun = { ...run };
  const { traces } = run;
  for (const event of events) {
    switch (event.type) {
      case 'phase-started':
        traces.list(event.units);
        next.phase = { name: event.phase, index: event.index, phases: event.phases };
        break;
      case 'load':
        next.load = { ...event.progress, purpose: event.purpose };
        break;
      case 'unit-started':
        traces.start(event.name);
        break;
      case 'call-started':
        next.load = null;
        traces.send(event, now);
        break;
      case 'delta':
        // A load in the middle of a call has ended.
        if (next.load?.purpose === 'answer') next.load = null;
        traces.append(event.path, event.text);
        break;
      case 'part':
        traces.add(event.path, event.part);
        break;
      case 'call-failed':
        traces.fail(event, now);
        if (event.failure.kind !== 'cancelled') next.unanswered++;
        break;
      case 'engine-lost':
        next.deviceLosses++;
        break;
      case 'paused':
        // A wait of a moment is no news.
        if (!event.pause || next.pause || event.pause.until - Date.now() >= shortestPause) next.pause = event.pause;
        break;
      case 'entry':
        traces.answer(event.entry, event.replayed ? undefined : now);
        if (event.entry.kind === 'embedding') next.load = null;
        if (event.entry.kind !== 'value') next[event.replayed ? 'replayed' : 'answered']++;
        break;
      case 'unit-finished':
        traces.finish(event.result);
        break;
      case 'progress':
        next.done = event.done;
        next.total = event.total;
        break;
      case 'not-stored':
        next.notStored = toRecord(event.failure);
        break;
    }
  }
  traces.commit();
  return { ...next, units: traces.view() };
}

/** The run after its end: units that were under way, and calls in flight, were stopped. */
export function endRun(run: LiveRun): LiveRun {
  run.traces.stop();
  run.traces.commit();
  return { ...run, units: run.traces.view(), load: null, pause: null };
}

/** How the units ended that have ended, in the order of the units. */
export function resultsOf(run: LiveRun): UnitResult[] {
  return [...run.units.values()].flatMap(({ result }) => (result ? [result] : []));
}
