import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeCertificate } from './certificate';
import { readLibraryMetadata } from './library-metadata';
import { chatConfig, tokenizer } from './model-files';
import { planShards, shardData, weightList } from './weights';

/** What the server does in place of sending a file, a number of times. */
export interface Trouble {
  /** A part of the file's address. */
  file: string;
  /** A status; half of the file and then the end of the connection; half of the file and then silence. */
  does: number | 'cut' | 'hang';
  times: number;
}

export interface Hub {
  port: number;
  /** Bytes of all shards. */
  modelBytes: number;
  /** Names of the files that were asked for, in order. */
  readonly asked: string[];
  /** The whole address of each. */
  readonly addresses: string[];
  /** Begins anew: what was asked is forgotten, and these troubles take the place of others. A library is served until the next one. */
  reset(options?: { troubles?: Trouble[]; library?: Buffer }): void;
  /** The compiled model of the file. */
  readonly library: Buffer;
  close(): void;
}

/**
 * Stands in for the two hosts that the site gets a model of WebLLM from, with a compiled model from a file and random weights. Takes any
 * host and any model.
 *
 * @throws Error see `readLibraryMetadata`, `makeCertificate`
 */
export async function startHub(libraryFile: string): Promise<Hub> {
  const metadata = await readLibraryMetadata(libraryFile);
  const library = await readFile(libraryFile);
  const shards = planShards(metadata.params);
  const words = tokenizer(metadata);
  const [asked, addresses]: [string[], string[]] = [[], []];
  let [troubles, served]: [Trouble[], Buffer] = [[], library];

  function contentOf(file: string): Buffer | undefined {
    if (file.endsWith('.wasm')) return served;
    if (file === 'mlc-chat-config.json') return Buffer.from(chatConfig(metadata));
    if (file === 'tokenizer.json') return Buffer.from(words);
    if (file === 'ndarray-cache.json') return Buffer.from(weightList(shards));
    const shard = shards.find(({ dataPath }) => dataPath === file);
    return shard && shardData(shard);
  }

  const server = createServer(makeCertificate(), (request, response) => {
    const url = new URL(request.url ?? '/', `https://${request.headers.host}`);
    const file = url.pathname.replace(/^.*\//, '');
    const content = contentOf(file);
    // The browser itself asks for other things.
    if (content) {
      asked.push(file);
      addresses.push(url.href);
    }
    response.setHeader('Access-Control-Allow-Origin', '*');
    const trouble = troubles.find(one => one.times > 0 && file.includes(one.file));
    if (trouble) trouble.times--;
    answer(response, content, trouble?.does);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    modelBytes: shards.reduce((sum, { nbytes }) => sum + nbytes, 0),
    asked,
    addresses,
    library,
    reset(options = {}) {
      asked.length = 0;
      addresses.length = 0;
      troubles = options.troubles?.map(trouble => ({ ...trouble })) ?? [];
      served = options.library ?? served;
      server.closeAllConnections();
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answer(response: ServerResponse, content: Buffer | undefined, does?: Trouble['does']): void {
  if (typeof does === 'number') response.writeHead(does).end('The server is in trouble.');
  else if (!content) response.writeHead(404).end('There is no such file.');
  else {
    response.writeHead(200, { 'Content-Length': content.length });
    if (!does) response.end(content);
    else
      response.write(content.subarray(0, content.length / 2), () => {
        if (does === 'cut') response.destroy();
      });
  }
}
