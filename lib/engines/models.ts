import type { EngineRef } from './contract';

/** One build of a WebLLM model, by its id in `prebuiltAppConfig` of @mlc-ai/web-llm 0.2.86. */
export interface ModelBuild {
  id: string;
  /** Weights, work buffers and the KV cache of `listedContext` tokens together, in MiB, as listed by WebLLM. */
  listedMemoryMiB: number;
  /** Computed: parameters x bits of the quantisation. The real download differs by a few per cent. */
  downloadBytes: number;
}

/** The dimensions that determine the size of the KV cache and of the embedding, from the model's published configuration. */
export interface ModelShape {
  layers: number;
  kvHeads: number;
  headDim: number;
  vocabulary: number;
  hidden: number;
}

export interface HubModel {
  shape: ModelShape;
  /** Maximum length of a sequence in training, in tokens. */
  context: number;
  /** Whether the output matrix is the embedding. */
  isTied: boolean;
  /** Computed: two bytes for each weight. */
  downloadBytes: number;
}

/** What a model can work with, so that a panel can say before a run that a task is beyond a model. */
export type Skill = 'arithmetic' | 'English' | 'named entities';

export interface CatalogueModel {
  title: string;
  maker: string;
  /** Null for the models of the site, whose folders state it. */
  parameters: number | null;
  licence: { name: string; url: string };
  /** The page of the original model; null for the models of the site. */
  page: string | null;
  /** How it differs from the other models, in one or two sentences. */
  note: string;
  skills: readonly Skill[];
  /** Digits of the longest operands that the model was trained on; absent if there is no such limit. */
  longestNumber?: number;
  ref: EngineRef;
  /** Present for models that have learned to compress their own cache. */
  compression?: {
    method: 'DMC' | 'DMS';
    /** What it was trained to: the nominal ratio. */
    ratio: number;
    /** Tokens for each slot, and bytes of a full cache for each byte held, at the ends of 200 workings (`training/compression/measured.json`). */
    measured: { slots: number; bytes: number };
  };
  /** Present for models that the embedded engine downloads from Hugging Face. They run on any machine and can be inspected. */
  hub?: HubModel;
  /** Present for models of WebLLM, which need a GPU. */
  webllm?: {
    /** For GPUs with `shader-f16`. Computes in 16 bits. */
    f16: ModelBuild;
    /** For all other GPUs. Computes in 32 bits. */
    f32: ModelBuild;
    shape: ModelShape;
    /** Whether this is a reasoning model, whose thinking has to be switched off. */
    thinks?: boolean;
  };
}

/** Length of the context in WebLLM's records, in tokens; `listedMemoryMiB` includes its cache. */
export const listedContext = 4096;

/** Bits for each weight. In the 4-bit formats, 32 weights share one scale of 16 or 32 bits. */
const bits = { q0f16: 16, q0f32: 32, q4f16_1: 4 + 16 / 32, q4f32_1: 4 + 32 / 32 } as const;

function build(name: string, quantisation: keyof typeof bits, parameters: number, listedMemoryMiB: number): ModelBuild {
  return {
    id: `${name}-${quantisation}-MLC`,
    listedMemoryMiB,
    downloadBytes: Math.round((parameters * bits[quantisation]) / 8),
  };
}

/** All general models know English and some arithmetic. */
const general: readonly Skill[] = ['arithmetic', 'English'];

type Description = Pick<CatalogueModel, 'title' | 'maker' | 'licence' | 'note'> & { parameters: number };

interface Row extends Description {
  name: string;
  /** Path of the original model on huggingface.co. */
  origin: string;
  quantisations?: ['q0f16', 'q0f32'];
  listed: [f16: number, f32: number];
  shape: ModelShape;
  thinks?: boolean;
}

function webllm({ name, origin, quantisations, listed, shape, thinks, ...description }: Row): CatalogueModel {
  const [half, full] = quantisations ?? (['q4f16_1', 'q4f32_1'] as const);
  const f16 = build(name, half, description.parameters, listed[0]);
  const f32 = build(name, full, description.parameters, listed[1]);
  return {
    ...description,
    skills: general,
    page: `https://huggingface.co/${origin}`,
    ref: { engine: 'webllm', model: f16.id },
    webllm: { f16, f32, shape, ...(thinks && { thinks }) },
  };
}

interface HubRow extends Description {
  /** The repository that the engine downloads: `owner/name`. */
  repository: string;
  /** Path of the original model on huggingface.co, if that is another repository. */
  origin?: string;
  shape: ModelShape;
  context: number;
  isTied?: boolean;
}

function hub({
  repository,
  origin = repository,
  shape,
  context,
  isTied = true,
  ...description
}: HubRow): CatalogueModel {
  return {
    ...description,
    skills: general,
    page: `https://huggingface.co/${origin}`,
    ref: { engine: 'embedded', model: repository },
    hub: { shape, context, isTied, downloadBytes: description.parameters * 2 },
  };
}

const apache = { name: 'Apache 2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' };
const llama = { name: 'Llama 3.2 Community', url: 'https://www.llama.com/llama3_2/license/' };

export const embeddedModel: CatalogueModel = {
  title: 'Loupe Arithmetic',
  maker: 'Loupe',
  parameters: null,
  licence: { name: 'MIT', url: 'https://opensource.org/license/mit' },
  page: null,
  note: 'Works offline and without a GPU. Knows multiplication and addition up to eight digits, no English. Writes its working with the digits reversed.',
  skills: ['arithmetic'],
  longestNumber: 8,
  ref: { engine: 'embedded', model: 'loupe-arithmetic' },
};

/** Knows the prompts of the NER panel, and no other English. */
export const nerModel: CatalogueModel = {
  title: 'Loupe NER',
  maker: 'Loupe',
  parameters: null,
  licence: { name: 'MIT', url: 'https://opensource.org/license/mit' },
  page: null,
  note: 'Works offline and without a GPU. Marks named entities in short English sentences, by any labels, and learns from examples in the prompt. It cannot chat.',
  skills: ['named entities'],
  ref: { engine: 'embedded', model: 'loupe-english' },
};

/** Models of the embedded engine that come from Hugging Face, smallest first. */
const hubModels: readonly CatalogueModel[] = [
  hub({
    repository: 'HuggingFaceTB/SmolLM2-135M-Instruct',
    title: 'SmolLM2 135M',
    maker: 'Hugging Face',
    parameters: 134_515_008,
    licence: apache,
    note: 'The smallest model here that knows English.',
    shape: { layers: 30, kvHeads: 3, headDim: 64, vocabulary: 49_152, hidden: 576 },
    context: 8192,
  }),
  hub({
    repository: 'HuggingFaceTB/SmolLM2-360M-Instruct',
    title: 'SmolLM2 360M',
    maker: 'Hugging Face',
    parameters: 361_821_120,
    licence: apache,
    note: 'The same recipe with nearly three times the weights.',
    shape: { layers: 32, kvHeads: 5, headDim: 64, vocabulary: 49_152, hidden: 960 },
    context: 8192,
  }),
  hub({
    repository: 'Qwen/Qwen2.5-0.5B-Instruct',
    title: 'Qwen2.5 0.5B',
    maker: 'Alibaba',
    parameters: 494_032_768,
    licence: apache,
    note: 'A small cache: two key and value heads a layer.',
    shape: { layers: 24, kvHeads: 2, headDim: 64, vocabulary: 151_936, hidden: 896 },
    context: 32_768,
  }),
  hub({
    repository: 'TinyLlama/TinyLlama-1.1B-Chat-v1.0',
    title: 'TinyLlama 1.1B',
    maker: 'The TinyLlama project',
    parameters: 1_100_048_384,
    licence: apache,
    note: 'A small model of the Llama 2 architecture, trained in the open.',
    shape: { layers: 22, kvHeads: 4, headDim: 64, vocabulary: 32_000, hidden: 2048 },
    context: 2048,
    isTied: false,
  }),
  hub({
    repository: 'unsloth/Llama-3.2-1B-Instruct',
    origin: 'meta-llama/Llama-3.2-1B-Instruct',
    title: 'Llama 3.2 1B',
    maker: 'Meta',
    parameters: 1_235_814_400,
    licence: llama,
    note: 'Widely studied. Meta\u2019s own files need an account, so these are the copy that Unsloth publishes.',
    shape: { layers: 16, kvHeads: 8, headDim: 64, vocabulary: 128_256, hidden: 2048 },
    context: 131_072,
  }),
];

/** The catalogue: the models that are part of the site, the models of the embedded engine, then those of WebLLM; each smallest first. */
export const models: readonly CatalogueModel[] = [
  embeddedModel,
  nerModel,
  ...hubModels,
  webllm({
    name: 'SmolLM2-135M-Instruct',
    origin: 'HuggingFaceTB/SmolLM2-135M-Instruct',
    title: 'SmolLM2 135M',
    maker: 'Hugging Face',
    parameters: 134_515_008,
    licence: apache,
    note: 'The smallest general model here; its weights are not quantised.',
    quantisations: ['q0f16', 'q0f32'],
    listed: [359.69, 719.38],
    shape: { layers: 30, kvHeads: 3, headDim: 64, vocabulary: 49_152, hidden: 576 },
  }),
  webllm({
    name: 'SmolLM2-360M-Instruct',
    origin: 'HuggingFaceTB/SmolLM2-360M-Instruct',
    title: 'SmolLM2 360M',
    maker: 'Hugging Face',
    parameters: 361_821_120,
    licence: apache,
    note: 'Quantised to four bits: the smallest download of all.',
    listed: [376.06, 579.61],
    shape: { layers: 32, kvHeads: 5, headDim: 64, vocabulary: 49_152, hidden: 960 },
  }),
  webllm({
    name: 'Qwen2.5-0.5B-Instruct',
    origin: 'Qwen/Qwen2.5-0.5B-Instruct',
    title: 'Qwen2.5 0.5B',
    maker: 'Alibaba',
    parameters: 494_032_768,
    licence: apache,
    note: 'A small cache: two key and value heads a layer.',
    listed: [944.62, 1060.2],
    shape: { layers: 24, kvHeads: 2, headDim: 64, vocabulary: 151_936, hidden: 896 },
  }),
  webllm({
    name: 'Qwen3-0.6B',
    origin: 'Qwen/Qwen3-0.6B',
    title: 'Qwen3 0.6B',
    maker: 'Alibaba',
    parameters: 596_049_920,
    licence: apache,
    note: 'A small reasoning model, used here with its thinking switched off.',
    listed: [1403.34, 1924.98],
    shape: { layers: 28, kvHeads: 8, headDim: 128, vocabulary: 151_936, hidden: 1024 },
    thinks: true,
  }),
  webllm({
    name: 'Llama-3.2-1B-Instruct',
    origin: 'meta-llama/Llama-3.2-1B-Instruct',
    title: 'Llama 3.2 1B',
    maker: 'Meta',
    parameters: 1_235_814_400,
    licence: llama,
    note: 'Widely studied, so its results are easy to compare.',
    listed: [879.04, 1128.82],
    shape: { layers: 16, kvHeads: 8, headDim: 64, vocabulary: 128_256, hidden: 2048 },
  }),
  webllm({
    name: 'Qwen2.5-1.5B-Instruct',
    origin: 'Qwen/Qwen2.5-1.5B-Instruct',
    title: 'Qwen2.5 1.5B',
    maker: 'Alibaba',
    parameters: 1_543_714_304,
    licence: apache,
    note: 'Three times the small Qwen2.5, with the same tokens.',
    listed: [1629.75, 1888.97],
    shape: { layers: 28, kvHeads: 2, headDim: 128, vocabulary: 151_936, hidden: 1536 },
  }),
  webllm({
    name: 'gemma-2-2b-it',
    origin: 'google/gemma-2-2b-it',
    title: 'Gemma 2 2B',
    maker: 'Google',
    parameters: 2_614_341_888,
    licence: { name: 'Gemma terms of use', url: 'https://ai.google.dev/gemma/terms' },
    note: 'Its vocabulary of 256,000 tokens needs a GPU with large buffers.',
    listed: [1895.3, 2508.75],
    shape: { layers: 26, kvHeads: 4, headDim: 256, vocabulary: 256_000, hidden: 2304 },
  }),
  webllm({
    name: 'Llama-3.2-3B-Instruct',
    origin: 'meta-llama/Llama-3.2-3B-Instruct',
    title: 'Llama 3.2 3B',
    maker: 'Meta',
    parameters: 3_212_749_824,
    licence: llama,
    note: 'The larger version of Llama 3.2 1B; needs a dedicated GPU.',
    listed: [2263.69, 2951.51],
    shape: { layers: 28, kvHeads: 8, headDim: 128, vocabulary: 128_256, hidden: 3072 },
  }),
  webllm({
    name: 'Phi-3.5-mini-instruct',
    origin: 'microsoft/Phi-3.5-mini-instruct',
    title: 'Phi-3.5 mini',
    maker: 'Microsoft',
    parameters: 3_821_079_552,
    licence: { name: 'MIT', url: 'https://huggingface.co/microsoft/Phi-3.5-mini-instruct/blob/main/LICENSE' },
    note: 'Has no grouped queries, so its cache is by far the largest: good for studying compression.',
    listed: [3672.07, 5483.12],
    shape: { layers: 32, kvHeads: 32, headDim: 96, vocabulary: 32_064, hidden: 3072 },
  }),
];

/** What the method does with tokens that the model finds less needed. */
const ways = { DMC: 'merges tokens in its cache', DMS: 'evicts tokens from its cache' } as const;

type Compression = NonNullable<CatalogueModel['compression']>;

const compressed = (
  method: Compression['method'],
  ratio: number,
  measured: Compression['measured'],
): CatalogueModel => ({
  ...embeddedModel,
  title: `${embeddedModel.title} ${method} ${ratio}×`,
  note: `The arithmetic model, trained further: it ${ways[method]} by itself. Trained for ${ratio}×; measured ${measured.slots}× in slots and ${measured.bytes}× in bytes, over 200 workings.`,
  ref: { engine: 'embedded', model: `${embeddedModel.ref.model}-${method.toLowerCase()}-${ratio}x` },
  compression: { method, ratio, measured },
});

/** The models of the site that have learned to compress their own cache. They answer as their base does, so only what is about caches lists them. */
export const compressedModels: readonly CatalogueModel[] = [
  compressed('DMC', 2, { slots: 2.23, bytes: 2.15 }),
  compressed('DMS', 4, { slots: 4.32, bytes: 3.89 }),
  compressed('DMS', 8, { slots: 6.54, bytes: 5.52 }),
];

/** The model that a reference names, by either of its builds; undefined if the catalogue lacks it. */
export function findModel(ref: EngineRef): CatalogueModel | undefined {
  return [...models, ...compressedModels].find(
    ({ ref: own, webllm: builds }) =>
      own.engine === ref.engine &&
      (own.model === ref.model || builds?.f16.id === ref.model || builds?.f32.id === ref.model),
  );
}

/** What a model is called. */
export const nameOf = (ref: EngineRef): string => findModel(ref)?.title ?? ref.model;

/** A model with what runs it: `Loupe NER (embedded)`. */
export const modelInWords = (ref: EngineRef): string => `${nameOf(ref)} (${ref.engine})`;
