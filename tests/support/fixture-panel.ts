import type * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import { type FieldTable, tableSchema } from '@/lib/experiment/fields';
import type { Experiment, Panel, PhaseResults, Settings, Unit } from '@/lib/experiment/panel';
import type { Scope } from '@/lib/experiment/scope';
import { type Script, scriptedEngine } from './scripted-engine';

/**
 * A panel for tests, with all that a panel can have: the model describes every word in a first phase; in a second, each word looks for
 * the one with the nearest description, by embeddings, and asks the model about the two.
 */
const fields = {
  words: {
    kind: 'text',
    label: 'Words',
    hint: 'Empty: from your own data.',
    default: 'fox, dog, owl',
    pattern: /^[a-z, ]*$/,
    maxLength: 2000,
    rule: 'lower-case words with commas between them',
  },
  style: {
    kind: 'choice',
    label: 'Style',
    default: 'short',
    options: [
      { value: 'short', label: 'short' },
      { value: 'long', label: 'long' },
    ],
  },
} satisfies FieldTable;

type WordSettings = Settings & { words: string; style: string };
type Described = { description: string };
type Compared = { nearest: string; alike: boolean };

let ownWords = '';

function wordsOf({ settings }: Experiment<WordSettings>): string[] {
  const text = settings.words || ownWords;
  if (text === '') throw new Failure('data-missing', 'Bring a file of words.');
  return text.split(',').map(word => word.trim());
}

const describeUnits = (experiment: Experiment<WordSettings>): Unit[] =>
  wordsOf(experiment).map(word => ({ name: word, input: word }));

/** One unit a word that was described; a word whose description failed is left out. */
function compareUnits(_experiment: Experiment<WordSettings>, { describe = [] }: PhaseResults): Unit[] {
  const described = describe.flatMap(({ name, value }) => (value ? [{ name, ...(value as Described) }] : []));
  return described.map(word => ({
    name: `${word.name}: nearest`,
    input: { word, others: described.filter(other => other !== word) },
  }));
}

async function describeWord(word: string, style: string, scope: Scope): Promise<Described> {
  const { text } = await scope.ask(`Describe ${word}, ${style}`, { name: 'describe', role: 'solve' });
  return { description: text };
}

interface Word extends Described {
  name: string;
}

async function compareWord({ word, others }: { word: Word; others: Word[] }, scope: Scope): Promise<Compared> {
  const [own, ...rest] = await scope.embed(
    [word, ...others].map(({ description }) => description),
    { role: 'retrieve' },
  );
  const distances = rest.map(vector => vector.reduce((sum, x, at) => sum + (x - (own?.[at] ?? 0)) ** 2, 0));
  const nearest = others[distances.indexOf(Math.min(...distances))]?.name ?? '';
  scope.emit('nearest', nearest, { role: 'choose' });
  const { text } = await scope
    .step('check', { role: 'part' })
    .ask(`Is ${word.name} like ${nearest}?`, { role: 'vote' });
  return { nearest, alike: text === 'yes' };
}

export const words: Panel = {
  id: 'words',
  title: 'Words',
  summary: 'Finds for every word the one that is described most alike.',
  version: 2,
  fields,
  settings: tableSchema(fields) as unknown as z.ZodMiniType<WordSettings>,
  // Version 1 had its words in a list that spaces part.
  migrate: ({ list, ...rest }) =>
    typeof list === 'string' ? { ...rest, words: list.trim().split(/ +/).join(', ') } : rest,
  // Version 1 knew no roles.
  migrateEntry: entry => ({ ...entry, roles: entry.path.map((name, at) => (at === 0 ? 'unit' : `old ${name}`)) }),
  phases: [
    { name: 'describe', units: experiment => describeUnits(experiment as Experiment<WordSettings>) },
    { name: 'compare', units: (experiment, earlier) => compareUnits(experiment as Experiment<WordSettings>, earlier) },
  ],
  plan: async experiment => {
    const count = wordsOf(experiment as Experiment<WordSettings>).length;
    return { calls: 2 * count, isExact: true, sentence: `${count} words` };
  },
  describe: ({ settings }) => String(settings['words'] || 'your own words'),
  run: async ({ phase, input }, { settings }, scope) =>
    phase === 'describe'
      ? describeWord(input as string, settings.style as string, scope)
      : compareWord(input as unknown as { word: Word; others: Word[] }, scope),
  readResult: value => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined),
  score: (_experiment, results) =>
    `${results.filter(({ value }) => (value as Compared | undefined)?.alike === true).length} alike`,
  table: async (_experiment, results) => ({
    columns: ['unit', 'result'],
    rows: results.map(({ name, value, failure }) => [name, JSON.stringify(value ?? failure)]),
  }),
  async importData(files) {
    ownWords = (await Promise.all(files.map(file => file.text()))).join(',').trim();
    return `${ownWords.split(',').length} words.`;
  },
  summarise: async ({ experiment, results, entries }, command) => ({
    experiment,
    command,
    units: results.length,
    calls: entries.filter(({ kind }) => kind === 'call').length,
  }),
};

/** Answers the panel's prompts and embeds by letters. */
export const wordsEngine = (script: Partial<Script> = {}) =>
  scriptedEngine({
    answer: request => {
      const prompt = request.messages.at(-1)?.content ?? '';
      return prompt.startsWith('Describe') ? `A ${prompt.slice(9, 12)} is an animal.` : 'yes';
    },
    embed: text => [...'abcdefghijklmnopqrstuvwxyz'].map(letter => text.split(letter).length - 1),
    ...script,
  });
