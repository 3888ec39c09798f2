import type * as z from 'zod/mini';
import { random } from '@/lib/core/random';
import { type FieldTable, tableSchema } from '@/lib/experiment/fields';
import type { Panel, Settings } from '@/lib/experiment/panel';
import { words } from './fixture-panel';

const fields = {
  ...words.fields,
  words: {
    kind: 'text',
    label: 'Words',
    default: 'fox, dog, owl',
    pattern: /^[a-z, ]*$/,
    maxLength: 30_000,
    rule: 'lower-case words with commas between them',
  },
} satisfies FieldTable;

/** The fixture panel with room for more words than a link carries. */
export const roomy: Panel = { ...words, fields, settings: tableSchema(fields) as unknown as z.ZodMiniType<Settings> };

const letters = random(1);

/** One word that cannot be compressed to the length of a link. */
export const longText = Array.from({ length: 20_000 }, () => String.fromCharCode(letters.integer(97, 122))).join('');
