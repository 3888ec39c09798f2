import type { TracedCall } from '@/components/trace/call';
import type { LiveRun, UnitTrace } from '@/components/trace/live-run';

/**
 * What a replay goes through, in the order in which it was asked (a run of this page) or answered (a run from a file: a journal keeps
 * no start times). Either way everything comes after all that it depended on.
 */
export const stepsOf = (trace: UnitTrace): TracedCall[] =>
  [...trace.calls.values()].filter(call => call.entry !== undefined || call.status === 'failed');

/** A problem as it stood after its first `at` steps: later calls wait, and it has no result before the last one. */
export function unitAt(trace: UnitTrace, at: number): UnitTrace {
  const steps = stepsOf(trace);
  if (at >= steps.length) return trace;
  const seen = new Set(steps.slice(0, Math.max(0, at)));
  const { result: _result, ...rest } = trace;
  const calls = [...trace.calls].map(
    ([key, call]) => [key, seen.has(call) ? call : waiting(call)] as [string, TracedCall],
  );
  return { ...rest, status: 'running', calls: new Map(calls) };
}

const waiting = ({ path, roles }: TracedCall): TracedCall => ({ path, roles, status: 'waiting', text: '' });

/** A run with one of its problems as it stood after `at` steps. */
export function runAt(run: LiveRun, root: string, at: number): LiveRun {
  const trace = run.units.get(root);
  return trace ? { ...run, units: new Map(run.units).set(root, unitAt(trace, at)) } : run;
}
