import { fieldAt, type SettingPath } from '@/lib/experiment/fields';
import type { FormLine } from '@/lib/experiment/form';
import type { Panel } from '@/lib/experiment/panel';

/** A line as the form draws it, and all settings that its control edits. */
export interface DrawnLine extends FormLine {
  paths: readonly SettingPath[];
}

/** The lines that the form draws. Neighbours that name the same control are drawn once, at the first of them: the control edits all. */
export function drawnLines(lines: readonly FormLine[], { fields }: Pick<Panel, 'fields'>): DrawnLine[] {
  const drawn: (FormLine & { paths: SettingPath[] })[] = [];
  let before: string | undefined;
  for (const line of lines) {
    const { control } = fieldAt(fields, line.path);
    const last = drawn.at(-1);
    if (last && control !== undefined && control === before) last.paths.push(line.path);
    else drawn.push({ ...line, paths: [line.path] });
    before = control;
  }
  return drawn;
}
