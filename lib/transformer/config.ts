import * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import { describeIssue } from '@/lib/core/issue';
import { parseModelJson } from './json-text';
import type { LearnedCompression } from './learned/contract';
import { learnedFiles, readLearned } from './learned/registry';
import type { RopeParameters } from './rope';
import { readRope } from './rope-scaling';

/** The shape of a Llama-family model, read from its `config.json`. */
export interface ModelConfig extends RopeParameters {
  vocabSize: number;
  hiddenSize: number;
  intermediateSize: number;
  layers: number;
  heads: number;
  kvHeads: number;
  /** Longest sequence, in tokens. */
  context: number;
  /** Whether the query, key and value projections have a bias (Qwen2). */
  qkvBias: boolean;
  rmsNormEps: number;
  /** Whether the lm_head matrix is the embedding. */
  tiedEmbedding: boolean;
  /** Token ids that end an answer. */
  endTokens: number[];
  /** How the model compresses its own cache; absent for most models. */
  learned?: LearnedCompression;
}

const count = (most: number) => z.int().check(z.minimum(1), z.maximum(most));
const token = z.int().check(z.minimum(0));

/**
 * The fields of Hugging Face's `LlamaConfig` and `Qwen2Config` that define the shape. A field that is null counts as not given, and has
 * the default of those classes. The bounds keep a malicious file from exhausting memory.
 */
const shape = z.object({
  vocab_size: count(1_000_000),
  hidden_size: count(65_536),
  intermediate_size: count(262_144),
  num_hidden_layers: count(512),
  num_attention_heads: count(1024),
  num_key_value_heads: z.nullish(count(1024)),
  head_dim: z.nullish(count(1024)),
  max_position_embeddings: z.nullish(count(16_777_216)),
  rms_norm_eps: z.nullish(z.number().check(z.positive(), z.maximum(1))),
  tie_word_embeddings: z.nullish(z.boolean()),
  eos_token_id: z.nullish(z.union([token, z.array(token).check(z.maxLength(64))])),
});

/** How a family differs from Llama. */
interface Family {
  qkvBias: boolean;
  /** Longest sequence where the file gives none. */
  context: number;
}

const families: Record<string, Family> = {
  LlamaForCausalLM: { qkvBias: false, context: 2048 },
  Qwen2ForCausalLM: { qkvBias: true, context: 32_768 },
};

/** Features that a file can request and this transformer does not implement, each with its test. */
const unsupported: [string, (file: Record<string, unknown>, family: Family) => boolean][] = [
  ['hidden_act', file => (file.hidden_act ?? 'silu') !== 'silu'],
  ['partial_rotary_factor', file => (file.partial_rotary_factor ?? 1) !== 1],
  // Qwen2 has biases without this field.
  ['attention_bias', (file, { qkvBias }) => !qkvBias && Boolean(file.attention_bias)],
  ['mlp_bias', file => Boolean(file.mlp_bias)],
  ['use_sliding_window', file => Boolean(file.use_sliding_window)],
  // Qwen2 files set a window that `use_sliding_window` turns off; without that field, the window applies.
  ['sliding_window', file => Boolean(file.sliding_window) && file.use_sliding_window === undefined],
  ['layer_types', file => Array.isArray(file.layer_types) && file.layer_types.some(kind => kind !== 'full_attention')],
  ['quantization_config', file => Boolean(file.quantization_config)],
];

/**
 * Reads the text of a Hugging Face `config.json`.
 *
 * @param metadata the texts of {@link metadataFiles} that the folder has
 * @throws Failure `model-unsupported`, with the field, where the model needs other arithmetic; `model-file` where the
 *   text is not such a file or its numbers are inconsistent
 */
export function readConfig(text: string, metadata: ReadonlyMap<string, string> = new Map()): ModelConfig {
  const record = readObject('config.json', text);
  const architecture = Array.isArray(record.architectures)
    ? (record.architectures[0] as unknown)
    : record.architectures;
  const family =
    typeof architecture === 'string' && Object.hasOwn(families, architecture) ? families[architecture] : undefined;
  if (!family)
    throw new Failure(
      'model-unsupported',
      `Its architecture is ${shorten(architecture)}, not ${Object.keys(families).join(' or ')}.`,
    );
  for (const [field, asks] of unsupported)
    if (asks(record, family))
      throw new Failure('model-unsupported', `It asks for ${field}: ${shorten(record[field])}.`);
  const parsed = shape.safeParse(record);
  if (!parsed.success) throw new Failure('model-file', `config.json: ${describeIssue(parsed.error)}`);
  const more = [...metadata].map(([name, content]) => [name, readObject(name, content)] as const);
  const learned = readLearned({ ...record, ...Object.fromEntries(more) });
  return { ...toModelConfig(parsed.data, family, record), ...(learned && { learned }) };
}

/**
 * Names of further files that say how the model of a `config.json` computes: none for most.
 * @throws Failure `model-file`
 */
export const metadataFiles = (text: string): string[] => learnedFiles(readObject('config.json', text));

/**
 * Reads the end tokens of `generation_config.json`, which add to those of the config: chat models often have one for
 * the end of a turn and one for the end of the text. Returns none without the file, and ignores ids outside of the
 * vocabulary, which are never sampled.
 *
 * @throws Failure `model-file` for a file that cannot be read
 */
export function readEndTokens(text: string | null, vocabSize: number): number[] {
  if (text === null) return [];
  const parsed = shape.shape.eos_token_id.safeParse(readObject('generation_config.json', text).eos_token_id);
  if (!parsed.success) throw new Failure('model-file', 'generation_config.json: eos_token_id is not a token.');
  return listOf(parsed.data).filter(id => id < vocabSize);
}

function readObject(name: string, text: string): Record<string, unknown> {
  const file = parseModelJson(name, text);
  if (file === null || typeof file !== 'object' || Array.isArray(file))
    throw new Failure('model-file', `${name} is not an object.`);
  return file as Record<string, unknown>;
}

const listOf = (ids: number | number[] | null | undefined): number[] => (Array.isArray(ids) ? ids : [ids ?? []].flat());

/** Checks that the numbers are consistent. */
function toModelConfig(file: z.infer<typeof shape>, family: Family, record: Record<string, unknown>): ModelConfig {
  const refuse = (reason: string): never => {
    throw new Failure('model-file', `config.json: ${reason}.`);
  };
  const heads = file.num_attention_heads;
  const kvHeads = file.num_key_value_heads ?? heads;
  const headDim = file.head_dim ?? file.hidden_size / heads;
  if (!Number.isInteger(headDim)) refuse(`hidden_size ${file.hidden_size} is not a multiple of ${heads} heads`);
  if (headDim % 2 !== 0) refuse(`head size ${headDim} is odd, rotary positions need pairs`);
  if (heads % kvHeads !== 0) refuse(`${heads} heads cannot share ${kvHeads} key-value heads`);
  const endTokens = listOf(file.eos_token_id);
  if (endTokens.some(id => id >= file.vocab_size)) refuse('eos_token_id is outside of the vocabulary');
  return {
    vocabSize: file.vocab_size,
    hiddenSize: file.hidden_size,
    intermediateSize: file.intermediate_size,
    layers: file.num_hidden_layers,
    heads,
    kvHeads,
    headDim,
    context: file.max_position_embeddings ?? family.context,
    ...readRope(record),
    qkvBias: family.qkvBias,
    rmsNormEps: file.rms_norm_eps ?? 1e-6,
    tiedEmbedding: file.tie_word_embeddings ?? false,
    endTokens,
  };
}

/** A field's value as JSON, shortened for a message. */
const shorten = (value: unknown): string => (JSON.stringify(value) ?? 'not given').slice(0, 80);
