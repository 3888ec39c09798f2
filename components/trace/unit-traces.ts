import { type Failure, toRecord } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { ChatRequest } from '@/lib/engines/contract';
import { type JournalEntry, pathKey } from '@/lib/experiment/entry';
import type { Journal } from '@/lib/experiment/journal';
import type { Unit, UnitResult } from '@/lib/experiment/panel';
import { callOfEntry, type TracedCall } from './call';
import { type TracedEntries, traceOf, type TraceParts, type UnitTrace } from './unit-trace';

interface Sent {
  path: readonly string[];
  roles: readonly string[];
}

/** The units of one run, changed in place: a change touches the unit that it names and no other. */
export interface UnitTraces {
  /** Adds units, under their final names, behind those that are there; one that is there stays as it is. */
  list(units: readonly Unit[]): void;
  /** A unit begins. */
  start(name: string): void;
  /** A call was sent at `now`, or sent again. */
  send(call: Sent & { request?: ChatRequest }, now: number): void;
  /** A piece of an answer. */
  append(path: readonly string[], text: string): void;
  /** A part of a measurement. */
  add(path: readonly string[], part: Json): void;
  /** A call ended without an answer. */
  fail(call: Sent & { failure: Failure }, now: number): void;
  /** An entry was written; `now` where it was answered just now rather than replayed. Added where the journal is not the runner's own. */
  answer(entry: JournalEntry, now: number | undefined): void;
  finish(result: UnitResult): void;
  /** Units that were under way, and calls in flight, are stopped. */
  stop(): void;
  /** Makes the traces of the units that were changed since the last commit. */
  commit(): void;
  /** All units as they are known; a new object each time, so that a view can tell that something changed. */
  view(): ReadonlyMap<string, UnitTrace>;
}

/** A unit that was changed and has no trace yet: `live` is then a copy of its own. */
interface Draft extends TraceParts {
  live: Map<string, TracedCall>;
}

export function createUnitTraces(journal: Journal): UnitTraces {
  const parts = new Map<string, TraceParts>();
  const shown = new Map<string, UnitTrace>();
  const drafts = new Map<string, Draft>();
  const running = new Set<string>();
  const traced: TracedEntries = new WeakMap();

  const show = (part: TraceParts): void => void shown.set(part.root, traceOf(part, journal, traced));

  function draft(root: string | undefined): Draft | undefined {
    const open = drafts.get(root ?? '');
    if (open) return open;
    const known = parts.get(root ?? '');
    if (!known) return undefined;
    const copy = { ...known, live: new Map(known.live) };
    drafts.set(copy.root, copy);
    parts.set(copy.root, copy);
    return copy;
  }

  const liveAt = (path: readonly string[]) => parts.get(path[0] ?? '')?.live.get(pathKey(path));
  const put = (call: TracedCall): void => void draft(call.path[0])?.live.set(pathKey(call.path), call);

  return {
    list(units) {
      for (const unit of units) {
        if (parts.has(unit.name)) continue;
        const part = { unit, root: unit.name, status: 'waiting' as const, live: new Map() };
        parts.set(unit.name, part);
        show(part);
      }
    },
    start(name) {
      const unit = draft(name);
      if (!unit) return;
      unit.status = 'running';
      running.add(name);
    },
    send: ({ path, roles, request }, now) =>
      put({ path, roles, status: 'running', text: '', ...(request && { request }), began: now }),
    append(path, text) {
      const call = liveAt(path);
      if (call) put({ ...call, text: call.text + text });
    },
    add(path, part) {
      const call = liveAt(path);
      if (call) put({ ...call, parts: [...(call.parts ?? []), part] });
    },
    fail({ path, roles, failure }, now) {
      const status = failure.kind === 'cancelled' ? 'stopped' : 'failed';
      put({ ...(liveAt(path) ?? { path, roles, text: '' }), status, failure: toRecord(failure), ended: now });
    },
    answer(entry, now) {
      if (journal.at(entry.path) !== entry) journal.add(entry);
      const began = liveAt(entry.path)?.began;
      if (began !== undefined && now !== undefined) traced.set(entry, { ...callOfEntry(entry), began, ended: now });
      draft(entry.path[0])?.live.delete(pathKey(entry.path));
    },
    finish(result) {
      const unit = draft(result.name);
      if (!unit) return;
      Object.assign(unit, { status: 'finished', result });
      running.delete(result.name);
    },
    stop() {
      for (const name of running) {
        const unit = draft(name);
        if (!unit) continue;
        unit.status = 'stopped';
        for (const call of unit.live.values()) if (call.status === 'running') put({ ...call, status: 'stopped' });
      }
      running.clear();
    },
    commit() {
      for (const unit of drafts.values()) show(unit);
      drafts.clear();
    },
    view: () => viewOf(shown),
  };
}

/** A map that can only be read, with an identity of its own. */
function viewOf<K, V>(map: ReadonlyMap<K, V>): ReadonlyMap<K, V> {
  return {
    get size() {
      return map.size;
    },
    get: key => map.get(key),
    has: key => map.has(key),
    keys: () => map.keys(),
    values: () => map.values(),
    entries: () => map.entries(),
    forEach: (body, self) => map.forEach(body, self),
    [Symbol.iterator]: () => map[Symbol.iterator](),
  };
}
