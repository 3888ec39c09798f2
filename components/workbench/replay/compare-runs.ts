import type { LiveRun, UnitTrace } from '@/components/trace/live-run';
import type { JournalEntry } from '@/lib/experiment/entry';
import { compareProblem, type Comparison, type Side } from './divergence';

/**
 * Compares a recorded run with the same experiment as it runs here, in the order of the problems. While it runs, only problems that
 * moved are compared again: `known` keeps what was found of the others, and lives as long as one pair of runs.
 */
export function compareRuns(
  recorded: LiveRun,
  here: LiveRun,
  known: WeakMap<UnitTrace, Comparison> = new WeakMap(),
): Comparison {
  const total: Comparison = { recorded: 0, compared: 0, same: 0, differences: [] };
  for (const trace of recorded.units.values()) {
    const found = compared(trace, here.units.get(trace.root), known);
    total.recorded += found.recorded;
    total.compared += found.compared;
    total.same += found.same;
    for (const difference of found.differences) total.differences.push(difference);
  }
  return total;
}

function compared(recorded: UnitTrace, here: UnitTrace | undefined, known: WeakMap<UnitTrace, Comparison>): Comparison {
  // A problem that is not even listed here will never be asked.
  if (!here) return compareProblem(sideOf(recorded), { entries: [], hasEnded: true });
  const found = known.get(here) ?? compareProblem(sideOf(recorded), sideOf(here));
  known.set(here, found);
  return found;
}

const sideOf = ({ calls, status }: UnitTrace): Side => ({ entries: entries(calls), hasEnded: status === 'finished' });

function* entries(calls: UnitTrace['calls']): Generator<JournalEntry> {
  for (const { entry } of calls.values()) if (entry) yield entry;
}
