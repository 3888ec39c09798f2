import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import sirv from 'sirv';
import type { Site } from './build';
import { headersOf } from './policy';

/** A site being served on this machine. */
export interface Served {
  /** Address of the home page, ending in a slash. */
  url: string;
  close(): Promise<void>;
}

/** Kinds that the mime table of the file server does not know. */
const kinds: Record<string, string> = { '.safetensors': 'application/octet-stream' };

/**
 * Serves the files of a site as a plain static host would: under its base path, its own 404 page, compressed where there is a compressed copy,
 * files with a hash in their name kept forever and all others asked for again each time (so that a new build is seen at once). Sends the
 * headers that the README advises.
 * `port` 0 takes any free one. `isOpen` serves the network too; without it, nothing of this machine is offered to anybody else. Throws an error with code EADDRINUSE where the port is taken.
 */
export async function serve({ folder, basePath }: Site, port: number, isOpen = false): Promise<Served> {
  if (!existsSync(path.join(folder, 'index.html')))
    throw new Error(`There is no site in ${folder}: run "npm run build".`);
  const files = sirv(folder, {
    etag: true,
    brotli: true,
    gzip: true,
    dev: true, // reads the folder at each request, so that a build under a running server is no trouble
    setHeaders(response, file) {
      const kind = kinds[path.extname(file)];
      if (kind !== undefined) response.setHeader('Content-Type', kind);
      const hashed = file.includes('/_next/static/');
      // A file that is compressed by itself is sent as it is, as other hosts do: what unpacks it, and what compares its hash, reads its bytes.
      if (file.endsWith('.gz')) response.setHeader('Content-Encoding', 'identity');
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const missing = async (response: ServerResponse) => {
    const page = await readFile(path.join(folder, '404.html'), 'utf8').catch(() => 'Not found');
    response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' }).end(page);
  };
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const asked = request.url ?? '/';
    const inside = asked.startsWith(`${basePath}/`);
    const sent = headersOf(inside ? asked.slice(basePath.length) : asked);
    for (const [name, value] of Object.entries(sent)) response.setHeader(name, value);
    if (!inside && (asked === '/' || asked === basePath)) {
      response.writeHead(302, { Location: `${basePath}/` }).end();
    } else if (inside) {
      request.url = asked.slice(basePath.length);
      files(request, response, () => missing(response));
    } else {
      void missing(response);
    }
  };
  const server = createServer(answer);
  await listen(server, port, isOpen);
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}${basePath}/`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The first free port from `port` on, of the ten that follow it. */
export async function serveOnFreePort(site: Site, port: number, isOpen = false): Promise<Served> {
  for (let candidate = port; ; candidate++) {
    try {
      return await serve(site, candidate, isOpen);
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || candidate === port + 10) throw error;
    }
  }
}

const listen = (server: Server, port: number, isOpen: boolean) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, isOpen ? '0.0.0.0' : 'localhost', resolve);
  });
