import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright';
import { browserFlags, findBrowser } from '../support/browser';
import { largeRun } from './large-run';
import { kept } from './measure';
import { serve } from './site';

export interface FileInPage {
  what: 'import' | 'export';
  calls: number;
  /** Bytes of the compressed file. */
  bytes: number;
  seconds: number;
  /** Milliseconds of the longest task of the page's thread: by the clock, and of the processor, which other programs do not lengthen. */
  longestTask: { clock: number; processor: number };
}

/** Imports a run of 100,000 calls into the built site's panel, waits until it is measured, and exports it. */
export async function measureFilesInPage(folder: string): Promise<FileInPage[]> {
  const { file, calls } = await largeRun();
  const site = await serve(folder);
  const folderOfRun = await mkdtemp(join(tmpdir(), 'loupe-'));
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags });
  try {
    const page = await browser.newPage();
    await page.goto(`${site.origin}/divide-and-conquer/`, { waitUntil: 'networkidle' });
    // From a disk, as a person's file: Playwright would unpack a buffer in the page, in one long task.
    const saved = join(folderOfRun, 'large.jsonl.gz');
    await writeFile(saved, Buffer.from(await file.arrayBuffer()));
    const read = await watched(browser, page, async () => {
      await page.getByLabel('Experiment or run to import').setInputFiles(saved);
      await page.getByRole('heading', { name: 'Results and cost' }).waitFor({ timeout: 300_000 });
    });
    let path = '';
    const written = await watched(browser, page, async () => {
      const downloading = page.waitForEvent('download', { timeout: 300_000 });
      await page.getByRole('button', { name: 'Export run' }).click();
      path = await (await downloading).path();
    });
    const found = await countCalls(path);
    if (found !== calls) throw new Error(`${found} calls of ${calls} came back.`);
    const figure = { calls, bytes: file.size };
    return [
      { what: 'import', ...figure, ...read },
      { what: 'export', ...figure, ...written },
    ];
  } finally {
    await browser.close();
    site.close();
    await rm(folderOfRun, { recursive: true });
  }
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

/** How long something takes, and the longest task of the page's thread in it, from Chromium's own trace. */
async function watched(browser: Browser, page: Page, body: () => Promise<void>) {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  const start = performance.now();
  let seconds: number;
  try {
    await body();
  } finally {
    seconds = kept((performance.now() - start) / 1000);
  }
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const threads = new Set(
    trace.traceEvents.flatMap(({ name, args, pid, tid }) =>
      name === 'thread_name' && args?.name === 'CrRendererMain' ? `${pid} ${tid}` : [],
    ),
  );
  const tasks = trace.traceEvents.filter(
    ({ name, pid, tid }) => name.endsWith('RunTask') && threads.has(`${pid} ${tid}`),
  );
  if (tasks.length === 0) throw new Error('The trace holds no task of the page.');
  const longest = (of: (task: TraceEvent) => number | undefined) =>
    kept(tasks.reduce((most, task) => Math.max(most, of(task) ?? 0), 0) / 1000);
  return { seconds, longestTask: { clock: longest(({ dur }) => dur), processor: longest(({ tdur }) => tdur) } };
}

async function countCalls(path: string): Promise<number> {
  let count = 0;
  let rest = '';
  for await (const chunk of createReadStream(path).pipe(createGunzip()).setEncoding('utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    count += lines.filter(line => line.startsWith('{"kind":"call"')).length;
  }
  return count;
}
