import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { startReferenceBackend } from '@/lib/transformer/backends/reference';
import { loadFolder } from '@/lib/transformer/folder/load-folder';
import { expectedTensors } from '@/lib/transformer/weights';
import { Collector } from '../../support/collector';
import type { Files, Tensor } from '../../support/model-folder';
import {
  bytesOf,
  memorySource,
  modelFiles,
  randomTensors,
  safetensors,
  shardedFiles,
  smallShape,
  stored,
} from '../../support/model-folder';
import { randomWeights } from '../../support/random-model';
import { never } from './tiny';

/** Folders as exports of other programs leave them, and folders that are wrong in every place. */

const tied = { ...smallShape, tiedEmbedding: true };
const embedding = 'model.embed_tokens.weight';

/** The files of a model whose weights are these tensors, in one file or several. */
function folder(tensors: readonly Tensor[], { shards = 1, shape = smallShape } = {}): Files {
  const { 'model.safetensors': _, ...files } = modelFiles(shape);
  const weights = shards === 1 ? { 'model.safetensors': safetensors(tensors) } : shardedFiles(tensors, shards);
  return { ...files, ...weights };
}

async function load(files: Files, piece?: number): Promise<Collector> {
  const collector = new Collector();
  await loadFolder(memorySource(files, piece), collector.start, () => {}, never);
  return collector;
}

/** What became of a folder: the builder where it opened, else the failure. */
const attempt = (files: Files): Promise<Collector | Failure> =>
  load(files).catch((error: unknown) => {
    if (error instanceof Failure) return error;
    throw error;
  });

const refused = (detail: RegExp, kind = 'model-file') => ({ kind, detail: expect.stringMatching(detail) as string });

describe('a model whose lm_head is its embedding', () => {
  /** The shared matrix under its other name, as a program stores it that keeps the last of two names. */
  const headOnly = randomTensors(tied).map(tensor =>
    tensor.name === embedding ? { ...tensor, name: 'lm_head.weight' } : tensor,
  );

  it.each([1, 3])('is read where the matrix is stored as lm_head alone (%i files)', async shards => {
    const { tensors, isFinished } = await load(folder(headOnly, { shards, shape: tied }));
    const weights = randomWeights(tied, 5);
    expect([...tensors.keys()].sort()).toEqual([...expectedTensors(tied).keys()].sort());
    expect(tensors.get(embedding)).toEqual([...weights.get(embedding)]);
    expect(isFinished).toBe(true);
  });

  it.each([1, 3])('needs it under one of the names (%i files)', async shards => {
    const neither = headOnly.filter(({ name }) => name !== 'lm_head.weight');
    const failure = await attempt(folder(neither, { shards, shape: tied }));
    expect(failure).toMatchObject(refused(/"model\.embed_tokens\.weight" is missing/));
  });

  it('is not guessed where the config says that they differ', async () => {
    const tensors = randomTensors(smallShape).filter(({ name }) => name !== embedding);
    expect(await attempt(folder(tensors))).toMatchObject(refused(/"model\.embed_tokens\.weight" is missing/));
  });
});

describe('buffers that no arithmetic reads', () => {
  const buffer = (name: string, dtype: string, width: number): Tensor => ({
    ...{ name: `model.layers.0.${name}`, shape: [1, 3], dtype },
    bytes: new Uint8Array(3 * width).fill(255),
  });

  it.each([1, 3])('are skipped, whatever their format (%i files)', async shards => {
    const buffers = [
      buffer('self_attn.rotary_emb.inv_freq', 'I64', 8),
      buffer('self_attn.rotary_emb.cos_cached', 'F64', 8),
      buffer('attention.bias', 'BOOL', 1),
      buffer('attn.bias', 'U8', 1),
      buffer('self_attn.bias', 'I32', 4),
      buffer('attention.masked_bias', 'F32', 4),
      buffer('self_attn.position_ids', 'I64', 8),
      buffer('self_attn.rotary_emb.sin_cached', 'F4', 0.5),
    ];
    const { tensors } = await load(folder([...buffers, ...randomTensors(smallShape)], { shards }));
    expect([...tensors.keys()].sort()).toEqual([...expectedTensors(smallShape).keys()].sort());
  });

  it.each([
    ['a bias of numbers', buffer('self_attn.bias', 'F16', 2), /self_attn\.bias/],
    ['a table of scales', buffer('mlp.up_proj.weight_scale', 'F32', 4), /weight_scale/],
  ])('are told from weights: %s', async (_what, extra, detail) => {
    for (const shards of [1, 3]) {
      const failure = await attempt(folder([...randomTensors(smallShape), extra], { shards }));
      expect(failure).toMatchObject(refused(detail, 'model-unsupported'));
    }
  });

  it('are not mistaken for weights in a format that is not read', async () => {
    const tensors = randomTensors(smallShape).map(tensor =>
      tensor.name.endsWith('o_proj.weight')
        ? { ...tensor, dtype: 'I8', bytes: new Uint8Array(tensor.bytes.byteLength / 4) }
        : tensor,
    );
    expect(await attempt(folder(tensors))).toMatchObject(refused(/o_proj\.weight" has dtype "I8", not F32/));
  });
});

describe('weights that are not numbers', () => {
  it.each(['F32', 'F16', 'BF16'] as const)('are named, wherever they stand, in %s', async dtype => {
    const tensors = randomTensors(smallShape, dtype);
    /** The bits of infinity and of NaN, and of their negatives. */
    const bits = { F32: [0x7f800000, 0x7fc00000], F16: [0x7c00, 0x7e00], BF16: [0x7f80, 0x7fc0] }[dtype];
    const width = dtype === 'F32' ? 4 : 2;
    const place = fc.record({ tensor: fc.nat(tensors.length - 1), at: fc.nat(), kind: fc.nat(1), sign: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(place, async ({ tensor, at, kind, sign }) => {
        const { name, bytes } = tensors[tensor]!;
        const damaged = bytes.slice();
        const offset = (at % (bytes.byteLength / width)) * width;
        const value = bits[kind]!;
        const view = new DataView(damaged.buffer);
        if (width === 4) view.setUint32(offset, value + (sign ? 2 ** 31 : 0), true);
        else view.setUint16(offset, value | (sign ? 0x8000 : 0), true);
        const failure = await attempt(
          folder(tensors.map(one => (one.name === name ? { ...one, bytes: damaged } : one))),
        );
        const quoted = name.replaceAll('.', '\\.');
        expect(failure).toMatchObject(
          refused(new RegExp(`^model\\.safetensors: tensor "${quoted}" holds values that are not finite numbers`)),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('may be as large as their format allows', async () => {
    const largest = Float32Array.of(3.4028234663852886e38, -3.4028234663852886e38, 1e-45, -0);
    const tensors = randomTensors(smallShape).map(tensor =>
      tensor.name === 'model.norm.weight'
        ? {
            ...tensor,
            bytes: stored(
              Float32Array.from({ length: 12 }, (_, i) => largest[i % 4]!),
              'F32',
            ),
          }
        : tensor,
    );
    expect((await load(folder(tensors))).isFinished).toBe(true);
  });
});

const texts = {
  'config.json': modelFiles(smallShape)['config.json']!,
  'generation_config.json': modelFiles(smallShape)['generation_config.json']!,
  'tokenizer_config.json': modelFiles(smallShape)['tokenizer_config.json']!,
  'tokenizer.json': modelFiles(smallShape)['tokenizer.json']!,
};
type TextFile = keyof typeof texts;
const valueOf = (file: TextFile) => JSON.parse(new TextDecoder().decode(texts[file])) as Record<string, unknown>;

/** A file of Python's `json`, in which some values are written as given. */
const python = (value: unknown, raw: Record<string, string>) =>
  bytesOf(JSON.stringify(value).replace(/"raw:(\w+)"/g, (_, key: string) => raw[key]!));

describe('numbers that JSON has not', () => {
  it('are taken where nobody reads them, and left alone inside texts', async () => {
    const odd = { attention_dropout: 'raw:a', time_step_limit: [0, 'raw:b'], low: 'raw:c', note: 'NaN, "Infinity\\' };
    const config = python({ ...valueOf('config.json'), ...odd }, { a: 'NaN', b: 'Infinity', c: '-Infinity' });
    const settings = python({ ...valueOf('tokenizer_config.json'), model_max_length: 'raw:a' }, { a: 'Infinity' });
    const files = { ...modelFiles(smallShape), 'config.json': config, 'tokenizer_config.json': settings };
    expect((await load(files)).config).toEqual(smallShape);
  });

  it.each([
    ['rope_theta', 'NaN'],
    ['rms_norm_eps', 'Infinity'],
    ['hidden_size', '-Infinity'],
  ])('are refused by the field that needs a number: %s', async (field, number) => {
    const config = python({ ...valueOf('config.json'), [field]: 'raw:a' }, { a: number });
    const failure = await attempt({ ...modelFiles(smallShape), 'config.json': config });
    expect(failure).toMatchObject(refused(new RegExp(`^config\\.json: ${field}: .*${number.replace('-', '')}`)));
  });
});

describe('a field that is null', () => {
  it('counts as not given', async () => {
    const nothing = ['num_key_value_heads', 'head_dim', 'rope_scaling', 'rope_theta', 'eos_token_id', 'rms_norm_eps'];
    const nulls = Object.fromEntries(
      [...nothing, 'tie_word_embeddings', 'max_position_embeddings', 'hidden_act'].map(key => [key, null]),
    );
    const config = bytesOf(JSON.stringify({ ...valueOf('config.json'), num_attention_heads: 2, ...nulls }));
    const { num_attention_heads: _, ...rest } = valueOf('config.json');
    const absent = { ...rest, num_attention_heads: 2 } as Record<string, unknown>;
    for (const key of Object.keys(nulls)) delete absent[key];
    const files = { ...modelFiles(smallShape), 'config.json': config };
    const collector = new Collector();
    // The weights are those of another shape; what was read of the config shows before they come.
    await loadFolder(memorySource(files), collector.start, () => {}, never).catch(() => {});
    const same = new Collector();
    const others = { ...files, 'config.json': bytesOf(JSON.stringify(absent)) };
    await loadFolder(memorySource(others), same.start, () => {}, never).catch(() => {});
    expect(collector.config).toMatchObject({ rmsNormEps: 1e-6, tiedEmbedding: false, context: 2048, kvHeads: 2 });
    expect(collector.config).toEqual(same.config);
  });

  it('or an empty list is no chat template: the one beside it is taken', async () => {
    for (const chat_template of [null, [], '', [{ name: 'tools', template: 'no' }]]) {
      const settings = bytesOf(JSON.stringify({ ...valueOf('tokenizer_config.json'), chat_template }));
      const files = { ...modelFiles(smallShape), 'tokenizer_config.json': settings };
      const { tokenizer } = await loadFolder(
        memorySource({ ...files, 'chat_template.jinja': bytesOf('beside') }),
        new Collector().start,
        () => {},
        never,
      );
      expect(tokenizer.renderChat([])).toBe('beside');
      expect(await attempt(files)).toMatchObject(refused(/no chat_template/, 'model-unsupported'));
    }
  });
});

describe('a folder in which any one value is another', () => {
  /** Values of every kind, as the text of the file. */
  const strangers = [
    'null',
    'true',
    '0',
    '-1',
    '1e308',
    'NaN',
    'Infinity',
    '""',
    '"x"',
    '[]',
    '[null]',
    '{}',
    '{"a":1}',
  ];

  /** The paths of all values. */
  function* paths(value: unknown, path: string[] = []): Generator<string[]> {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value).slice(0, 40)) {
      yield [...path, key];
      yield* paths(child, [...path, key]);
    }
  }

  const places = (Object.keys(texts) as TextFile[]).map(file => ({ file, paths: [...paths(valueOf(file))] }));
  const place = fc.constantFrom(...places).chain(({ file, paths: all }) =>
    fc.record({
      file: fc.constant(file),
      path: fc.constantFrom(...all),
      stranger: fc.option(fc.constantFrom(...strangers), { nil: undefined }),
    }),
  );

  it('opens and reads a text, or is refused by the name of the file', async () => {
    let opened = 0;
    await fc.assert(
      fc.asyncProperty(place, async ({ file, path, stranger }) => {
        const value = valueOf(file);
        let holder = value;
        for (const key of path.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
        const last = path.at(-1)!;
        if (stranger === undefined) delete holder[last];
        else holder[last] = 'raw:a';
        const files = { ...modelFiles(smallShape), [file]: python(value, { a: stranger ?? '' }) };
        try {
          const { tokenizer, backend } = await loadFolder(memorySource(files), startReferenceBackend, () => {}, never);
          const prompt = tokenizer.renderChat([{ role: 'user', content: 'Is 12 × 3 more than 4?' }]);
          const ids = tokenizer.encode(prompt);
          tokenizer.decode(ids);
          for (const id of ids) expect(id).toBeLessThan(backend.config.vocabSize);
          opened++;
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
          const { kind, detail } = error as Failure;
          expect(kind).toMatch(/^model-(file|unsupported)$/);
          expect(detail).not.toBe('');
        }
      }),
      { numRuns: 800 },
    );
    expect(opened).toBeGreaterThan(50);
  });
});
