import { z } from 'zod';
import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { JournalEntry } from './entry';
import { entrySchema } from './entry-schema';
import { describeIssue } from './issue';
import { beyondLimits, type Limits } from './limits';
import type { UnitResult } from './panel';
import type { RunHeader, RunRecord } from './run';
import { parseExperiment, type PanelLookup } from './spec';

/** What one run may hold: thousands of calls with their token probabilities. */
export const runLimits: Limits = { depth: 40, values: 3_000_000, text: 1_000_000 };

const name = z.string().max(1000);
const result: z.ZodType<UnitResult> = z
  .strictObject({
    name,
    value: z.custom<Json>(value => value !== undefined).optional(),
    failure: z.strictObject({ kind: z.string().max(100), detail: z.string().max(100_000) }).optional(),
  })
  .refine(({ value, failure }) => (value === undefined) !== (failure === undefined), 'must have a value or a failure');

const time = z.number().min(0).max(8.64e15);

/** All of a record but its experiment, which the panel's own schema checks. */
const recordShape = {
  title: z.string().max(300),
  createdAt: time,
  environment: z
    .record(z.string().max(100), z.string().max(2000))
    .refine(facts => Object.keys(facts).length <= 100, 'must have at most 100 facts'),
  status: z.enum(['running', 'stopped', 'finished']),
  results: z.array(result).max(100_000),
};

const record = z.object(recordShape);
const header = z.object({ ...recordShape, id: z.string().min(1).max(100), updatedAt: time });

/** Throws `file-malformed` or, for the experiment in it, what `parseExperiment` throws. */
export function parseRecord(value: unknown, panels: PanelLookup): RunRecord {
  return { ...checked(record, value), experiment: experimentOf(value, panels) };
}

/** As {@link parseRecord}, with the fields of the store. */
export function parseHeader(value: unknown, panels: PanelLookup): RunHeader {
  return { ...checked(header, value), experiment: experimentOf(value, panels) };
}

/** Throws `file-malformed`. */
export function parseEntry(value: unknown): JournalEntry {
  return checked(entrySchema, value);
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const excess = beyondLimits(value, runLimits);
  if (excess) throw new Failure('file-malformed', excess);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Failure('file-malformed', describeIssue(parsed.error));
  return parsed.data;
}

const experimentOf = (value: unknown, panels: PanelLookup) =>
  parseExperiment((value as { experiment?: unknown }).experiment, panels);
