import type { UnitTrace } from '@/components/trace/live-run';
import type { OpenedStep } from '@/components/workbench/views';

/** A call of the fixture panel, as its inspector shows it. */
export function callOf(trace: UnitTrace, key: string): OpenedStep | undefined {
  const call = trace.calls.get(key);
  if (!call) return undefined;
  return {
    key,
    call,
    title: `Words: ${call.path.at(-1)}`,
    about: `The word ${trace.root}`,
    status: 'done',
    expected: undefined,
  };
}
