import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { nameOfAddress, parseDataAddress } from '@/lib/data/address';
import { fetchData } from '@/lib/data/from-url';
import { dataLimits } from '@/lib/data/limits';
import type { Progress } from '@/lib/engines/contract';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function serve(answer: RequestListener): Promise<string> {
  const started = createServer(answer);
  server = started;
  await new Promise<void>(resolve => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

describe('data from the web', () => {
  it('comes with its name and progress, and the request tells nothing of the user', async () => {
    let headers: Record<string, unknown> = {};
    const origin = await serve((request, response) => {
      headers = request.headers;
      response.setHeader('content-length', 8);
      response.write('a,b\n');
      setTimeout(() => response.end('1,2\n'), 20);
    });
    const told: Progress[] = [];
    const { file, name } = await fetchData(`${origin}/sets/my%20data.csv?raw=1#top`, {
      onProgress: step => told.push(step),
    });
    expect([await file.text(), name]).toEqual(['a,b\n1,2\n', 'my data.csv']);
    expect(told.at(-1)).toEqual({ phase: 'downloading', loaded: 8, total: 8, unit: 'bytes' });
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('referer');
    expect(headers).not.toHaveProperty('authorization');
  });

  it.each([
    [404, 'data-missing'],
    [410, 'data-missing'],
    [403, 'data-unreachable'],
    [500, 'data-unreachable'],
  ])('that is answered with %i is named', async (status, kind) => {
    const origin = await serve((_, response) => response.writeHead(status).end());
    await expect(fetchData(origin)).rejects.toMatchObject({ kind, detail: expect.stringContaining(`${status}`) });
  });

  it('of a closed port is named unreachable', async () => {
    const origin = await serve(() => undefined);
    server?.close();
    await expect(fetchData(origin)).rejects.toMatchObject({ kind: 'data-unreachable' });
  });

  it('is refused before it comes when its length says that it is too large', async () => {
    let isClosed: Promise<unknown> = Promise.resolve();
    const origin = await serve((request, response) => {
      isClosed = new Promise(resolve => request.socket.once('close', resolve));
      response.setHeader('content-length', dataLimits.bytes + 1);
      response.write('a');
    });
    await expect(fetchData(origin)).rejects.toMatchObject({ kind: 'data-too-large' });
    await isClosed;
  });

  it('is stopped when more comes than may', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 97);
    let sent = 0;
    const origin = await serve((_, response) => {
      const send = (): void => {
        while (sent < 400 && response.writable && response.write(chunk)) sent++;
        if (sent < 400 && response.writable) response.once('drain', send);
      };
      send();
    });
    await expect(fetchData(origin)).rejects.toMatchObject({
      kind: 'data-too-large',
      detail: expect.stringContaining('More than'),
    });
    expect(sent).toBeLessThan(400);
  });

  it('can be stopped', async () => {
    const stop = new AbortController();
    const origin = await serve((_, response) => {
      response.write('a');
      setTimeout(() => stop.abort(), 20);
    });
    await expect(fetchData(origin, { signal: stop.signal })).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it('that stops coming is named', async () => {
    const origin = await serve((_, response) => void response.write('a'));
    await expect(fetchData(origin, { idle_ms: 100 })).rejects.toMatchObject({
      kind: 'data-unreachable',
      detail: expect.stringContaining('sent nothing'),
    });
  });
});

describe('an address', () => {
  it.each([
    ['ftp://example.org/a.csv', 'begin with'],
    ['file:///etc/passwd', 'begin with'],
    ['javascript:alert(1)', 'begin with'],
    ['data:text/csv,a', 'begin with'],
    ['example.org/a.csv', 'no address'],
    ['https://me:secret@example.org/a.csv', 'password'],
    [`https://example.org/${'a'.repeat(2_000)}`, 'too long'],
  ])('%s is refused, and not repeated', (text, words) => {
    expect(() => parseDataAddress(text)).toThrow(expect.objectContaining({ kind: 'data-unreachable' }));
    expect(() => parseDataAddress(text)).toThrow(expect.objectContaining({ detail: expect.stringContaining(words) }));
    expect(() => parseDataAddress(text)).not.toThrow(
      expect.objectContaining({ detail: expect.stringContaining('secret') }),
    );
  });

  it.each([
    ['https://github.com/o/r/blob/main/data/a%20b.json', 'https://raw.githubusercontent.com/o/r/main/data/a%20b.json'],
    ['https://huggingface.co/datasets/o/r/blob/main/a.csv', 'https://huggingface.co/datasets/o/r/resolve/main/a.csv'],
    [' https://example.org/blob/a.csv?download=true#x ', 'https://example.org/blob/a.csv?download=true'],
  ])('%s becomes that of the file', (text, address) => {
    expect(parseDataAddress(text).href).toBe(address);
  });

  it('gives a name', () => {
    expect(nameOfAddress(new URL('https://example.org/'))).toBe('example.org');
    expect(nameOfAddress(new URL('https://example.org/sets/%zz.csv'))).toBe('%zz.csv');
  });
});
