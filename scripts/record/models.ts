import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { compressedModels, findModel } from '@/lib/engines/models';
import type { MeasuredModel, MeasuredTask } from '@/lib/experiment/measured-models';
import { wilson } from '@/lib/stats/wilson';
import { root } from '../tool';

const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

const table = z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.string())) });
const arithmeticSchema = z.object({ environment: z.object({ parameters: z.string() }), addition: table });
const summarySchema = z.object({
  rows: z.array(z.object({ strategy: z.string(), size: z.number(), n: z.number(), correct: z.number() })),
});
const englishSchema = z.object({
  environment: z.object({ parameters: z.string() }),
  groups: z.record(z.string(), table),
});
const compressionSchema = z.object({
  transcripts: z.number(),
  models: z.record(z.string(), z.object({ reading: z.object({ exact: z.number(), ratio: z.number() }) })),
});

/**
 * What the models that ship with the site can do and what they cannot, from the files that `npm run measure` and `npm run record` wrote.
 *
 * @throws Error where a file lacks a figure
 */
export function measuredModels(): MeasuredModel[] {
  return [arithmetic(), english(), compressed()];
}

function arithmetic(): MeasuredModel {
  const { environment, addition } = arithmeticSchema.parse(readJson('training/measured.json'));
  const { rows } = summarySchema.parse(readJson('public/experiments/multiplication-by-digits.json'));
  const product = (words: string, strategy: string, size: number): MeasuredTask => {
    const row = found(
      rows.find(one => one.strategy === strategy && one.size === size),
      `${strategy} ${size}`,
    );
    return { task: `Two numbers of ${size} digits, multiplied ${words}`, ...share(row.correct, row.n) };
  };
  const sum = rowOf(addition, { Strategy: 'IO', Digits: '8' });
  return {
    ...named('loupe-arithmetic', environment.parameters),
    cannot: 'It knows long multiplication and long addition up to eight digits, and nothing else.',
    tasks: [
      product('in one step', 'io', 4),
      product('step by step (chain of thought)', 'cot', 4),
      product('by divide and conquer', 'divide-and-conquer', 4),
      product('by divide and conquer', 'divide-and-conquer', 8),
      {
        task: 'Two numbers of 8 digits, added in one step',
        ...share(Math.round((Number(sum['Correct %']) * Number(sum['n'])) / 100), Number(sum['n'])),
      },
    ],
  };
}

function english(): MeasuredModel {
  const { environment, groups } = englishSchema.parse(readJson('training/english/measured.json'));
  const f1 = (task: string, group: string, demonstrations: string): MeasuredTask => {
    const row = rowOf(found(groups[group], group), { demonstrations });
    const [, score = '', low = '', high = ''] = /^([\d.]+) \[([\d.]+), ([\d.]+)\]$/.exec(row['F1 [95 %]'] ?? '') ?? [];
    found(score === '' ? undefined : score, `F1 of ${group}`);
    return { task, measure: 'F1', score: Number(score), low: Number(low), high: Number(high), n: Number(row['n']) };
  };
  return {
    ...named('loupe-english', environment.parameters),
    cannot:
      'It marks names in short English sentences. It cannot chat, and it does not improve by its own annotations on new subjects.',
    tasks: [
      f1('Names in subjects that it knows', 'known subjects', 'none'),
      f1('Names in subjects that it knows, shown its own examples', 'known subjects', 'self nearest'),
      f1('Names in new subjects', 'held-out subjects', 'none'),
      f1('Names in new subjects, shown examples by people', 'held-out subjects', 'gold nearest'),
      f1('Names in new subjects, shown its own examples', 'held-out subjects', 'self nearest'),
      f1('Names in Wikipedia (WikiGold)', 'WikiGold test', 'none'),
    ],
  };
}

function compressed(): MeasuredModel {
  const { transcripts, models } = compressionSchema.parse(readJson('training/compression/measured.json'));
  return {
    id: 'compressed',
    title: 'Loupe Arithmetic, with a cache that it compresses',
    parameters: null,
    cannot:
      'The arithmetic model, trained on so that it needs less of what it has read. How often it errs depends on the method, and on how much it leaves out.',
    tasks: compressedModels.map(({ ref, compression }) => {
      const { reading } = found(models[ref.model ?? ''], ref.model ?? '');
      return {
        task: `Worked problems read without an error, cache ${reading.ratio.toFixed(1)} times smaller (${compression?.method})`,
        ...share(Math.round(reading.exact * transcripts), transcripts),
      };
    }),
  };
}

function share(correct: number, n: number): Omit<MeasuredTask, 'task'> {
  const { share: part, low, high } = wilson(correct, n);
  const percent = (of: number): number => Math.round(1000 * of) / 10;
  return { measure: 'right', score: percent(part), low: percent(low), high: percent(high), n };
}

const named = (id: string, parameters: string): Pick<MeasuredModel, 'id' | 'title' | 'parameters'> => ({
  id,
  title: found(findModel({ engine: 'embedded', model: id }), id).title,
  parameters: Number(parameters),
});

/** The row of a table with these cells, by the titles of its columns. */
function rowOf({ columns, rows }: z.infer<typeof table>, cells: Record<string, string>): Record<string, string> {
  const all = rows.map(row => Object.fromEntries(columns.map((title, at) => [title, row[at] ?? ''])));
  return found(
    all.find(row => Object.entries(cells).every(([title, text]) => row[title] === text)),
    JSON.stringify(cells),
  );
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The measured files say nothing of ${what}.`);
  return value;
}
