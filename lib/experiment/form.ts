import type { EngineRef } from '@/lib/engines/contract';
import { type FieldTable, pathsOf, type SettingPath } from './fields';
import type { Panel, Settings } from './panel';

/** One line of a form. What it leaves out comes from the field. */
export interface FormLine {
  path: SettingPath;
  label?: string;
  hint?: string;
  suffix?: string;
  /** Options that cannot be chosen now, and why. A chosen one keeps its tick for the way back. */
  unsupported?: Readonly<Record<string, string>>;
  /** Whether it stands folded behind the others, since few people change it. */
  isDetail?: true;
}

/**
 * The lines of the settings of those that are chosen: `groupsOf` keeps them by the id of each.
 *
 * @param group the name of the setting that holds the groups
 */
export const linesOf = (
  group: string,
  members: readonly { id: string; title: string; fields: FieldTable }[],
  chosen: readonly string[],
): FormLine[] =>
  members
    .filter(({ id }) => chosen.includes(id))
    .flatMap(({ id, title, fields }) =>
      Object.entries(fields).map(([name, field]) => ({
        path: `${group}.${id}.${name}`,
        label: 'label' in field ? `${title}: ${field.label.toLowerCase()}` : title,
      })),
    );

/** Another experiment that one press can run: all problems instead of one, for instance. */
export interface Alternative<S extends Settings> {
  /** On its button: `Run 20 problems × 3 strategies`. */
  label: string;
  settings: S;
}

/**
 * How a panel's form follows from its settings. Paths are plain strings: naming them by the keys of `S` would make `Panel<S>` invariant.
 */
export interface FormRules<S extends Settings> {
  /** The settings that matter to the experiment, in the order of the form. All others keep their values and are not shown. */
  lines(settings: S): FormLine[];
  /**
   * The settings after a person changed `path`, where others follow from it: another task takes other strategies. `before` are those
   * before the change.
   */
  follow?(settings: S, path: SettingPath, before: S): S;
  /** Why the experiment cannot run as it stands, as a sentence; undefined if it can. */
  obstacle?(settings: S): string | undefined;
  /** What else Run can do. `compare` are the further models of the experiment, which join where the alternative compares models. */
  alternatives?(settings: S, compare: readonly EngineRef[]): Alternative<S>[];
  /** Whether programs embed texts: the form then offers an embedder. */
  embeds?(settings: S): boolean;
  /** Whether further models can join: the form then offers them. */
  comparesModels?(settings: S): boolean;
}

/** The lines of a panel's form: those that it names, else all of its fields, those of groups included. */
export const formLines = ({ form, fields }: Pick<Panel, 'form' | 'fields'>, settings: Settings): FormLine[] =>
  form?.lines(settings) ?? pathsOf(fields).map(path => ({ path }));
