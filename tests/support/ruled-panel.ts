import type * as z from 'zod/mini';
import { type FieldTable, tableSchema } from '@/lib/experiment/fields';
import type { FormRules } from '@/lib/experiment/form';
import type { Panel, Settings } from '@/lib/experiment/panel';
import { words } from './fixture-panel';

const fields = {
  ...words.fields,
  letters: { kind: 'number', label: 'Letters', default: 3, min: 1, max: 20, suffix: 'letters' },
  code: {
    kind: 'text',
    label: 'Code',
    default: '12',
    pattern: /^[0-9]{1,6}$/,
    maxLength: 6,
    unit: 'digits',
    rule: 'digits only',
    normalise: text => text.normalize('NFKC').trim(),
    problem: text => (text === '' ? 'Enter a code.' : `"${text}" is not made of digits.`),
  },
  topics: {
    kind: 'choices',
    label: 'Topics',
    default: ['animals', 'plants'],
    options: [
      { value: 'animals', label: 'Animals' },
      { value: 'plants', label: 'Plants' },
      { value: 'stones', label: 'Stones' },
    ],
  },
  more: {
    kind: 'group',
    fields: {
      note: {
        kind: 'text',
        label: 'Note',
        default: '',
        pattern: /^[a-z ]*$/,
        maxLength: 10,
        rule: 'lower-case letters',
      },
      size: { kind: 'number', label: 'Size', default: 2, min: 1, max: 9 },
      colour: {
        kind: 'text',
        label: 'Colour',
        control: 'colour',
        default: 'red',
        pattern: /^[a-z]+$/,
        maxLength: 20,
        rule: 'a colour',
      },
    },
  },
} satisfies FieldTable;

const rules: FormRules<Settings> = {
  lines: ({ style }) => [
    { path: 'words', label: 'Your words' },
    { path: 'style' },
    ...(style === 'long' ? [{ path: 'letters', hint: 'Of each word.' }] : []),
    { path: 'code' },
    { path: 'topics', ...(style === 'long' && { unsupported: { plants: 'Plants have short names.' } }) },
    { path: 'more.note' },
    { path: 'more.colour' },
    { path: 'more.size', isDetail: true },
  ],
  follow: (settings, path) =>
    path === 'style' ? { ...settings, letters: settings['style'] === 'long' ? 10 : 3 } : settings,
  obstacle: ({ words: text }) => (String(text).includes('cat') ? 'Cats are not described.' : undefined),
  alternatives: settings => [{ label: 'Run two words', settings: { ...settings, words: 'bee, ant' } }],
  embeds: () => true,
  comparesModels: ({ style }) => style === 'long',
};

/** The fixture panel with fields of every kind and form rules of every kind. */
export const ruled: Panel = {
  ...words,
  fields,
  settings: tableSchema(fields) as unknown as z.ZodMiniType<Settings>,
  form: rules,
};
