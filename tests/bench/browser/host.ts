import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright';
import sirv from 'sirv';
import { browserFlags, findBrowser } from '../../support/browser';
import { readKernels } from '../../support/kernels';
import { packages } from '../peers/install';
import type { PageApi } from './page';

export interface BenchHost {
  browser: Browser;
  /** The bench's page, in a process of its own. */
  open(): Promise<Page>;
  close(): Promise<void>;
}

/**
 * Headless Chromium, and a server on this machine for the bench's page (`page.ts`), our kernels and the peers' packages. With the software
 * adapter every machine measures the same kind of thing; the hardware's is only there where the machine has one.
 */
export async function startHost(adapter: 'software' | 'hardware'): Promise<BenchHost> {
  const script = await build({
    entryPoints: [fileURLToPath(new URL('./page.ts', import.meta.url))],
    alias: { '@': fileURLToPath(new URL('../../..', import.meta.url)) },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
  });
  const files = new Map<string, [type: string, content: string | Uint8Array]>([
    [
      '/',
      ['text/html', '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>'],
    ],
    ['/page.js', ['text/javascript', script.outputFiles[0]!.contents]],
    ['/kernels.wasm', ['application/wasm', readKernels()]],
  ]);
  const installed = sirv(packages, { dev: true });
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    if (file) response.setHeader('content-type', file[0]).end(file[1]);
    else {
      request.url = request.url?.replace('/packages/', '/');
      installed(request, response);
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const args = browserFlags.filter(flag => adapter === 'software' || !flag.startsWith('--use-webgpu-adapter'));
  const browser = await chromium.launch({ executablePath: await findBrowser(), args });
  return {
    browser,
    async open() {
      const page = await (await browser.newContext()).newPage();
      page.on('pageerror', error => console.error(error));
      page.on('console', message => message.type() === 'log' && console.log(message.text()));
      await page.goto(`http://127.0.0.1:${port}/`);
      await page.waitForFunction(() => 'bench' in globalThis);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What `page.evaluate` finds in the page. */
export type BenchWindow = { bench: PageApi };
