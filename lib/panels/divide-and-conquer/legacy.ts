/**
 * What version 1 of the panel wrote, in the form of version 2. The only file that knows the names of version 1. Links, files and stored
 * runs of then keep their meaning: see the fixtures in `tests/fixtures/divide-and-conquer/v1/`.
 */
import type { Json } from '@/lib/core/json';
import type { JournalEntry } from '@/lib/experiment/entry';
import type { Settings } from '@/lib/experiment/panel';

/** Flat settings that belonged to tasks: the tasks that had each, and its name there. */
const ofTasks: Readonly<Record<string, { tasks: readonly string[]; name: string }>> = {
  a: { tasks: ['multiplication', 'addition'], name: 'a' },
  b: { tasks: ['multiplication', 'addition'], name: 'b' },
  digits: { tasks: ['multiplication', 'addition'], name: 'digits' },
  count: { tasks: ['multiplication', 'addition', 'hallucination', 'misinformation', 'own'], name: 'count' },
  data: { tasks: ['hallucination', 'misinformation'], name: 'data' },
  item: { tasks: ['hallucination', 'misinformation', 'own'], name: 'item' },
  ownProblems: { tasks: ['own'], name: 'problems' },
  ownSplit: { tasks: ['own'], name: 'split' },
  ownSolve: { tasks: ['own'], name: 'solve' },
  ownMerge: { tasks: ['own'], name: 'merge' },
  ownChecker: { tasks: ['own'], name: 'checker' },
};

/** Flat settings that strategies read, under the names that they still have. */
const options = new Set(['leaf', 'split', 'merge', 'samples', 'drawTemperature', 'breadth', 'depth', 'votes']);
/** Settings that stand where they stood. */
const kept = new Set(['task', 'repeats', 'strategies', 'calls']);

const problems: Readonly<Record<string, string>> = { given: 'one', drawn: 'many' };

/**
 * Settings of version 1, nested. A setting that several tasks shared goes to the chosen one, or to the first where the chosen one has
 * none: it was not read then, and is kept for the way back. Values are not checked here: the schema does that where they now stand.
 *
 * @throws RangeError for a setting that version 1 did not have
 */
export function migrateSettings(old: Settings): Settings {
  const chosen = typeof old['task'] === 'string' ? old['task'] : 'multiplication';
  const tasks: { [task: string]: { [name: string]: Json } } = {};
  const read: { [name: string]: Json } = {};
  const result: { [name: string]: Json } = {};
  for (const [key, value] of Object.entries(old)) {
    const home = Object.hasOwn(ofTasks, key) ? ofTasks[key] : undefined;
    if (home) {
      const task = home.tasks.includes(chosen) ? chosen : (home.tasks[0] ?? chosen);
      tasks[task] = { ...tasks[task], [home.name]: value };
    } else if (options.has(key)) read[key] = value;
    else if (kept.has(key)) result[key] = value;
    else if (key === 'problems') result[key] = problemsOf(value);
    else throw new RangeError(`Version 1 has no setting ${key}.`);
  }
  return { ...result, tasks, options: read };
}

/** @throws RangeError for a word that version 1 did not have */
function problemsOf(value: Json): Json {
  if (typeof value !== 'string' || !Object.hasOwn(problems, value)) {
    throw new RangeError('problems: must be "given" or "drawn".');
  }
  return problems[value] ?? value;
}

/** Steps of version 1 by their names, which may carry a number or an operand: `split second`, `solve 2`. */
const stepRoles = new Set([
  'split',
  'decide',
  'solve',
  'reason',
  'propose',
  'choose',
  'merge',
  'vote',
  'count',
  'answer',
]);
/** Scopes of version 1 by their names, which end in a number; all others were parts of a division. */
const scopeRoles: Readonly<Record<string, string>> = {
  step: 'step',
  sample: 'sample',
  thought: 'thought',
  vote: 'ballot',
};

/**
 * An entry of version 1 with roles. The programs of then named what they did by its role: the first word of a step is its role, and a
 * scope called `step 3`, `sample 3`, `thought 3` or `vote 3` is one of those; any other scope below a strategy is a part.
 */
export function migrateEntry(entry: JournalEntry): JournalEntry {
  const last = entry.path.length - 1;
  const roles = entry.path.map((name, depth) => {
    if (depth === 0) return 'unit';
    const word = name.split(' ', 1)[0] ?? '';
    if (depth === last) return stepRoles.has(word) ? word : '';
    if (depth === 1) return 'strategy';
    return /^[a-z]+ \d+$/.test(name) && Object.hasOwn(scopeRoles, word) ? (scopeRoles[word] ?? 'part') : 'part';
  });
  return { ...entry, roles };
}
