import { z } from 'zod';
import { Failure } from '@/lib/ground/failure';
import type { RopeScaling } from './rope';

/** The shape of a Llama-family model, in our words; `config.json` is read into it. */
export interface ModelConfig {
  vocabSize: number;
  hiddenSize: number;
  intermediateSize: number;
  layers: number;
  heads: number;
  kvHeads: number;
  headDim: number;
  /** Longest sequence, in tokens. */
  context: number;
  ropeTheta: number;
  ropeScaling: RopeScaling;
  /** Query, key and value projections add a bias (Qwen2). */
  qkvBias: boolean;
  rmsNormEps: number;
  /** The output matrix is the embedding. */
  tiedEmbedding: boolean;
  /** Token ids that end an answer. */
  endTokens: number[];
}

const count = (most: number) => z.number().int().min(1).max(most);
const token = z.number().int().min(0);

/** The fields of a Hugging Face `LlamaConfig` that carry the shape, with that class's defaults. Bounds keep a lying file from exhausting memory. */
const shape = z.object({
  vocab_size: count(1_000_000),
  hidden_size: count(65_536),
  intermediate_size: count(262_144),
  num_hidden_layers: count(512),
  num_attention_heads: count(1024),
  num_key_value_heads: count(1024).nullish(),
  head_dim: count(1024).nullish(),
  max_position_embeddings: count(16_777_216).default(2048),
  rms_norm_eps: z.number().positive().max(1).default(1e-6),
  rope_theta: z.number().positive().nullish(),
  rope_parameters: z.object({ rope_theta: z.number().positive().nullish() }).nullish(),
  tie_word_embeddings: z.boolean().default(false),
  eos_token_id: z.union([token, z.array(token).max(64)]).nullish(),
});

/** What a file may ask for that this transformer does not do, each with the test that finds it. */
const unsupported: [string, (file: Record<string, unknown>) => boolean][] = [
  ['hidden_act', file => (file.hidden_act ?? 'silu') !== 'silu'],
  ['rope_scaling', file => isScaled(file.rope_scaling)],
  ['rope_parameters', file => isScaled(file.rope_parameters)],
  ['partial_rotary_factor', file => (file.partial_rotary_factor ?? 1) !== 1],
  ['attention_bias', file => Boolean(file.attention_bias)],
  ['mlp_bias', file => Boolean(file.mlp_bias)],
  ['quantization_config', file => Boolean(file.quantization_config)],
];

function isScaled(rope: unknown): boolean {
  if (rope === null || rope === undefined) return false;
  const kind = (rope as { rope_type?: unknown; type?: unknown }).rope_type ?? (rope as { type?: unknown }).type;
  return kind !== 'default';
}

/**
 * Reads the text of a Hugging Face `config.json`. Throws `model-unsupported`, naming the field, for what would need other arithmetic,
 * and `model-file` for text that is not such a file or whose numbers do not fit together.
 */
export function readConfig(text: string): ModelConfig {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (cause) {
    throw new Failure('model-file', 'config.json is not JSON.', { cause });
  }
  if (file === null || typeof file !== 'object' || Array.isArray(file))
    throw new Failure('model-file', 'config.json is not an object.');
  const record = file as Record<string, unknown>;
  const architecture = Array.isArray(record.architectures) ? record.architectures[0] : record.architectures;
  if (architecture !== 'LlamaForCausalLM')
    throw new Failure('model-unsupported', `Its architecture is ${shorten(architecture)}, not "LlamaForCausalLM".`);
  for (const [field, asked] of unsupported)
    if (asked(record)) throw new Failure('model-unsupported', `It asks for ${field}: ${shorten(record[field])}.`);
  const parsed = shape.safeParse(record);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Failure('model-file', `config.json: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}.`);
  }
  return fit(parsed.data);
}

/** Checks that the numbers fit together. */
function fit(file: z.infer<typeof shape>): ModelConfig {
  const refuse = (reason: string): never => {
    throw new Failure('model-file', `config.json: ${reason}.`);
  };
  const heads = file.num_attention_heads;
  const kvHeads = file.num_key_value_heads ?? heads;
  const headDim = file.head_dim ?? file.hidden_size / heads;
  if (!Number.isInteger(headDim)) refuse(`hidden_size ${file.hidden_size} is not a multiple of ${heads} heads`);
  if (headDim % 2 !== 0) refuse(`head size ${headDim} is odd, rotary positions need pairs`);
  if (heads % kvHeads !== 0) refuse(`${heads} heads cannot share ${kvHeads} key-value heads`);
  const ends = file.eos_token_id ?? [];
  const endTokens = Array.isArray(ends) ? ends : [ends];
  if (endTokens.some(id => id >= file.vocab_size)) refuse('eos_token_id is outside of the vocabulary');
  return {
    vocabSize: file.vocab_size,
    hiddenSize: file.hidden_size,
    intermediateSize: file.intermediate_size,
    layers: file.num_hidden_layers,
    heads,
    kvHeads,
    headDim,
    context: file.max_position_embeddings,
    ropeTheta: file.rope_theta ?? file.rope_parameters?.rope_theta ?? 10_000,
    ropeScaling: { kind: 'none' },
    qkvBias: false,
    rmsNormEps: file.rms_norm_eps,
    tiedEmbedding: file.tie_word_embeddings,
    endTokens,
  };
}

/** A field's value for a sentence: as JSON, short. */
const shorten = (value: unknown): string => (JSON.stringify(value) ?? 'not given').slice(0, 80);
