import type { RunView } from '@/components/workbench/state';
import type { NerInput } from '@/lib/panels/ner/phases';
import type { NerSettings } from '@/lib/panels/ner/settings';

/** The labels that a run asks for, in the order of its prompts. All views take them from here, so that a label looks the same in each. */
export function labelsOfRun({ live }: Pick<RunView<NerSettings>, 'live'>): readonly string[] {
  for (const { unit } of live.units.values()) {
    const input = unit.input as NerInput;
    if (input.kind !== 'vectors') return input.labels;
  }
  return [];
}
