import * as z from 'zod/mini';
import type { Json } from '@/lib/core/json';
import type { Settings } from './panel';

interface Words {
  label: string;
  hint?: string;
  /**
   * Names a control of the panel's own that edits this setting; without it, the control follows from `kind`. Settings that stand next to
   * each other and name the same control share it.
   */
  control?: string;
}

export interface Option {
  value: string;
  label: string;
  /** One sentence. */
  hint?: string;
  /** Index of its colour and marker in charts, where it is a series. */
  series?: number;
}

/**
 * One setting of an experiment: its default, its bounds and its words. Links, forms and the command line all follow from this.
 */
export type Field = Words &
  (
    | { kind: 'number'; default: number; min: number; max: number; step?: number; suffix?: string }
    | {
        kind: 'text';
        default: string;
        pattern: RegExp;
        maxLength: number;
        /** The keyboard that a touch screen shows. Default `text`. */
        inputMode?: 'text' | 'numeric' | 'url';
        /** What its characters are, in the plural; a count of them is then shown: `digits`. */
        unit?: string;
        /** Says in words what `pattern` demands. */
        rule: string;
        /**
         * Applied to what is typed before it is checked: trims spaces, maps full-width digits. The control shows the text as it was
         * typed until it is left.
         */
        normalise?(text: string): string;
        /** What is wrong with a text that `pattern` refuses, as a sentence; without it, `rule` is quoted. */
        problem?(text: string): string;
      }
    | { kind: 'choice'; default: string; options: readonly Option[] }
    | { kind: 'choices'; default: string[]; options: readonly Option[] }
  );

/** Settings that belong together: those of one task, for instance. They are nested in the experiment. */
export interface FieldGroup {
  kind: 'group';
  fields: FieldTable;
}

export interface FieldTable {
  readonly [name: string]: Field | FieldGroup;
}

/** The Zod schema of one field: bounds, and the default where the value is absent. Whole numbers unless `step` is a fraction. */
export function fieldSchema(field: Field | FieldGroup): z.ZodMiniType<Json> {
  switch (field.kind) {
    case 'number': {
      const number: z.ZodMiniNumber<number> = Number.isInteger(field.step ?? 1) ? z.int() : z.number();
      return z._default(number.check(z.minimum(field.min), z.maximum(field.max)), field.default);
    }
    case 'text':
      return z._default(
        z.string().check(z.maxLength(field.maxLength), z.regex(field.pattern, field.rule)),
        field.default,
      );
    case 'choice':
      return z._default(z.enum(values(field)), field.default);
    case 'choices':
      return z._default(
        z.array(z.enum(values(field))).check(
          z.minLength(1),
          z.refine(chosen => new Set(chosen).size === chosen.length, 'each value at most once'),
        ),
        field.default,
      );
    case 'group':
      return z.prefault(tableSchema(field.fields), {});
  }
}

const values = (field: { options: readonly Option[] }): string[] => field.options.map(option => option.value);

/** The strict schema of a whole table, groups nested. */
export function tableSchema(table: FieldTable): z.ZodMiniType<Settings> {
  return z.strictObject(Object.fromEntries(Object.entries(table).map(([name, field]) => [name, fieldSchema(field)])));
}

/** Anything that is registered and can be chosen. */
interface Member {
  id: string;
  title: string;
  /** One sentence. */
  summary: string;
}

/** Registered things as the options of a choice. */
export const optionsOf = (members: readonly Member[]): Option[] =>
  members.map(({ id, title, summary }) => ({ value: id, label: title, hint: summary }));

/** The settings of registered things, a group for each by its id. */
export const groupsOf = (members: readonly { id: string; fields: FieldTable }[]): FieldGroup => ({
  kind: 'group',
  fields: Object.fromEntries(members.map(({ id, fields }): [string, FieldGroup] => [id, { kind: 'group', fields }])),
});

/** Where a setting stands: names from the table down, joined by dots (`tasks.multiplication.a`). Names hold no dots. */
export type SettingPath = string;

/** The paths of all fields of a table, those of groups included. */
export const pathsOf = (table: FieldTable): SettingPath[] =>
  Object.entries(table).flatMap(([name, field]) =>
    field.kind === 'group' ? pathsOf(field.fields).map(path => `${name}.${path}`) : name,
  );

/** The field at a path. @throws RangeError where there is none */
export function fieldAt(table: FieldTable, path: SettingPath): Field {
  let at: Field | FieldGroup | undefined = { kind: 'group', fields: table };
  for (const name of path.split('.')) at = at?.kind === 'group' ? at.fields[name] : undefined;
  if (!at || at.kind === 'group') throw new RangeError(`There is no setting ${path}.`);
  return at;
}

/** The value at a path; undefined where there is none. */
export function settingAt(settings: Settings, path: SettingPath): Json | undefined {
  let at: Json | undefined = settings;
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null || Array.isArray(at)) return undefined;
    at = at[name];
  }
  return at;
}

/** A copy of the settings with another value at a path. */
export function withSettingAt(settings: Settings, path: SettingPath, value: Json): Settings {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...settings, [name]: value };
  const inner = settings[name];
  const group = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {};
  return { ...settings, [name]: withSettingAt(group, rest.join('.'), value) };
}
