import type { StepReader } from '@/components/workbench/views';
import type { KvSettings } from '@/lib/panels/kv-cache/settings';
import type { KvInput } from '@/lib/panels/kv-cache/units';
import { stepName } from './step-name';

/** A measurement with the text that it is about, as the inspector shows it. */
export const openStep: StepReader<KvSettings>['openStep'] = (trace, key) => {
  const call = trace.calls.get(key);
  if (!call) return undefined;
  const { text } = trace.unit.input as KvInput;
  return { key, call, title: stepName(call), about: text.title, status: call.status, expected: undefined };
};
