import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelConfig } from '@/lib/transformer/config';
import { loadFolder } from '@/lib/transformer/folder/load-folder';
import { directorySource } from '@/lib/transformer/sources/directory-node';
import { httpSource } from '@/lib/transformer/sources/http';
import type { FileSource } from '@/lib/transformer/sources/source';
import { readWhole } from '@/lib/transformer/sources/source';
import { countParameters, expectedTensors } from '@/lib/transformer/weights';
import { Collector } from '../../support/collector';
import type { Mischief } from '../../support/file-server';
import { FileServer } from '../../support/file-server';
import { bytesOf, memorySource, modelFiles, randomTensors, safetensors, smallShape } from '../../support/model-folder';
import { randomWeights } from '../../support/random-model';
import { never, openTiny, readTiny, tinyPath } from './tiny';

async function load(source: FileSource, signal = never) {
  const collector = new Collector();
  const seen: [number, number | null][] = [];
  await loadFolder(source, collector.start, (loaded, total) => seen.push([loaded, total]), signal);
  return { collector, seen };
}
const changed = (changes: Record<string, Uint8Array<ArrayBuffer> | undefined>, files = modelFiles(smallShape)) =>
  memorySource({ ...files, ...changes });

const refused = (detail: RegExp, kind = 'model-file') => ({ kind, detail: expect.stringMatching(detail) as string });

describe('a model folder', () => {
  const shapes: [string, ModelConfig][] = [
    ['Llama', smallShape],
    ['tied Llama', { ...smallShape, tiedEmbedding: true }],
    ['Qwen2 with biases', { ...smallShape, qkvBias: true, tiedEmbedding: true }],
    ['Llama, stretched linearly', { ...smallShape, ropeScaling: { kind: 'linear', factor: 4 } }],
    [
      'Llama 3',
      {
        ...smallShape,
        ropeScaling: { kind: 'llama3', factor: 32, lowFrequencyFactor: 1, highFrequencyFactor: 4, originalContext: 16 },
      },
    ],
  ];
  it.each(shapes)('of a %s reaches the builder whole, in one file or several', async (_what, shape) => {
    const weights = randomWeights(shape, 5);
    for (const shards of [1, 3]) {
      const { collector } = await load(memorySource(modelFiles(shape, { shards })));
      expect(collector.config).toEqual(shape);
      expect([...collector.tensors.keys()].sort()).toEqual([...expectedTensors(shape).keys()].sort());
      for (const [name, values] of collector.tensors) expect(values).toEqual([...weights.get(name)]);
      expect(collector.isFinished).toBe(true);
    }
  });

  it.each(['F16', 'BF16'] as const)('is read where its weights are %s', async dtype => {
    const { collector } = await load(memorySource(modelFiles(smallShape, { dtype })));
    const weights = randomWeights(smallShape, 5);
    for (const [name, values] of collector.tensors)
      for (const [i, value] of values.entries())
        expect(Math.abs(value - weights.get(name)[i]!)).toBeLessThan(1e-4 + Math.abs(value) * 2 ** -7);
  });

  it('becomes a model that computes', async () => {
    const { config, tokenizer, backend } = await openTiny();
    expect(config.endTokens).toEqual([261]);
    expect(tokenizer.encode('<|end|>')).toEqual([261]);
    expect(backend.weightBytes()).toBe(4 * countParameters(config));
    const [result] = await backend.forward([{ sequence: backend.cache.open(), tokens: [1, 2], want: 'last' }]);
    expect(result!.logits[0]).toHaveLength(264);
  });

  it('takes the end token of the tokenizer where the config names another', async () => {
    const config = bytesOf(JSON.stringify({ ...(JSON.parse(readTiny('config.json')) as object), eos_token_id: 260 }));
    const tiny = directorySource(tinyPath);
    const { collector } = await load({
      open: (name, signal) => (name === 'config.json' ? memorySource({ [name]: config }) : tiny).open(name, signal),
    });
    expect(collector.config?.endTokens).toEqual([260, 261]);
  });

  it('takes the chat template from a file of its own', async () => {
    const settings = JSON.parse(readTiny('tokenizer_config.json')) as object;
    const source = changed({
      'tokenizer_config.json': bytesOf(JSON.stringify({ ...settings, chat_template: undefined })),
      'chat_template.jinja': bytesOf('said: {{ messages[0].content }}'),
    });
    const { tokenizer } = await loadFolder(source, new Collector().start, () => {}, never);
    expect(tokenizer.renderChat([{ role: 'user', content: 'yes' }])).toBe('said: yes');
  });

  it('passes over an output matrix that is the embedding, and frequencies of the rotation', async () => {
    const shape = { ...smallShape, tiedEmbedding: true };
    const extra = [
      ...randomTensors(smallShape),
      {
        name: 'model.layers.0.self_attn.rotary_emb.inv_freq',
        shape: [2],
        dtype: 'F32' as const,
        bytes: new Uint8Array(8),
      },
    ];
    const { collector } = await load(changed({ 'model.safetensors': safetensors(extra) }, modelFiles(shape)));
    expect([...collector.tensors.keys()].sort()).toEqual([...expectedTensors(shape).keys()].sort());
  });
});

describe('a model folder that is not right', () => {
  /** Loads, and says what became of the builder besides the failure. */
  async function fail(source: FileSource) {
    const collector = new Collector();
    const failure: unknown = await loadFolder(source, collector.start, () => {}, never).catch(
      (error: unknown) => error,
    );
    expect(collector.isFinished).toBe(false);
    return { failure, isAbandoned: collector.isAbandoned };
  }

  it.each(['config.json', 'tokenizer.json', 'tokenizer_config.json', 'model.safetensors'])(
    'names %s if it is missing',
    async name => {
      const { failure } = await fail(changed({ [name]: undefined }));
      expect(failure).toMatchObject({ kind: 'model-file', detail: `${name} is missing.` });
    },
  );

  it.each(['config.json', 'tokenizer.json', 'tokenizer_config.json', 'model.safetensors'])(
    'names %s if it is a page of HTML',
    async name => {
      const { failure } = await fail(changed({ [name]: bytesOf('<!doctype html>') }));
      expect(failure).toMatchObject(refused(new RegExp(`^${name.replace('.', '\\.')}`)));
    },
  );

  const tensors = randomTensors(smallShape);
  const half = safetensors(tensors);
  const cases: [string, Uint8Array<ArrayBuffer>, object][] = [
    ['is cut short', half.slice(0, half.length / 2), refused(/^model\.safetensors: tensor .* ends at/)],
    [
      'lacks a tensor',
      safetensors(tensors.filter(({ name }) => name !== 'model.norm.weight')),
      refused(/model\.norm\.weight" is missing/),
    ],
    [
      'has one of another shape',
      safetensors(tensors.map(one => (one.name === 'model.norm.weight' ? { ...one, shape: [2, 6] } : one))),
      refused(/model\.norm\.weight" has shape \[2,6\], config\.json asks for \[12\]/),
    ],
    [
      'has one too many',
      safetensors([...tensors, { name: 'model.extra', shape: [1], dtype: 'F32', bytes: new Uint8Array(4) }]),
      refused(/model\.extra/, 'model-unsupported'),
    ],
  ];
  it.each(cases)('is refused where its weight file %s, and the builder freed', async (_what, file, expected) => {
    const { failure, isAbandoned } = await fail(changed({ 'model.safetensors': file }));
    expect(failure).toMatchObject(expected);
    expect(isAbandoned).toBe(true);
  });

  const sharded = modelFiles(smallShape, { shards: 2 });
  const [first, second] = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'];
  const index = JSON.parse(new TextDecoder().decode(sharded['model.safetensors.index.json'])) as {
    weight_map: Record<string, string>;
  };
  const withIndex = (change: (map: Record<string, string>) => void) => {
    const map = { ...index.weight_map };
    change(map);
    return changed({ 'model.safetensors.index.json': bytesOf(JSON.stringify({ weight_map: map })) }, sharded);
  };
  const norm = 'model.norm.weight';
  const other = index.weight_map[norm] === first ? second : first;
  it.each<[string, FileSource, object]>([
    ['leaves its folder', withIndex(map => (map[norm] = '../secret.safetensors')), refused(/"\.\.\/secret/)],
    ['names a URL', withIndex(map => (map[norm] = 'https://x/a.safetensors')), refused(/not the name of/)],
    ['names another kind of file', withIndex(map => (map[norm] = 'a.bin')), refused(/"a\.bin" is not/)],
    [
      'lacks a tensor',
      withIndex(map => delete map[norm]),
      refused(/index\.json: tensor "model\.norm\.weight" is missing/),
    ],
    [
      'knows one too many',
      withIndex(map => (map['model.extra'] = first)),
      refused(/model\.extra/, 'model-unsupported'),
    ],
    [
      'says the wrong file',
      withIndex(map => (map[norm] = other)),
      refused(/"model\.norm\.weight" is (missing|not in)/),
    ],
    [
      'names a file that is not there',
      changed({ [second]: undefined }, sharded),
      refused(/00002-of-00002.* is missing/),
    ],
    ['is no index', changed({ 'model.safetensors.index.json': bytesOf('{}') }, sharded), refused(/no weight_map/)],
  ])('is refused where its index %s', async (_what, source, expected) => {
    const { failure, isAbandoned } = await fail(source);
    expect(failure).toMatchObject(expected);
    expect(isAbandoned).toBe(true);
  });

  it('asks for no weights where the config is refused', async () => {
    const asked: string[] = [];
    const source = changed({ 'config.json': bytesOf('{"architectures":["GPT2LMHeadModel"]}') });
    const { failure } = await fail({ open: (name, signal) => (asked.push(name), source.open(name, signal)) });
    expect(failure).toMatchObject(refused(/GPT2LMHeadModel/, 'model-unsupported'));
    expect(asked).toEqual(['config.json']);
  });

  it('frees the builder that refuses a tensor', async () => {
    const collector = new Collector();
    collector.put = () => {
      throw new Error('no room');
    };
    await expect(loadFolder(memorySource(modelFiles(smallShape)), collector.start, () => {}, never)).rejects.toThrow(
      'no room',
    );
    expect(collector.isAbandoned).toBe(true);
  });
});

describe('a model folder on a server', () => {
  let server: FileServer;
  let base: string;
  beforeEach(async () => {
    server = new FileServer();
    server.files = modelFiles(smallShape);
    base = await server.start();
  });
  afterEach(() => server.stop());

  it.each([1, 2])('is read over HTTP, every byte counted (%i files of weights)', async shards => {
    server.files = modelFiles(smallShape, { shards });
    const { seen, collector } = await load(httpSource(`${base}models/tiny`));
    expect(collector.isFinished).toBe(true);
    const size = Object.values(server.files).reduce((sum, file) => sum + file.length, 0);
    expect(seen.at(-1)).toEqual([size, size]);
    expect(seen.every(([loaded], i) => i === 0 || loaded >= seen[i - 1]![0])).toBe(true);
    // There is a total from the first byte of the weights on.
    const weights = Object.keys(server.files).filter(name => name.endsWith('.safetensors'));
    const small = size - weights.reduce((sum, name) => sum + server.files[name]!.length, 0);
    for (const [loaded, total] of seen) if (loaded > small) expect(total).toBeGreaterThan(0.8 * size);
  });

  it('is read where the server packs its files', async () => {
    server.mischief = (_, response, name) => {
      const file = server.files[name];
      if (file) response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(file));
      return Boolean(file);
    };
    expect((await load(httpSource(base))).collector.isFinished).toBe(true);
  });

  it.each<[string, Mischief]>([
    ['answers 500', (_, response) => (response.writeHead(500).end(), true)],
    ['hangs up', (_, response) => (response.destroy(), true)],
    [
      'breaks off',
      (_, response) => (response.writeHead(200, { 'content-length': 99 }).write('x', () => response.destroy()), true),
    ],
  ])('says that the download failed when the server %s', async (_what, mischief) => {
    server.mischief = mischief;
    await expect(load(httpSource(base))).rejects.toMatchObject(refused(/^config\.json/, 'download-failed'));
  });

  it.each([true, false])('refuses a file beyond the limit, announced or not (%s)', async announced => {
    server.mischief = (_, response) => {
      if (announced) response.setHeader('content-length', 2000);
      response.end('x'.repeat(2000));
      return true;
    };
    const read = readWhole(httpSource(base), 'config.json', { limit: 1000, onBytes: () => {}, signal: never });
    await expect(read).rejects.toMatchObject(refused(/larger than the 1000 bytes/));
  });

  it('stops a download of weights, and frees the builder', async () => {
    server.mischief = (_, response, name) => {
      if (name !== 'model.safetensors') return false;
      response
        .writeHead(200, { 'content-length': server.files[name]!.length })
        .write(server.files[name]!.subarray(0, 5000));
      return true; // The rest never comes.
    };
    const controller = new AbortController();
    const collector = new Collector();
    const onBytes = (loaded: number, total: number | null) => {
      if (total !== null && loaded > total / 10) controller.abort();
    };
    const loading = loadFolder(httpSource(base), collector.start, onBytes, controller.signal);
    await expect(loading).rejects.toMatchObject({ kind: 'cancelled' });
    expect(collector.isAbandoned).toBe(true);
  });
});

it('refuses a file beyond the limit on disk', async () => {
  const read = readWhole(directorySource(tinyPath), 'config.json', { limit: 10, onBytes: () => {}, signal: never });
  await expect(read).rejects.toMatchObject({ kind: 'model-file' });
});
