import { modelInWords } from '@/lib/engines/models';
import { type Field, fieldAt, settingAt } from '@/lib/experiment/fields';
import { formLines } from '@/lib/experiment/form';
import type { Experiment, Panel, Settings } from '@/lib/experiment/panel';
import { samplingFields, seedField } from '@/lib/experiment/spec';

/** A fact with its name. */
export type Fact = readonly [name: string, value: string];

/** What an experiment was set to, in the words of its form and in its order: what does not matter to it is left out. */
export function settingsInWords<S extends Settings>(panel: Panel<S>, experiment: Experiment<S>): Fact[] {
  const { model, embedder, compare, settings, sampling, seed } = experiment;
  return [
    ['Model', modelInWords(model)],
    ...(embedder ? [['Embeddings', modelInWords(embedder)] as const] : []),
    ...(compare.length > 0 ? [['Compared with', compare.map(modelInWords).join(', ')] as const] : []),
    ...formLines(panel as unknown as Panel, settings).map(({ path, label, suffix }): Fact => {
      const field = fieldAt(panel.fields, path);
      return [label ?? field.label, inWords(settingAt(settings, path), field, suffix)];
    }),
    [seedField.label, String(seed)],
    ...Object.entries(samplingFields).map(([name, field]): Fact => [
      field.label,
      String(sampling[name as keyof typeof samplingFields]),
    ]),
  ];
}

function inWords(value: unknown, field: Field, suffix?: string): string {
  switch (field.kind) {
    case 'number':
      return [value, suffix ?? field.suffix].filter(part => part !== undefined).join(' ');
    case 'text':
      return value === '' ? 'none' : String(value);
    case 'choice':
    case 'choices': {
      const chosen = Array.isArray(value) ? value : [value];
      return chosen.map(id => field.options.find(option => option.value === id)?.label ?? String(id)).join(', ');
    }
  }
}
