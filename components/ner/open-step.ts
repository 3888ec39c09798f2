import type { NodeStatus } from '@/components/trace/status';
import type { StepReader } from '@/components/workbench/views';
import type { NerInput } from '@/lib/panels/ner/phases';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { stepName } from './step-name';

/** A call with the sentence that it is about, as the inspector shows it. */
export const openStep: StepReader<NerSettings>['openStep'] = (trace, key) => {
  const call = trace.calls.get(key);
  if (!call) return undefined;
  const input = trace.unit.input as NerInput;
  return {
    key,
    call,
    title: stepName(call),
    about: input.kind === 'vectors' ? `${input.texts.length} texts` : input.sentence.text,
    status: call.status satisfies NodeStatus,
    expected: undefined,
  };
};
