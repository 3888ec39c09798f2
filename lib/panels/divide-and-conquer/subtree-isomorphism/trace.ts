import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { type JournalEntry, pathKey } from '@/lib/experiment/entry';
import { createJournal } from '@/lib/experiment/journal';
import { createScope } from '@/lib/experiment/live-scope';
import { createRecorder } from '@/lib/experiment/recorder';
import type { Instance } from './encoding';
import { decide } from './program';

const kinds = ['split', 'solve', 'merge', 'answer'] as const;

/** The role of a stage. */
export type StepKind = (typeof kinds)[number];

/** One stage of the program, read from the journal. */
export interface Step {
  /** Names of the scopes around it, one for each split. */
  path: string[];
  kind: StepKind;
  /** The node of the pattern that the stage is about. */
  pattern: number;
  value: Json;
  truth?: Json;
}

/** One decision, read from its journal. */
export interface Trace {
  steps: Step[];
  answer: boolean;
  cost: Cost;
}

export interface Cost {
  /** Splits on the longest way down; the height of the pattern. */
  depth: number;
  /** Calls in isolated contexts: one for a leaf, two (split and merge) for a node with children. Code reads the answer. */
  calls: number;
  /** Calls on the longest chain; the others run at the same time. */
  rounds: number;
}

/** Runs the program over an empty journal, without an engine, and reads its steps from the journal. */
export async function traceOf(instance: Instance): Promise<Trace> {
  const journal = createJournal();
  const scope = createScope(
    { path: [], roles: [] },
    {
      sampling: { temperature: 0, top_p: 1, max_tokens: 1 },
      seed: 0,
      order: 0,
      recorder: createRecorder({ journal, onEntry() {}, onNotStored() {} }),
      dispatcher: {
        send: () => Promise.reject(new Failure('recording-missing', 'This program asks no model.')),
        idle: () => Promise.resolve(),
      },
      engineId: 'code',
      signal: new AbortController().signal,
      onStart() {},
      onText() {},
      onFailed() {},
      onMeasuring() {},
      onPart() {},
      measure: () => Promise.reject(new Failure('measuring-unsupported')),
      embed: () => Promise.reject(new Failure('embedding-unsupported')),
    },
  );
  const answer = await decide(instance, scope);
  const steps = journal.entries().flatMap(entry => stepOf(entry, instance.root[0]));
  return { steps, answer, cost: costOf(steps) };
}

function stepOf(entry: JournalEntry, root: number): Step[] {
  const kind = kinds.find(role => role === entry.roles?.at(-1));
  if (entry.kind !== 'value' || !kind) return [];
  const path = entry.path.slice(0, -1);
  const scope = path.at(-1);
  const pattern = scope === undefined ? root : Number(scope.replace(/^node /, ''));
  const { value, truth } = entry;
  return [{ path, kind, pattern, value, ...(truth === undefined ? {} : { truth }) }];
}

/** The cost, counted from the steps that the program took. */
export function costOf(steps: readonly Step[]): Cost {
  const calls = steps.filter(({ kind }) => kind !== 'answer');
  const perScope = new Map<string, number>();
  for (const { path } of calls) perScope.set(pathKey(path), (perScope.get(pathKey(path)) ?? 0) + 1);
  const chain = (path: readonly string[]) =>
    [...path, ''].reduce((sum, _, length) => sum + (perScope.get(pathKey(path.slice(0, length))) ?? 0), 0);
  return {
    depth: Math.max(...calls.map(({ path }) => path.length)),
    calls: calls.length,
    rounds: Math.max(...calls.map(({ path }) => chain(path))),
  };
}
