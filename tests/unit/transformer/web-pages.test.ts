import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadFolder } from '@/lib/transformer/folder/load-folder';
import { httpSource } from '@/lib/transformer/sources/http';
import { keptOf } from '@/lib/transformer/sources/part-store';
import { Collector } from '../../support/collector';
import type { Mischief } from '../../support/file-server';
import { FileServer } from '../../support/file-server';
import { bytesOf, memorySource, modelFiles, sha256, smallShape } from '../../support/model-folder';
import { partBytes, refused, RemoteBench, weights } from '../../support/remote-workbench';
import { never } from './tiny';

/** Servers that answer for a missing file with a web page, a refusal, or "not found". */

const page = '\n<!DOCTYPE html><html><head><title>Not here</title></head></html>';

type Server = () => FileServer;
const instead = (server: Server, answer: (response: Parameters<Mischief>[1]) => void): Mischief => {
  return (_, response, name) => {
    if (server().files[name]) return false;
    answer(response);
    return true;
  };
};
const answers: [string, (response: Parameters<Mischief>[1]) => void][] = [
  ['a page, as if it were the file', response => response.writeHead(200, { 'content-type': 'text/html' }).end(page)],
  ['a page of unknown length', response => (response.write(page), response.end())],
  ['403', response => response.writeHead(403).end('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>')],
  ['404', response => response.writeHead(404).end(page)],
  ['410', response => response.writeHead(410).end()],
];

const required = ['config.json', 'tokenizer.json', 'tokenizer_config.json', weights] as const;

/** What is said of a required file that is not there, by the answer of the server. */
const words = (name: string, answer: string) => {
  const quoted = name.replace('.', '\\.');
  if (answer.startsWith('a page')) return refused('model-file', new RegExp(`^${quoted}: the server sent a web page`));
  return answer === '403'
    ? refused('download-failed', new RegExp(`^${quoted}: the server answered 403`))
    : refused('model-file', new RegExp(`^${quoted} is missing`));
};

describe.each(answers)('a server of a site that answers %s for what is missing', (what, answer) => {
  let server: FileServer;
  let base: string;
  beforeEach(async () => {
    server = new FileServer();
    server.files = modelFiles(smallShape);
    server.mischief = instead(() => server, answer);
    base = await server.start();
  });
  afterEach(() => server.stop());
  const load = async () => {
    const collector = new Collector();
    await loadFolder(httpSource(base), collector.start, () => {}, never);
    return collector;
  };

  it('is read without the files that a model can do without', async () => {
    delete server.files['generation_config.json'];
    expect((await load()).isFinished).toBe(true);
    server.files = modelFiles(smallShape, { shards: 3 });
    expect((await load()).isFinished).toBe(true);
  });

  it.each(required)('names %s', async name => {
    delete server.files[name];
    await expect(load()).rejects.toMatchObject(words(name, what));
  });

  it('never takes a page for a chat template', async () => {
    const settings = JSON.parse(new TextDecoder().decode(server.files['tokenizer_config.json'])) as object;
    server.files['tokenizer_config.json'] = bytesOf(JSON.stringify({ ...settings, chat_template: null }));
    await expect(load()).rejects.toMatchObject(refused('model-unsupported', /chat_template/));
  });
});

describe.each(answers)('another server that answers %s for what is missing', (what, answer) => {
  const bench = new RemoteBench();
  beforeEach(() => {
    bench.server.mischief = instead(() => bench.server, answer);
  });

  it('is read without the files that a model can do without, and then offline', async () => {
    delete bench.server.files['generation_config.json'];
    await bench.load();
    expect(await keptOf(bench.storage, bench.folder)).toMatchObject({ isWhole: true });
    bench.server.stop();
    await bench.load();
  });

  it('is read where the weights are in several files', async () => {
    bench.server.files = modelFiles(smallShape, { shards: 3 });
    await bench.load();
  });

  it.each(required)('names %s', async name => {
    delete bench.server.files[name];
    await expect(bench.load()).rejects.toMatchObject(words(name, what));
  });
});

describe('a file that was published, and a page or a refusal in its place', () => {
  const bench = new RemoteBench();
  const published = (name: string) => {
    bench.server.files['SHA256SUMS'] = bytesOf(`${sha256(bench.server.files[name]!)}  ${name}\n`);
    delete bench.server.files[name];
  };

  it.each(['generation_config.json', weights])('is an error: %s', async name => {
    published(name);
    bench.server.mischief = instead(() => bench.server, answers[0]![1]);
    const detail = new RegExp(`^${name.replace('.', '\\.')}: the server sent a web page`);
    await expect(bench.load()).rejects.toMatchObject(refused('integrity-failed', detail));
    bench.server.mischief = instead(() => bench.server, answers[2]![1]);
    await expect(bench.load()).rejects.toMatchObject(refused('download-failed', /the server answered 403/));
  });

  it('in the middle of a download leaves what is kept', async () => {
    const right = bench.server.files[weights]!;
    bench.sendInPieces();
    await bench.stopAt(0.7);
    const kept = bench.parts().length;
    expect(kept).toBeGreaterThan(0);
    bench.server.mischief = (_, response, name) => name === weights && Boolean(response.end(page));
    await expect(bench.load()).rejects.toMatchObject(refused('download-failed', /the server sent a web page/));
    expect(bench.parts()).toHaveLength(kept);
    bench.server.mischief = () => false;
    bench.server.asked.length = 0;
    await bench.load();
    expect(bench.server.asked).toEqual([`${weights} ${kept * partBytes}-`]);
    expect(bench.server.files[weights]).toBe(right);
  });
});

it.each(required)('a page that was saved under the name of a file is named, too: %s', async name => {
  const files = { ...modelFiles(smallShape), [name]: bytesOf(page) };
  const loading = loadFolder(memorySource(files), new Collector().start, () => {}, never);
  await expect(loading).rejects.toMatchObject(
    refused('model-file', new RegExp(`^${name.replace('.', '\\.')}.* web page`)),
  );
});
