import { z } from 'zod';
import { Failure } from '@/lib/core/failure';
import { fieldSchema, tableSchema, type Field, type FieldTable } from './fields';
import { describeIssue } from './issue';
import { beyondLimits, experimentLimits } from './limits';
import type { Experiment, Panel, Sampling } from './panel';

export const experimentVersion = 1;

/** Defaults and bounds of how answers are drawn, for every panel. */
export const samplingFields = {
  temperature: {
    kind: 'number',
    label: 'Temperature',
    hint: '0 always takes the most likely token.',
    default: 0,
    min: 0,
    max: 2,
    step: 0.1,
  },
  top_p: {
    kind: 'number',
    label: 'Top-p',
    hint: 'Draws from the most likely tokens that together hold this probability; 1 keeps all.',
    default: 1,
    min: 0.01,
    max: 1,
    step: 0.01,
  },
  max_tokens: {
    kind: 'number',
    label: 'Longest answer',
    hint: 'In tokens.',
    default: 1024,
    min: 1,
    max: 4096,
  },
} satisfies FieldTable;

export const seedField = {
  kind: 'number',
  label: 'Seed',
  hint: 'The same seed gives the same problems and the same draws.',
  default: 1,
  min: 0,
  max: 2 ** 32 - 1,
} satisfies Field;

/** Letters, digits and the punctuation that occurs in the names of models on hubs and servers. */
const modelName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\w.:/@+\-,=~() ]+$/, 'may hold letters, digits, spaces and . : / @ + - , = ~ ( ) _ only');

export const modelSchema = z.strictObject({
  engine: z.enum(['embedded', 'webllm', 'endpoint', 'recorded']).default('embedded'),
  model: modelName.default('loupe-arithmetic'),
});

/** Models that one experiment may compare with its first. */
const mostModels = 7;

const envelope = z.strictObject({
  version: z.literal(experimentVersion),
  panel: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must name a panel'),
  model: modelSchema.prefault({}),
  compare: z.array(modelSchema).max(mostModels).default([]),
  sampling: (tableSchema(samplingFields) as unknown as z.ZodType<Sampling>).prefault({} as Sampling),
  seed: fieldSchema(seedField) as z.ZodType<number>,
  settings: z.unknown().optional(),
});

/** Finds a panel by its id. */
export type PanelLookup = (id: string) => Panel | undefined;

/**
 * Any value as an experiment, with defaults filled in.
 * Throws `link-version` if a newer Loupe wrote it, else `experiment-invalid` with what is wrong and what is allowed.
 */
export function parseExperiment(value: unknown, panels: PanelLookup): Experiment {
  const excess = beyondLimits(value, experimentLimits);
  if (excess) throw new Failure('experiment-invalid', excess);
  if (isNewer(value)) throw new Failure('link-version');
  const outer = envelope.safeParse(value);
  if (!outer.success) throw new Failure('experiment-invalid', describeIssue(outer.error));
  const panel = panels(outer.data.panel);
  if (panel?.id !== outer.data.panel)
    throw new Failure('experiment-invalid', `panel: there is no ${outer.data.panel}.`);
  const settings = z.object({ settings: panel.settings }).safeParse({ settings: outer.data.settings ?? {} });
  if (!settings.success) throw new Failure('experiment-invalid', describeIssue(settings.error));
  return { ...outer.data, settings: settings.data.settings };
}

function isNewer(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('version' in value)) return false;
  return Number.isInteger(value.version) && (value.version as number) > experimentVersion;
}

/** The experiment that a panel starts with. */
export function defaultExperiment(panel: Panel): Experiment {
  return parseExperiment({ version: experimentVersion, panel: panel.id }, id => (id === panel.id ? panel : undefined));
}
