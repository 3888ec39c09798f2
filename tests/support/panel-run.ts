import type { Json } from '@/lib/core/json';
import { random } from '@/lib/core/random';
import type { Engine, EngineRef } from '@/lib/engines/contract';
import type { CallEntry } from '@/lib/experiment/entry';
import type { RunEvent } from '@/lib/experiment/events';
import { createJournal, type Journal } from '@/lib/experiment/journal';
import type { Experiment } from '@/lib/experiment/panel';
import { runExperiment } from '@/lib/experiment/runner';
import { parseExperiment } from '@/lib/experiment/spec';
import { divideAndConquerPanel, type ProblemResult } from '@/lib/panels/divide-and-conquer/panel';
import { findTask } from '@/lib/panels/divide-and-conquer/registry';
import { type DivideAndConquerSettings, taskSettings } from '@/lib/panels/divide-and-conquer/settings';
import { solvePerfectly } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/perfect';
import { solveClaimPerfectly } from '@/lib/panels/divide-and-conquer/tasks/verification/perfect';
import type { Claim } from '@/lib/panels/divide-and-conquer/tasks/verification/problem';
import { type Script, scriptedEngine } from './scripted-engine';

/** Settings in the short form of version 1, which the panel still reads: all in one flat list. */
export type Settings = { [name: string]: Json };

/** An experiment of the panel, checked as one that comes from outside. */
export const panelExperiment = (settings: Settings, rest: object = {}): Experiment<DivideAndConquerSettings> =>
  parseExperiment({ version: 1, panel: 'divide-and-conquer', settings, ...rest }, divideAndConquerPanel);

/** The answer of a model that is always right, for the problems of an experiment. */
export async function perfectAnswers(
  experiment: Experiment<DivideAndConquerSettings>,
): Promise<(prompt: string) => string> {
  const { settings, seed } = experiment;
  if (settings.task === 'own') return solveBakery;
  const task = findTask(settings.task);
  if (task.metric !== 'detection') return solvePerfectly;
  const own = taskSettings(settings, task);
  const claims = (await task.problems(own, settings.problems, random(seed).fork('problems'))) as Claim[];
  return prompt => {
    // A merge shows no source: what it asks is the same of every claim.
    const claim = claims.find(({ source, text }) => prompt.includes(source) || prompt.includes(text)) ?? claims[0];
    return solveClaimPerfectly(claim as Claim, prompt);
  };
}

/** "Your own task" as it comes: counts the loaves of its default text, or of a part of it. */
export function solveBakery(prompt: string): string {
  if (prompt.startsWith('Text:') && prompt.includes('Write every sentence'))
    return prompt.split('\n\n')[0]?.slice('Text:\n'.length) ?? '';
  if (prompt.includes('Candidates:')) return '1';
  if (prompt.includes('one next thought')) return 'Only loaves count, not cakes.';
  const summed = /different days:\n([\s\S]*)\n\nAdd/.exec(prompt)?.[1];
  if (summed !== undefined)
    return String([...summed.matchAll(/^\d+\. (\d+)$/gm)].reduce((sum, [, found]) => sum + Number(found), 0));
  const text = prompt.slice(prompt.lastIndexOf('Text:\n')).split('\n\n')[0] ?? '';
  const loaves = [...text.matchAll(/(\d+) loaves/g)].reduce((sum, [, found]) => sum + Number(found), 0);
  return prompt.includes('step by step') ? `Let me see.\nAnswer: ${loaves}` : String(loaves);
}

interface PanelRun {
  settings: Settings;
  /** Of the experiment besides its settings. */
  rest?: object;
  /** Takes the place of the perfect answer where it returns a text. */
  answer?: (prompt: string) => string | undefined;
  script?: Partial<Script>;
  journal?: Journal;
  engine?: Engine;
  openEngine?: (ref: EngineRef) => Promise<Engine>;
  signal?: AbortSignal;
}

/** Runs an experiment of the panel on a scripted engine, which is right where nothing else is said. */
export async function runPanel({
  settings,
  rest,
  answer,
  script,
  journal = createJournal(),
  openEngine,
  signal,
  ...given
}: PanelRun) {
  const experiment = panelExperiment(settings, rest);
  const perfect = await perfectAnswers(experiment);
  const engine = scriptedEngine({
    answer: request => {
      const prompt = request.messages.at(-1)?.content ?? '';
      return answer?.(prompt) ?? perfect(prompt);
    },
    ...script,
  });
  const events: RunEvent[] = [];
  const outcome = await runExperiment({
    panel: divideAndConquerPanel,
    experiment,
    openEngine: openEngine ?? (() => Promise.resolve(given.engine ?? engine)),
    journal,
    signal: signal ?? new AbortController().signal,
    onEvent: event => void events.push(event),
  });
  const entries = journal.entries();
  const calls = entries.filter((entry): entry is CallEntry => entry.kind === 'call');
  const values = outcome.results.map(result => result.value as unknown as ProblemResult);
  return {
    experiment,
    engine,
    journal,
    entries,
    calls,
    outcome,
    events,
    values,
    strategies: values[0]?.strategies ?? {},
  };
}
