import { Failure } from '@/lib/core/failure';
import { createJsonMeter } from '@/lib/experiment/json-meter';
import { parseModelJson } from '@/lib/transformer/json-text';
import type { Family } from '../families/contract';
import { families } from '../families/registry';
import type { LayerSpec } from '../layer';
import { type Fields, fieldsSchema } from './fields';
import { foreignField } from './foreign';
import { need } from './need';

/** A model as far as its cache goes. */
export interface ModelShape {
  layers: readonly LayerSpec[];
  family: Pick<Family, 'id' | 'title'>;
  /** Sentences for people. */
  notes: readonly string[];
  /** The longest text that the model is made for, in tokens; null where the config does not say it. */
  context: number | null;
  /** Query heads that share a KV head; null where that means nothing. */
  group: number | null;
}

/** Lists of quantised layers make some files long. */
const limits = { depth: 24, values: 200_000, text: 20_000 };
export const longestConfig = 2_000_000;

/** Where a model of several parts keeps the config of its language model. */
const inner = ['text_config', 'llm_config', 'language_config', 'thinker_config'];

/**
 * Reads the text of a `config.json` of Hugging Face. The text is not trusted: it is measured before it is parsed, and every field that is
 * used is checked.
 *
 * @throws Failure `config-unfit`, with a sentence that names the field
 */
export const readConfigText = (text: string): Fields => checkFields(unwrap(parse(text)));

function parse(text: string): Record<string, unknown> {
  if (text.length > longestConfig)
    throw new Failure('config-unfit', `It is longer than ${longestConfig.toLocaleString('en')} characters.`);
  createJsonMeter(limits, 'config-unfit').add(text);
  let value: unknown;
  try {
    value = parseModelJson('It', text);
  } catch (cause) {
    throw new Failure('config-unfit', cause instanceof Failure ? cause.detail : '', { cause });
  }
  if (isRecord(value)) return value;
  throw new Failure('config-unfit', 'It is not an object.');
}

function unwrap(config: Record<string, unknown>): Record<string, unknown> {
  for (const name of inner) {
    const part = config[name];
    if (isRecord(part)) return unwrap(part);
  }
  return config;
}

function checkFields(config: Record<string, unknown>): Fields {
  const parsed = fieldsSchema.safeParse(config);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = issue?.path.join('.') ?? '';
    const value = issue?.path.reduce<unknown>((of, key) => (of as Record<PropertyKey, unknown>)[key], config);
    throw new Failure('config-unfit', `${path} is ${shorten(value)}: it ${issue?.message ?? 'is not allowed'}.`);
  }
  const fields = Object.fromEntries(
    Object.entries(parsed.data).filter(([, value]) => value !== null && value !== undefined),
  );
  const foreign = foreignField(config, fields);
  if (foreign) throw new Failure('config-unfit', `It has ${foreign}, and what such a model stores is not known here.`);
  return fields;
}

/**
 * What every layer of a model stores.
 * @throws Failure `config-unfit` for a field that is missing, or a type of layer that is not known
 */
export function shapeOf(given: Fields): ModelShape {
  const family = families.find(({ fits }) => fits(given));
  if (!family) throw new Failure('config-unfit', 'What such a model stores is not known here.');
  const defaults = family.defaults?.[given.model_type ?? ''];
  const fields: Fields = { ...defaults, ...given };
  const types = typesOf(fields, family);
  const own = types.length - (fields.num_kv_shared_layers ?? 0);
  if (own < 0) throw new Failure('config-unfit', 'It has more layers that share a cache than layers.');
  const { num_attention_heads: heads, num_key_value_heads: kvHeads = heads } = fields;
  return {
    layers: types.map((type, at) => {
      const layer = Object.hasOwn(family.layers, type) ? family.layers[type] : undefined;
      if (!layer)
        throw new Failure(
          'config-unfit',
          `Layer ${at} is of the type "${type.slice(0, 40)}", which is not known here.`,
        );
      return at < own ? layer(fields, at) : { kind: 'shared', stores: [] };
    }),
    family: { id: family.id, title: family.title },
    notes: family.notes?.(fields) ?? [],
    context: fields.max_position_embeddings ?? null,
    group: heads !== undefined && kvHeads !== undefined && fields.kv_lora_rank === undefined ? heads / kvHeads : null,
  };
}

/** The type of every layer. Some files also list the layers of a part that predicts further tokens, after the others. */
function typesOf(fields: Fields, family: Family): string[] {
  const layers = need(fields, 'num_hidden_layers');
  const types = fields.layer_types ?? family.types(fields);
  if (types.length < layers)
    throw new Failure('config-unfit', `It says the type of ${types.length} layers, and has ${layers}.`);
  return types.slice(0, layers);
}

/** Only the fields that are used, as a text: what a link carries of a user's own config. */
export const essentialText = (fields: Fields): string => JSON.stringify(fields);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as JSON, shortened for a message; NaN and Infinity by name. */
function shorten(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
