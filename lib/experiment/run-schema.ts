import * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import { describeIssue } from '@/lib/core/issue';
import type { Json } from '@/lib/core/json';
import { bounds } from './bounds';
import type { JournalEntry } from './entry';
import { entrySchema } from './entry-schema';
import { beyondLimits, experimentLimits, type Limits } from './limits';
import type { Panel, UnitResult } from './panel';
import type { RunHeader, RunRecord } from './run';
import { loadExperiment, modelSchema, type PanelLookup } from './spec';

/** What one entry, one result or one record of a run may hold: token probabilities of a long answer. */
export const partLimits: Limits = { depth: 40, values: 700_000, text: bounds.text };

const result: z.ZodMiniType<UnitResult> = z
  .strictObject({
    name: z.string().check(z.maxLength(bounds.unit)),
    value: z.optional(z.custom<Json>(value => value !== undefined)),
    failure: z.optional(
      z.strictObject({
        kind: z.string().check(z.maxLength(bounds.failureKind)),
        detail: z.string().check(z.maxLength(bounds.failureDetail)),
      }),
    ),
  })
  .check(
    z.refine(
      ({ value, failure }) => (value === undefined) !== (failure === undefined),
      'must have a value or a failure',
    ),
  );

const time = z.number().check(z.minimum(0), z.maximum(bounds.time));
const amount = z.int().check(z.minimum(0), z.maximum(1e15));

/** All of a record but its experiment, which the panel's own schema checks. */
const recordShape = {
  title: z.string().check(z.maxLength(bounds.title)),
  createdAt: time,
  environment: z
    .record(z.string().check(z.maxLength(bounds.factName)), z.string().check(z.maxLength(bounds.fact)))
    .check(z.refine(facts => Object.keys(facts).length <= bounds.facts, `must have at most ${bounds.facts} facts`)),
  status: z.enum(['running', 'stopped', 'incomplete', 'finished']),
  unanswered: z.optional(amount),
};

const record = z.object(recordShape);
const header = z.object({
  ...recordShape,
  id: z.string().check(z.minLength(1), z.maxLength(100)),
  updatedAt: time,
  panel: z.string().check(z.maxLength(40)),
  model: modelSchema,
  score: z.string().check(z.maxLength(bounds.score)),
  calls: amount,
  bytes: amount,
  experiment: z.unknown(),
});

/** A record, and the functions that read the entries of its journal and its results. */
export interface ParsedRecord {
  value: RunRecord;
  /** @throws Failure `file-malformed` */
  parseEntry(value: unknown): JournalEntry;
  /** Undefined where the value of the result is none of the panel. @throws Failure `file-malformed` where it is no result at all */
  parseResult(value: unknown): UnitResult | undefined;
}

/** @throws Failure `file-malformed` or, for the experiment in it, what `loadExperiment` throws */
export async function parseRecord(value: unknown, panels: PanelLookup): Promise<ParsedRecord> {
  const written = (value as { experiment?: unknown } | null)?.experiment;
  const { panel, experiment } = await loadExperiment(written, panels);
  return {
    value: { ...checked(record, value), experiment },
    parseEntry: entryReader(panel, writtenFor(written)),
    parseResult: resultReader(panel),
  };
}

/** The header of a stored run, its experiment unread: lists need no panel's code. @throws Failure `file-malformed` */
export function parseHeader(value: unknown): RunHeader {
  return checked(header, value, { ...partLimits, values: experimentLimits.values + 1000 });
}

/**
 * Reads results of a panel: the value must be one of its own (`Panel.readResult`), or views would meet what no program made. Undefined
 * where it is none.
 *
 * @throws Failure `file-malformed` (the returned function) where it is no result at all
 */
export const resultReader =
  (panel: Panel) =>
  (value: unknown): UnitResult | undefined => {
    const parsed = checked(result, value);
    if (parsed.value === undefined) return parsed;
    const own = panel.readResult(parsed.value);
    return own === undefined ? undefined : { ...parsed, value: own };
  };

/** An entry as it was written, whatever the version of its panel. @throws Failure `file-malformed` */
export const parseEntry = (value: unknown): JournalEntry => checked(entrySchema, value);

function checked<T>(schema: z.ZodMiniType<T>, value: unknown, limits = partLimits): T {
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
