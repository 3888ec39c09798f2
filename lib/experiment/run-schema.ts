import { z } from 'zod';
import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { JournalEntry } from './entry';
import { entrySchema } from './entry-schema';
import { describeIssue } from './issue';
import { beyondLimits, experimentLimits, type Limits } from './limits';
import type { Panel, UnitResult } from './panel';
import type { RunHeader, RunRecord } from './run';
import { loadExperiment, modelSchema, type PanelLookup } from './spec';

/** What one entry, one result or one record of a run may hold: token probabilities of a long answer. */
const partLimits: Limits = { depth: 40, values: 3_000_000, text: 1_000_000 };

const result: z.ZodType<UnitResult> = z
  .strictObject({
    name: z.string().max(1000),
    value: z.custom<Json>(value => value !== undefined).optional(),
    failure: z.strictObject({ kind: z.string().max(100), detail: z.string().max(100_000) }).optional(),
  })
  .refine(({ value, failure }) => (value === undefined) !== (failure === undefined), 'must have a value or a failure');

const time = z.number().min(0).max(8.64e15);
const amount = z.number().int().min(0).max(1e15);

/** All of a record but its experiment, which the panel's own schema checks. */
const recordShape = {
  title: z.string().max(300),
  createdAt: time,
  environment: z
    .record(z.string().max(100), z.string().max(2000))
    .refine(facts => Object.keys(facts).length <= 100, 'must have at most 100 facts'),
  status: z.enum(['running', 'stopped', 'incomplete', 'finished']),
  unanswered: amount.optional(),
};

const record = z.object(recordShape);
const header = z.object({
  ...recordShape,
  id: z.string().min(1).max(100),
  updatedAt: time,
  panel: z.string().max(40),
  model: modelSchema,
  score: z.string().max(300),
  calls: amount,
  bytes: amount,
  experiment: z.unknown(),
});

/** A record, and the function that reads the entries of its journal. */
export interface ParsedRecord {
  value: RunRecord;
  /** @throws Failure `file-malformed` */
  parseEntry(value: unknown): JournalEntry;
}

/** @throws Failure `file-malformed` or, for the experiment in it, what `loadExperiment` throws */
export async function parseRecord(value: unknown, panels: PanelLookup): Promise<ParsedRecord> {
  const written = (value as { experiment?: unknown } | null)?.experiment;
  const { panel, experiment } = await loadExperiment(written, panels);
  return {
    value: { ...checked(record, value), experiment },
    parseEntry: entryReader(panel, writtenFor(written)),
  };
}

/** The header of a stored run, its experiment unread: lists need no panel's code. @throws Failure `file-malformed` */
export function parseHeader(value: unknown): RunHeader {
  return checked(header, value, { ...partLimits, values: experimentLimits.values + 1000 });
}

/** @throws Failure `file-malformed` */
export const parseResult = (value: unknown): UnitResult => checked(result, value);

/** An entry as it was written, whatever the version of its panel. @throws Failure `file-malformed` */
export const parseEntry = (value: unknown): JournalEntry => checked(entrySchema, value);

function checked<T>(schema: z.ZodType<T>, value: unknown, limits = partLimits): T {
  const excess = beyondLimits(value, limits);
  if (excess) throw new Failure('file-malformed', excess);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Failure('file-malformed', describeIssue(parsed.error));
  return parsed.data;
}

/** The version of the panel that wrote an experiment. */
export const writtenFor = (experiment: unknown): number =>
  Number((experiment as { panelVersion?: unknown } | null)?.panelVersion ?? 1);

/** Reads entries that version `from` of a panel wrote. */
export const entryReader =
  (panel: Panel, from: number) =>
  (value: unknown): JournalEntry => {
    const entry = parseEntry(value);
    return from < panel.version && panel.migrateEntry ? panel.migrateEntry(entry, from) : entry;
  };
