import type { TracedCall } from '@/components/trace/call';
import type { LiveRun, UnitTrace } from '@/components/trace/live-run';
import type { JournalEntry } from '@/lib/experiment/entry';
import { compareUnit, type Comparison, type Side } from './divergence';

/**
 * Compares a recorded run with the same experiment as it runs here, in the order of the units. `isOver`: the run here has ended. While it
 * runs, only units that changed are compared again: `known` keeps what was found of the others, and lives as long as one pair of runs.
 */
export function compareRuns(
  recorded: LiveRun,
  here: LiveRun,
  isOver: boolean,
  known: WeakMap<UnitTrace, Comparison> = new WeakMap(),
): Comparison {
  const total: Comparison = { recorded: 0, compared: 0, same: 0, differences: [] };
  for (const trace of recorded.units.values()) {
    const found = compared(trace, here.units.get(trace.root), isOver, known);
    total.recorded += found.recorded;
    total.compared += found.compared;
    total.same += found.same;
    for (const difference of found.differences) total.differences.push(difference);
  }
  return total;
}

function compared(
  recorded: UnitTrace,
  here: UnitTrace | undefined,
  isOver: boolean,
  known: WeakMap<UnitTrace, Comparison>,
): Comparison {
  // A unit of a later phase is listed when the phases before it have ended.
  if (!here) return compareUnit(sideOf(recorded), { entries: [], hasEnded: isOver });
  const found = known.get(here) ?? compareUnit(sideOf(recorded), sideOf(here));
  known.set(here, found);
  return found;
}

const sideOf = ({ calls, status }: UnitTrace): Side => ({
  entries: entries(calls),
  hasEnded: status === 'finished',
  unanswered: new Set([...calls.values()].flatMap(call => (isUnanswered(call) ? (call.path[1] ?? '') : []))),
});

const isUnanswered = ({ status, entry }: TracedCall): boolean => status === 'failed' && entry === undefined;

function* entries(calls: UnitTrace['calls']): Generator<JournalEntry> {
  for (const { entry } of calls.values()) if (entry) yield entry;
}
