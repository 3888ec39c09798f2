import { pathKey, type JournalEntry } from '@/lib/experiment/entry';
import { createJournal } from '@/lib/experiment/journal';
import { createScope } from '@/lib/experiment/live-scope';
import { createRecorder } from '@/lib/experiment/recorder';
import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { Instance } from './encoding';
import { decide, entryNames } from './program';

export type StepKind = keyof typeof entryNames;

/** One stage of the program, as the journal has it. */
export interface Step {
  /** Names of the scopes that it stands in, a scope a split. */
  path: string[];
  kind: StepKind;
  /** The node of the pattern that the stage is about. */
  pattern: number;
  value: Json;
  truth?: Json;
}

/** What the journal of one decision shows. */
export interface Trace {
  steps: Step[];
  answer: boolean;
  cost: Cost;
}

export interface Cost {
  /** Splits on the longest way down; the height of the pattern. */
  depth: number;
  /** Calls in isolated contexts: one a leaf, two (split and merge) a node with children. The answer is read off by code. */
  calls: number;
  /** Calls one after another on the longest chain; the others run beside them. */
  rounds: number;
}

/** Runs the program over an empty journal, without an engine, and reads its steps from what was journaled. */
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
      embed: () => Promise.reject(new Failure('embedding-unsupported')),
    },
  );
  const answer = await decide(instance, scope);
  const steps = journal.entries().flatMap(entry => stepOf(entry, instance.root[0]));
  return { steps, answer, cost: costOf(steps) };
}

function stepOf(entry: JournalEntry, root: number): Step[] {
  const kind = (Object.keys(entryNames) as StepKind[]).find(name => entryNames[name] === entry.path.at(-1));
  if (entry.kind !== 'value' || !kind) return [];
  const path = entry.path.slice(0, -1);
  const scope = path.at(-1);
  const pattern = scope === undefined ? root : Number(scope.replace(/^node /, ''));
  const { value, truth } = entry;
  return [{ path, kind, pattern, value, ...(truth === undefined ? {} : { truth }) }];
}

/** Counted from the steps, not from the tree: what the program did, whatever the pattern looks like. */
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
