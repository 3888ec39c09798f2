import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { canonical } from '@/lib/core/json';
import { importFile } from '@/lib/experiment/import';
import { findPanel } from '@/lib/panels/index';
import { serve } from '../bench/site';
import { browserFlags, findBrowser } from '../support/browser';
import { Fault } from './trial';

/** Milliseconds after which something on a page hangs: none of the trials is about speed. */
export const patience = 300_000;

export interface OnSite {
  origin: string;
  /** A page in a fresh profile, which is gone after `body`. */
  inProfile<T>(body: (page: Page, context: BrowserContext) => Promise<T>): Promise<T>;
}

/** Serves the built site, and opens it in headless Chromium. */
export async function onSite<T>(body: (site: OnSite) => Promise<T>): Promise<T> {
  const site = await serve(fileURLToPath(new URL('../../out', import.meta.url)));
  // Who ends the process ends the trial: a browser that is closed alone would fail the cases that are left.
  const stop = { handleSIGTERM: false, handleSIGHUP: false };
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags, ...stop });
  try {
    return await body({ origin: site.origin, inProfile: body => inProfile(browser, body) });
  } finally {
    await browser.close();
    site.close();
  }
}

async function inProfile<T>(browser: Browser, body: (page: Page, context: BrowserContext) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    const thrown: string[] = [];
    page.on('pageerror', error => thrown.push(error.message));
    const result = await body(page, context);
    if (thrown.length > 0) throw new Fault(`the page threw: ${thrown.join('; ')}`);
    return result;
  } finally {
    await context.close();
  }
}

/** Opens a link on the panel and presses Run. */
export async function runLink(page: Page, origin: string, link: string): Promise<void> {
  await page.goto(`${origin}/divide-and-conquer/${link}`, { waitUntil: 'networkidle' });
  await button(page, /^Run( |$)/).click();
}

/** Waits until the first calls of a run are answered. */
export const underWay = (page: Page): Promise<void> =>
  page
    .getByText(/, [1-9][\d,]* of about [\d,]+ calls/)
    .first()
    .waitFor();

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).first();

export const badge = (page: Page, status: string) => page.getByText(status, { exact: true }).first();

/** The results of the run on the page, as its file has them. */
export async function resultsOnPage(page: Page): Promise<string> {
  const saved = page.waitForEvent('download');
  await button(page, 'Export run').click();
  const file = gunzipSync(await readFile(await (await saved).path()));
  const imported = await importFile(file.toString(), findPanel);
  if (imported.kind !== 'run') throw new Fault('the file is no run');
  return canonical(imported.run.results as never);
}
