import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Files } from './model-folder';
import { sha256 } from './model-folder';

/** What a server does to one request; `true` means that it has answered. */
export type Mischief = (request: IncomingMessage, response: ServerResponse, name: string) => boolean | void;

/** A web server of files, with ETags and byte ranges, open to pages of other sites, that can be made to misbehave. */
export class FileServer {
  files: Files = {};
  ranges = true;
  etags = true;
  /** Asked first, for each request. */
  mischief: Mischief = () => false;
  /** What was asked for: `model.safetensors`, `model.safetensors 1000-`. */
  readonly asked: string[] = [];
  /** Bytes of bodies that were sent. */
  sent = 0;
  private server: Server | undefined;

  /** The address that files lie under. */
  async start(): Promise<string> {
    this.server = createServer((request, response) => this.answer(request, response));
    await new Promise<void>(resolve => this.server!.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  stop(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const name = decodeURIComponent(new URL(request.url!, 'http://x').pathname.split('/').at(-1)!);
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    this.asked.push(range ? `${name} ${range[1]}-${range[2]}` : name);
    response.setHeader('access-control-allow-origin', '*');
    if (this.mischief(request, response, name)) return;
    const file = this.files[name];
    if (!file) return void response.writeHead(404).end('nothing here');
    if (this.etags) response.setHeader('etag', `"${sha256(file).slice(0, 16)}"`);
    if (!range || !this.ranges) return this.send(response, 200, file);
    const [from, to] = [Number(range[1]), range[2] ? Number(range[2]) + 1 : file.byteLength];
    if (from >= file.byteLength) return void response.writeHead(416).end();
    response.setHeader('content-range', `bytes ${from}-${to - 1}/${file.byteLength}`);
    this.send(response, 206, file.subarray(from, to));
  }

  private send(response: ServerResponse, status: number, body: Uint8Array): void {
    this.sent += body.byteLength;
    response.writeHead(status, { 'content-length': body.byteLength }).end(body);
  }
}
