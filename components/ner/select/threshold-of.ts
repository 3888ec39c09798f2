import { type Field, fieldAt, settingAt, type SettingPath } from '@/lib/experiment/fields';
import type { Selection } from '@/lib/panels/ner/selection/contract';
import type { NerSettings } from '@/lib/panels/ner/settings';

/** Where the settings keep the threshold of a selection; null where it has none. */
export const thresholdPath = ({ id, scoring }: Selection): SettingPath | null =>
  scoring?.threshold === undefined ? null : `selection.${id}.${scoring.threshold}`;

/** The threshold of a selection in some settings; null where it has none. */
export function thresholdOf(selection: Selection, settings: NerSettings): number | null {
  const path = thresholdPath(selection);
  return path === null ? null : Number(settingAt(settings, path));
}

/** The steps of a slider over the scores of a selection: whole votes where they and the threshold are whole. */
export function stepOf({ fields, scoring }: Selection, threshold: number): number {
  if (scoring?.of === 'entity' && Number.isInteger(threshold)) return 1;
  const field: Field | undefined = scoring?.threshold === undefined ? undefined : fieldAt(fields, scoring.threshold);
  return field?.kind === 'number' ? (field.step ?? 1) : 1;
}
