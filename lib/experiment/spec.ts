import * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import { describeIssue } from '@/lib/core/issue';
import type { EngineRef } from '@/lib/engines/contract';
import { type Field, fieldSchema, tableSchema } from './fields';
import { beyondLimits, experimentLimits } from './limits';
import type { Experiment, Panel, Sampling, Settings } from './panel';

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
    hint: 'Samples from the most likely tokens that together hold this probability; 1 keeps all.',
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
} satisfies Record<keyof Sampling, Field>;

export const seedField = {
  kind: 'number',
  label: 'Seed',
  hint: 'The same seed gives the same problems and the same samples.',
  default: 1,
  min: 0,
  max: 2 ** 32 - 1,
} satisfies Field;

/** Letters, digits and the punctuation that occurs in the names of models on hubs and servers. */
const modelName = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(200),
    z.regex(/^[\w.:/@+\-,=~() ]+$/, 'may hold letters, digits, spaces and . : / @ + - , = ~ ( ) _ only'),
  );

const engineName = z.enum(['embedded', 'webllm', 'endpoint', 'recorded']);

const defaultModel: EngineRef = { engine: 'embedded', model: 'loupe-arithmetic' };

export const modelSchema = z.strictObject({
  engine: z._default(engineName, defaultModel.engine),
  model: z._default(modelName, defaultModel.model),
});

/** Models that one experiment may compare with its first. */
const mostModels = 7;

const samplingSchema = tableSchema(samplingFields) as unknown as z.ZodMiniType<Sampling>;

const envelope = z.strictObject({
  version: z.literal(experimentVersion),
  panel: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/, 'must name a panel')),
  panelVersion: z._default(z.int().check(z.minimum(1), z.maximum(1e6)), 1),
  /** What it leaves out depends on the panel, as in `sampling`. */
  model: z._default(z.partial(z.strictObject({ engine: engineName, model: modelName })), {}),
  embedder: z.optional(modelSchema),
  compare: z._default(z.array(modelSchema).check(z.maxLength(mostModels)), []),
  sampling: z._default(z.record(z.string(), z.unknown()), {}),
  seed: fieldSchema(seedField) as z.ZodMiniType<number>,
  settings: z.optional(z.unknown()),
});

/** Finds a panel by its id, and fetches its code. Undefined for an id that no panel has. */
export type PanelLookup = (id: string) => Promise<Panel | undefined>;

/** Any value's envelope. @throws Failure `link-version`, `experiment-invalid` */
function readEnvelope(value: unknown) {
  const excess = beyondLimits(value, experimentLimits);
  if (excess) throw new Failure('experiment-invalid', excess);
  if (isNewer(value)) throw new Failure('link-version');
  const outer = envelope.safeParse(value);
  if (!outer.success) throw new Failure('experiment-invalid', describeIssue(outer.error));
  return outer.data;
}

/**
 * The id of the panel that a value is an experiment of.
 *
 * @throws Failure `link-version`, `experiment-invalid`
 */
export const panelIdOf = (value: unknown): string => readEnvelope(value).panel;

/**
 * Any value as an experiment of a panel, with defaults filled in and settings of older versions migrated.
 *
 * @throws Failure `link-version` if a newer Loupe wrote it, `other-panel` if it belongs to another panel, else `experiment-invalid` with
 * what is wrong and what is allowed
 */
export function parseExperiment<S extends Settings>(value: unknown, panel: Panel<S>): Experiment<S> {
  const { panelVersion, embedder, model, sampling, ...outer } = readEnvelope(value);
  if (outer.panel !== panel.id) throw new Failure('other-panel', outer.panel);
  if (panelVersion > panel.version) throw new Failure('link-version');
  const migrated = migrate(outer.settings ?? {}, panelVersion, panel);
  const parts = z.object({ settings: panel.settings, sampling: samplingSchema }).safeParse({
    settings: migrated,
    sampling: { ...panel.defaults?.sampling, ...sampling },
  });
  if (!parts.success) throw new Failure('experiment-invalid', describeIssue(parts.error));
  return {
    ...outer,
    model: { ...defaultModel, ...panel.defaults?.model, ...model } as EngineRef,
    panelVersion: panel.version,
    ...(embedder && { embedder }),
    ...parts.data,
  };
}

/** Old settings are untrusted too: a migration that throws on them says no more than that they are not valid. */
function migrate<S extends Settings>(settings: unknown, from: number, panel: Panel<S>): unknown {
  if (from === panel.version || !panel.migrate) return settings;
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) return settings;
  try {
    return panel.migrate(settings as Settings, from);
  } catch (error) {
    throw new Failure('experiment-invalid', `settings: cannot be read as version ${from}.`, { cause: error });
  }
}

/**
 * Finds the panel of a value and reads it.
 *
 * @throws Failure `panel-unknown`, and what {@link parseExperiment} throws
 */
export async function loadExperiment(
  value: unknown,
  panels: PanelLookup,
): Promise<{ panel: Panel; experiment: Experiment }> {
  const id = panelIdOf(value);
  const panel = await panels(id);
  if (!panel) throw new Failure('panel-unknown', id);
  return { panel, experiment: parseExperiment(value, panel) };
}

function isNewer(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('version' in value)) return false;
  return Number.isInteger(value.version) && (value.version as number) > experimentVersion;
}

/** The experiment that a panel starts with. */
export const defaultExperiment = <S extends Settings>(panel: Panel<S>): Experiment<S> =>
  parseExperiment({ version: experimentVersion, panel: panel.id, panelVersion: panel.version }, panel);
