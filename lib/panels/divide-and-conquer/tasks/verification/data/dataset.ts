import * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import { cleanDataName } from '@/lib/data/data-name';
import { hashItems } from '@/lib/data/hash-items';
import { leftOutListSchema } from '@/lib/data/left-out';
import { dataLimits, thousands } from '@/lib/data/limits';
import { itemListSchema } from './items';

/** 16 hexadecimal digits. */
export const dataHashSchema = z.string().check(z.regex(/^[0-9a-f]{16}$/));

const described = {
  /** Of the task and its items in their order: the same file and the same choices give the same hash on every machine. */
  hash: dataHashSchema,
  /** For people: the file's name. */
  name: z.string().check(z.minLength(1), z.maxLength(dataLimits.name)),
  task: z.enum(['hallucination', 'misinformation']),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  leftOut: leftOutListSchema,
};

export const datasetSchema = z.strictObject({ ...described, items: itemListSchema });

export const datasetHeaderSchema = z.strictObject({
  ...described,
  count: z.int().check(z.minimum(1), z.maximum(dataLimits.items)),
  /** How many of them contradict their source. */
  contradicted: z.int().check(z.minimum(0), z.maximum(dataLimits.items)),
  /** When it was stored, in milliseconds since 1970. */
  addedAt: z.number(),
});

/** A user's own data for one of the text tasks, named by its content: an experiment carries the hash, never the texts. */
export type Dataset = z.infer<typeof datasetSchema>;

/** What a list shows of it. */
export type DatasetHeader = z.infer<typeof datasetHeaderSchema>;

/**
 * A data set of these items.
 *
 * @throws Failure `data-malformed` if there is none or one is not valid, `data-too-large` for too many, `cancelled`
 */
export async function makeDataset(parts: Omit<Dataset, 'hash'>, signal?: AbortSignal): Promise<Dataset> {
  const { items, task, leftOut } = parts;
  if (items.length === 0) {
    const first = leftOut.listed[0];
    throw new Failure('data-malformed', `No line gives an item.${first ? ` Line ${first.line}: ${first.reason}` : ''}`);
  }
  if (items.length > dataLimits.items) throw new Failure('data-too-large', `It has ${thousands(items.length)} items.`);
  const dataset = { ...parts, name: cleanDataName(parts.name), hash: await hashItems(task, items, signal) };
  const checked = datasetSchema.safeParse(dataset);
  if (!checked.success) throw new Failure('data-malformed', checked.error.issues[0]?.path.join('.') ?? '');
  return checked.data;
}

export const headerOf = ({ items, ...described }: Dataset, addedAt: number): DatasetHeader => ({
  ...described,
  count: items.length,
  contradicted: items.filter(item => item.isContradicted).length,
  addedAt,
});
