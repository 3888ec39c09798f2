import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ModelConfig } from '@/lib/transformer/config';
import type { StoredType } from '@/lib/transformer/floats';
import type { FileSource } from '@/lib/transformer/sources/source';
import { expectedTensors } from '@/lib/transformer/weights';
import { randomWeights } from './random-model';

/** Files of a model folder by name. */
export type Files = Record<string, Uint8Array<ArrayBuffer>>;

/** A model small enough for a test; changed as a test needs it. */
export const smallShape: ModelConfig = {
  vocabSize: 264,
  hiddenSize: 12,
  intermediateSize: 20,
  layers: 2,
  heads: 4,
  kvHeads: 2,
  headDim: 4,
  context: 64,
  ropeTheta: 10_000,
  ropeScaling: { kind: 'none' },
  qkvBias: false,
  rmsNormEps: 1e-5,
  tiedEmbedding: false,
  endTokens: [261],
};

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Git's name of a file's content. */
export const gitHash = (bytes: Uint8Array): string =>
  createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');

export interface Tensor {
  name: string;
  shape: readonly number[];
  /** Of the weights one of {@link StoredType}; of other tensors any. */
  dtype: string;
  bytes: Uint8Array;
}

/** One safetensors file. */
export function safetensors(tensors: readonly Tensor[]): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  let at = 0;
  for (const { name, shape, dtype, bytes } of tensors) {
    header[name] = { dtype, shape, data_offsets: [at, at + bytes.byteLength] };
    at += bytes.byteLength;
  }
  const text = bytesOf(JSON.stringify(header));
  const file = new Uint8Array(8 + text.byteLength + at);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.byteLength), true);
  file.set(text, 8);
  let to = 8 + text.byteLength;
  for (const { bytes } of tensors) {
    file.set(bytes, to);
    to += bytes.byteLength;
  }
  return file;
}

/** Values as they are stored; in 16 bits by cutting off what does not fit. */
export function stored(values: Float32Array, dtype: StoredType): Uint8Array {
  if (dtype === 'F32') return new Uint8Array(values.slice().buffer);
  if (dtype === 'BF16') {
    const bits = new Uint32Array(values.slice().buffer);
    return new Uint8Array(Uint16Array.from(bits, one => one >>> 16).buffer);
  }
  return new Uint8Array(Uint16Array.from(values, toHalf).buffer);
}

/** Normal half-precision numbers are enough here: others become zero. */
function toHalf(value: number): number {
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  if (value === 0 || exponent < -14) return 0;
  const fraction = Math.floor((Math.abs(value) / 2 ** exponent - 1) * 1024);
  return (value < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | fraction;
}

/** The tensors of a random model of this shape, in an order of their own. */
export function randomTensors(config: ModelConfig, dtype: StoredType = 'F32'): Tensor[] {
  const weights = randomWeights(config, 5);
  const tensors = [...expectedTensors(config)].map(([name, shape]) => ({
    name,
    shape,
    dtype,
    bytes: stored(weights.get(name), dtype),
  }));
  return tensors.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** `config.json` as Hugging Face writes it. */
export function configFile(config: ModelConfig): Uint8Array<ArrayBuffer> {
  const { ropeScaling: rope } = config;
  const scaling = {
    none: null,
    linear: rope.kind === 'linear' && { rope_type: 'linear', factor: rope.factor },
    llama3: rope.kind === 'llama3' && {
      rope_type: 'llama3',
      factor: rope.factor,
      low_freq_factor: rope.lowFrequencyFactor,
      high_freq_factor: rope.highFrequencyFactor,
      original_max_position_embeddings: rope.originalContext,
    },
  }[rope.kind];
  return bytesOf(
    JSON.stringify({
      architectures: [config.qkvBias ? 'Qwen2ForCausalLM' : 'LlamaForCausalLM'],
      vocab_size: config.vocabSize,
      hidden_size: config.hiddenSize,
      intermediate_size: config.intermediateSize,
      num_hidden_layers: config.layers,
      num_attention_heads: config.heads,
      num_key_value_heads: config.kvHeads,
      head_dim: config.headDim,
      max_position_embeddings: config.context,
      rope_theta: config.ropeTheta,
      rope_scaling: scaling,
      rms_norm_eps: config.rmsNormEps,
      tie_word_embeddings: config.tiedEmbedding,
      eos_token_id: config.endTokens,
      hidden_act: 'silu',
    }),
  );
}

const tiny = (name: string) =>
  new Uint8Array(readFileSync(fileURLToPath(new URL(`../fixtures/tiny-llama/${name}`, import.meta.url))));

/** A folder of a random model, with the tokenizer of the tiny one. `shards` above 1: in so many files, with an index. */
export function modelFiles(config: ModelConfig, { dtype = 'F32' as StoredType, shards = 1 } = {}): Files {
  const files: Files = {
    'config.json': configFile(config),
    'generation_config.json': bytesOf(JSON.stringify({ eos_token_id: config.endTokens })),
    'tokenizer.json': tiny('tokenizer.json'),
    'tokenizer_config.json': tiny('tokenizer_config.json'),
  };
  const tensors = randomTensors(config, dtype);
  if (shards === 1) return { ...files, 'model.safetensors': safetensors(tensors) };
  return { ...files, ...shardedFiles(tensors, shards) };
}

/** The tensors in several safetensors files, in turn, with their index. */
export function shardedFiles(tensors: readonly Tensor[], shards: number): Files {
  const files: Files = {};
  const map: Record<string, string> = {};
  for (let shard = 0; shard < shards; shard++) {
    const name = `model-0000${shard + 1}-of-0000${shards}.safetensors`;
    const part = tensors.filter((_, i) => i % shards === shard);
    for (const tensor of part) map[tensor.name] = name;
    files[name] = safetensors(part);
  }
  const bytes = tensors.reduce((sum, tensor) => sum + tensor.bytes.byteLength, 0);
  files['model.safetensors.index.json'] = bytesOf(JSON.stringify({ metadata: { total_size: bytes }, weight_map: map }));
  return files;
}

/** A folder of files in memory, which come in pieces of this many bytes. */
export const memorySource = (files: Readonly<Partial<Files>>, piece = 1000): FileSource => ({
  async open(name) {
    const file = files[name];
    if (!file) return null;
    return {
      size: file.byteLength,
      isLocal: true,
      pieces: (async function* () {
        for (let at = 0; at < file.byteLength; at += piece) yield file.subarray(at, at + piece);
      })(),
      close: async () => {},
    };
  },
});
