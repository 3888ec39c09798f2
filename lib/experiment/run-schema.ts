import { z } from 'zod';
import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { JournalEntry } from './entry';
import { entrySchema } from './entry-schema';
import { describeIssue } from './issue';
import { beyondLimits, type Limits } from './limits';
import type { Panel, UnitResult } from './panel';
import type { RunHeader, RunRecord } from './run';
import { loadExperiment, type PanelLookup } from './spec';

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

/** A value of an experiment's own type, and the function that reads the entries of its journal. */
export interface Parsed<T> {
  value: T;
  /** @throws Failure `file-malformed` */
  parseEntry(value: unknown): JournalEntry;
}

/** @throws Failure `file-malformed` or, for the experiment in it, what `loadExperiment` throws */
export async function parseRecord(value: unknown, panels: PanelLookup): Promise<Parsed<RunRecord>> {
  const { experiment, parseEntry } = await experimentOf(value, panels);
  return { value: { ...checked(record, value), experiment }, parseEntry };
}

/** As {@link parseRecord}, with the fields of the store. */
export async function parseHeader(value: unknown, panels: PanelLookup): Promise<Parsed<RunHeader>> {
  const { experiment, parseEntry } = await experimentOf(value, panels);
  return { value: { ...checked(header, value), experiment }, parseEntry };
}

/** An entry as it was written, whatever the version of its panel. @throws Failure `file-malformed` */
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

/** The experiment of a record, and how entries of its version are read. */
async function experimentOf(value: unknown, panels: PanelLookup) {
  const written = (value as { experiment?: unknown } | null)?.experiment;
  const { panel, experiment } = await loadExperiment(written, panels);
  const from = Number((written as { panelVersion?: unknown }).panelVersion ?? 1);
  return { experiment, parseEntry: entryReader(panel, from) };
}

/** Reads entries that version `from` of a panel wrote. */
export const entryReader =
  (panel: Panel, from: number) =>
  (value: unknown): JournalEntry => {
    const entry = parseEntry(value);
    return from < panel.version && panel.migrateEntry ? panel.migrateEntry(entry, from) : entry;
  };
