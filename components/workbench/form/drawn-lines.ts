import { fieldAt } from '@/lib/experiment/fields';
import type { FormLine } from '@/lib/experiment/form';
import type { Panel } from '@/lib/experiment/panel';

/** The lines that the form draws. Neighbours that name the same control are drawn once, at the first of them: the control edits all. */
export function drawnLines(lines: readonly FormLine[], { fields }: Pick<Panel, 'fields'>): FormLine[] {
  const controls = lines.map(({ path }) => fieldAt(fields, path).control);
  return lines.filter((_, index) => controls[index] === undefined || controls[index] !== controls[index - 1]);
}
