import type { LiveRun } from '@/components/trace/live-run';
import { numberError } from '@/components/ui/number';
import { asFailure, type FailureRecord } from '@/lib/core/failure';
import { canonical, type Json } from '@/lib/core/json';
import type { EngineRef } from '@/lib/engines/contract';
import { type Field, fieldAt, fieldSchema, settingAt, type SettingPath, withSettingAt } from '@/lib/experiment/fields';
import { type FormLine, formLines } from '@/lib/experiment/form';
import type { CallPlan, Experiment, Panel, Sampling, Settings } from '@/lib/experiment/panel';
import type { EndStatus } from '@/lib/experiment/run';
import { samplingFields, seedField } from '@/lib/experiment/spec';

/**
 * `recorded`: from a file. `loading`: the model is being loaded. `stopping`: Stop was pressed, and the last call is ending. `elsewhere`: it
 * goes on in another page, and this one shows what is stored of it. `incomplete`: all units ended, some without an answer, because a call
 * failed.
 */
export type RunStatus = 'recorded' | 'loading' | 'running' | 'stopping' | 'elsewhere' | 'failed' | EndStatus;

/** A run on the page. */
export interface RunView<S extends Settings = Settings> {
  /** In the run store; null for a recorded one. */
  id: string | null;
  title: string;
  /** What to see in it, where it comes with the site. */
  sentence: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** The settings that it was run with, which the form may have left since. */
  experiment: Experiment<S>;
  environment: Record<string, string>;
  status: RunStatus;
  failure: FailureRecord | null;
  live: LiveRun;
  /** Calls that were planned before the run; null where they cannot be counted. */
  plan: CallPlan | null;
  /** Milliseconds in progress since Run was pressed, and the units that were finished from the journal alone: from them follows the time left. */
  elapsed: number;
  replayedUnits: number;
}

/** A stored run that was stopped before its end. */
export interface Unfinished {
  id: string;
  title: string;
  /** Calls that are stored. */
  calls: number;
  /** The models that it runs on. */
  models: readonly EngineRef[];
}

/** What is seen of a recorded run, and what it is compared with. */
export interface ReplayState<S extends Settings = Settings> {
  /** How many steps of the visible unit are shown; null for all of them. */
  replay: { at: number } | null;
  /** The recorded run that the current run repeats. */
  original: RunView<S> | null;
  /** Whether that one is visible, and not the run of this browser. */
  showsOriginal: boolean;
  /** File of the ready-made experiment that is open, or address of the run that was fetched from another server. */
  readyMade: string | null;
  /** Address of a run on another server, which the page's address names and nobody has allowed to be fetched yet. */
  offered: string | null;
}

export interface WorkbenchState<S extends Settings = Settings> extends ReplayState<S> {
  /** Constant for the life of a store. */
  panel: Panel<S>;
  /** What a link carries: always valid. */
  experiment: Experiment<S>;
  /** Texts and choices that are not allowed, by path; the experiment keeps the last allowed value. */
  drafts: Readonly<Record<SettingPath, Json>>;
  run: RunView<S> | null;
  unfinished: Unfinished | null;
  /** Name of the unit that is shown in full, of a run of many. */
  unit: string | null;
  /** The step of the panel's tour that is open, from 0; null while no tour goes on. */
  tour: number | null;
  /** The running order of stage mode, as the address names it, empty for the panel's own; null outside of stage mode. */
  stage: string | null;
  /** What the author of the link has locked, as its query says it (`readLocks`); null where it says nothing. */
  locks: string | null;
  /** Where the models of Hugging Face come from instead, as the address of the page names it; null for Hugging Face itself. */
  mirror: string | null;
  /** Key of the step that is open in the inspector. */
  selected: string | null;
  notices: FailureRecord[];
  /** While a run or an experiment is being opened. */
  isOpening: boolean;
  /** How far a file has been read or written, while one is. */
  file: FileProgress | null;
  /** Whether the experiment came with a link and nothing has been run yet. */
  isShared: boolean;
  /** What the link that was opened says of the result of its experiment, as the link writes it. */
  claim: { text: string; experiment: Experiment<S> } | null;
  /** Counts changes to the user's data sets, so that whatever depends on them is computed again. */
  dataVersion: number;
}

/** Bytes of a file that is read, or entries of a run that is written. */
export interface FileProgress {
  what: 'read' | 'written';
  done: number;
  /** Null while the total is unknown. */
  total: number | null;
}

export const noReplay = { replay: null, original: null, showsOriginal: false, readyMade: null, offered: null } as const;

/** Whether a run is in progress. */
export const isBusy = (run: Pick<RunView, 'status'> | null): boolean =>
  run !== null && (run.status === 'loading' || run.status === 'running' || run.status === 'stopping');

/** Whether Run would resume this run, or retry its failed calls. */
export const canResume = (run: Pick<RunView, 'id' | 'status'> | null): boolean =>
  run !== null && run.id !== null && ['stopped', 'failed', 'incomplete'].includes(run.status);

/** What Run is called on a run of which only the failed calls are left. */
export const retryLabel = 'Retry the failed calls';

/** Whether a value is the same experiment. */
export const isSame = (a: unknown, b: Experiment): boolean => canonical(a) === canonical(b);

/** Whether what a link claims is of the experiment in sight: of the run, or of the form while there is none. */
export const isOfClaim = ({ claim, run, experiment }: Pick<WorkbenchState, 'claim' | 'run' | 'experiment'>): boolean =>
  claim !== null && isSame((run ?? { experiment }).experiment, claim.experiment);

/** What the form shows of a setting: what was typed, or the value. */
export const shownSetting = ({ experiment, drafts }: WorkbenchState, path: SettingPath): Json =>
  drafts[path] ?? settingAt(experiment.settings, path) ?? null;

/** The text that was typed into a field and is not allowed; undefined where there is none. */
export const draftText = ({ drafts }: Pick<WorkbenchState, 'drafts'>, path: SettingPath): string | undefined =>
  drafts[path] === undefined ? undefined : String(drafts[path]);

/** The experiment with other settings, checked by the panel's own schema. @throws RangeError where they are not valid */
export function withSettings<S extends Settings>(
  experiment: Experiment<S>,
  settings: Settings,
  panel: Panel<S>,
): Experiment<S> {
  const parsed = panel.settings.safeParse(settings);
  if (!parsed.success) throw new RangeError(`These settings are not valid: ${parsed.error.message}`);
  return { ...experiment, settings: parsed.data };
}

/** The state after a setting was changed: in the experiment if the value is allowed, as a draft if it is not. */
export function withSetting<S extends Settings>(
  state: WorkbenchState<S>,
  path: SettingPath,
  typed: Json,
): Pick<WorkbenchState<S>, 'experiment' | 'drafts'> {
  const { panel, experiment } = state;
  const { [path]: _old, ...drafts } = state.drafts;
  const field = fieldAt(panel.fields, path);
  const value = field.kind === 'text' && typeof typed === 'string' ? (field.normalise?.(typed) ?? typed) : typed;
  if (!fieldSchema(field).safeParse(value).success) return { experiment, drafts: { ...drafts, [path]: typed } };
  const changed = withSettings(experiment, withSettingAt(experiment.settings, path, value), panel);
  const settings = panel.form?.follow?.(changed.settings, path, experiment.settings) ?? changed.settings;
  return { experiment: { ...changed, settings }, drafts };
}

/** The seed and the sampling belong to every panel. Their names in `drafts` begin with a sign that no setting has. */
export const seedPath = '@seed';
export const samplingPath = (name: keyof Sampling): SettingPath => `@${name}`;

const commonFields: Readonly<Record<SettingPath, Field>> = {
  [seedPath]: seedField,
  ...Object.fromEntries(Object.entries(samplingFields).map(([name, field]) => [`@${name}`, field])),
};

const fieldOf = ({ fields }: Panel, path: SettingPath): Field => commonFields[path] ?? fieldAt(fields, path);

/** The drafts without some of them. */
export const withoutDrafts = (
  { drafts }: Pick<WorkbenchState, 'drafts'>,
  paths: readonly SettingPath[],
): WorkbenchState['drafts'] => Object.fromEntries(Object.entries(drafts).filter(([path]) => !paths.includes(path)));

/** What is wrong with a value as it was typed, as a sentence; undefined if nothing is. */
export function draftProblem({ panel, drafts }: WorkbenchState, path: SettingPath): string | undefined {
  const draft = drafts[path];
  if (draft === undefined) return undefined;
  const field = fieldOf(panel, path);
  switch (field.kind) {
    case 'text':
      return textProblem(String(draft), field);
    case 'choices':
      return 'Choose at least one.';
    case 'number':
      return numberError(String(draft), { min: field.min, max: field.max, step: field.step ?? 1 });
    case 'choice':
      return 'Choose one of the options.';
  }
}

function textProblem(text: string, field: Extract<Field, { kind: 'text' }>): string {
  const over = text.length - field.maxLength;
  if (over > 0) return `It is ${over.toLocaleString('en')} ${over === 1 ? 'character' : 'characters'} too long.`;
  return field.problem?.(text) ?? `Use ${field.rule}.`;
}

/** Why the experiment cannot be run as the form stands; undefined if it can. Settings that do not matter to it may be wrong. */
export function obstacle(state: WorkbenchState): string | undefined {
  const { panel, experiment, drafts } = state;
  const common: FormLine[] = Object.keys(commonFields).map(path => ({ path }));
  const wrong = [...formLines(panel, experiment.settings), ...common].find(({ path }) => drafts[path] !== undefined);
  if (wrong) {
    return `${wrong.label ?? fieldOf(panel, wrong.path).label}: ${draftProblem(state, wrong.path) ?? ''}`;
  }
  return panel.form?.obstacle?.(experiment.settings);
}

/** Milliseconds that a run of many has left, once three units were finished since Run was pressed; null before. */
export function timeLeft({ live, replayedUnits, elapsed }: RunView): number | null {
  const done = live.done - replayedUnits;
  return done < 3 ? null : (elapsed / done) * (live.total - live.done);
}

/** Any thrown value as a record for a notice. */
export const recordOf = (error: unknown): FailureRecord => {
  const { kind, detail } = asFailure(error);
  return { kind, detail };
};
