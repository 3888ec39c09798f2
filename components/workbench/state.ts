import type { LiveRun } from '@/components/trace/live-run';
import { fieldSchema, type Field, type FieldTable } from '@/lib/experiment/fields';
import type { Experiment } from '@/lib/experiment/panel';
import type { RunHeader } from '@/lib/experiment/run';
import { asFailure, type FailureRecord } from '@/lib/core/failure';
import { canonical, type Json } from '@/lib/core/json';
import { fields, type DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { parseWhole } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/numbers';
import { parseProblems } from '@/lib/panels/divide-and-conquer/tasks/own/problem';
import {
  relevantSettings,
  strategiesFor,
  usedStrategies,
  type SettingName,
} from '@/components/divide-and-conquer/form/rules';

export type Settings = DivideAndConquerSettings;
export type PanelExperiment = Experiment<Settings>;
export type { SettingName };

/**
 * `recorded`: came from a file. `loading`: the model is made ready. `stopping`: asked to stop, the last call is ending.
 * The others say how a run here stands.
 */
export type RunStatus = 'recorded' | 'loading' | 'running' | 'stopping' | 'stopped' | 'finished' | 'failed';

/** The run on the stage. */
export interface RunView {
  /** In the run store; null for a recorded one. */
  id: string | null;
  title: string;
  /** What to see in it, where it comes with the site. */
  sentence: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** The settings that it was run with, which the form may have left since. */
  experiment: PanelExperiment;
  environment: Record<string, string>;
  status: RunStatus;
  failure: FailureRecord | null;
  live: LiveRun;
  /** Milliseconds under way since Run was pressed, and the units that were done then: from them follows the time left. */
  elapsed: number;
  replayedUnits: number;
}

/** A stored run that was not ended, and how many of its calls are kept. */
export interface Unfinished {
  header: RunHeader;
  calls: number;
}

export interface PanelState {
  /** What a link carries: always valid. */
  experiment: PanelExperiment;
  /** What was typed where it is not allowed; the experiment keeps the last allowed value. */
  drafts: Partial<Record<SettingName, Json>>;
  run: RunView | null;
  unfinished: Unfinished | null;
  /** Root of the unit that is shown in full, of a run of many. */
  unit: string | null;
  /** Key of the step that is open in the inspector. */
  selected: string | null;
  notices: FailureRecord[];
  /** While the run that the page opens with is on its way. */
  isOpening: boolean;
  /** How many pairs of factors were drawn into the form. */
  draws: number;
}

/** Whether a run is under way. */
export const isBusy = (run: RunView | null): boolean =>
  run !== null && (run.status === 'loading' || run.status === 'running' || run.status === 'stopping');

/** Whether Run would go on with what is on the stage. */
export const canResume = (run: RunView | null): boolean =>
  run !== null && run.id !== null && (run.status === 'stopped' || run.status === 'failed');

/** Whether two experiments are the same. */
export const isSame = (a: Experiment<never> | PanelExperiment, b: PanelExperiment): boolean =>
  canonical(a) === canonical(b);

/** What the form shows of a setting. */
export const shown = <N extends SettingName>({ experiment, drafts }: PanelState, name: N): Settings[N] =>
  (drafts[name] ?? experiment.settings[name]) as Settings[N];

/** The state after a setting was changed: in the experiment if it is allowed, as a draft if it is not. */
export function withSetting(state: PanelState, name: SettingName, value: Json): PanelState {
  const { [name]: _old, ...drafts } = state.drafts;
  if (!fieldSchema((fields as FieldTable)[name]!).safeParse(value).success)
    return { ...state, drafts: { ...drafts, [name]: value } };
  const settings = { ...state.experiment.settings, [name]: value } as Settings;
  return {
    ...state,
    drafts,
    experiment: { ...state.experiment, settings: name === 'task' ? onTask(settings) : settings },
  };
}

/** What goes with another task: a data set belongs to one task only. */
const onTask = (settings: Settings): Settings => ({
  ...settings,
  data: '',
  item: 1,
  strategies: strategiesFor(settings),
});

/** What is wrong with a setting as it stands in the form, as a sentence. */
export function problemOf(state: PanelState, name: SettingName): string | undefined {
  const draft = state.drafts[name];
  if (draft === undefined) return undefined;
  if (name === 'a' || name === 'b') return factorProblem(String(draft));
  if (Array.isArray(draft)) return 'Choose at least one.';
  const field = (fields as FieldTable)[name];
  if (field?.kind === 'text' && typeof draft === 'string') return textProblem(draft, field);
  return 'This value is not allowed.';
}

function textProblem(text: string, { maxLength, rule }: Extract<Field, { kind: 'text' }>): string {
  const over = text.length - maxLength;
  if (over > 0) return `It is ${over.toLocaleString('en')} ${over === 1 ? 'character' : 'characters'} too long.`;
  // The only other rule that texts have is on control characters, which cannot be seen.
  return `It holds a character that is not allowed: use ${rule}.`;
}

function factorProblem(text: string): string | undefined {
  try {
    parseWhole(text);
    return undefined;
  } catch (error) {
    const detail = asFailure(error).detail;
    return text === '' ? 'Enter a whole number.' : `${detail} Use up to 40 digits, 0 to 9, without a sign.`;
  }
}

/** Why the experiment cannot be run as the form stands; undefined if it can. What does not matter to it may be wrong. */
export function obstacle(state: PanelState, problems: Settings['problems']): string | undefined {
  const { settings } = state.experiment;
  const wrong = relevantSettings(settings, problems).find(name => state.drafts[name] !== undefined);
  if (wrong) return `${(fields as FieldTable)[wrong]!.label}: ${problemOf(state, wrong) ?? ''}`;
  if (usedStrategies(settings).length === 0) return 'Strategies: none of the chosen ones suits this task.';
  if (settings.task === 'own' && parseProblems(settings.ownProblems).length === 0) {
    return 'Problems: write at least one.';
  }
  return undefined;
}

/** Milliseconds that a run of many has left, once three units were finished in this go; null before. */
export function timeLeft({ live, replayedUnits: doneBefore, elapsed }: RunView): number | null {
  const done = live.done - doneBefore;
  return done < 3 ? null : (elapsed / done) * (live.total - live.done);
}
