import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Response } from 'playwright';
import { browserFlags, findBrowser } from '../support/browser';
import { type Spread, spread } from './measure';
import { serve } from './site';

export interface PageFigures {
  /** From opening the panel in a fresh profile, to Run as soon as it can be pressed, to the first streamed token: milliseconds. */
  firstToken: Spread;
  /**
   * Bytes of gzip. `first`: what the page's HTML names, without which it does not answer. `total`: all that the page and its workers
   * ask for before Run, what they fetch once idle (the model's worker, the recorded run's views) included; largest first.
   */
  scripts: { first: number; total: number; largest: { name: string; bytes: number }[] };
}

const panel = '/divide-and-conquer/';

/** The panel of the built site in a headless browser. */
export async function measurePage(folder: string, rounds: number): Promise<PageFigures> {
  const site = await serve(folder);
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags });
  try {
    const scripts = await weighScripts(browser, site.origin + panel);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push(await timeFirstToken(browser, site.origin + panel));
    return { firstToken: spread(times), scripts };
  } finally {
    await browser.close();
    site.close();
  }
}

async function weighScripts(browser: Browser, url: string): Promise<PageFigures['scripts']> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const sizes = new Map<string, Promise<number>>();
    const weigh = (response: Response): void => {
      const { pathname } = new URL(response.url());
      if (pathname.endsWith('.js'))
        sizes.set(
          pathname,
          response.body().then(body => gzipSync(body).length),
        );
    };
    context.on('response', weigh);
    const html = (await (await page.goto(url, { waitUntil: 'networkidle' }))?.text()) ?? '';
    // What comes later would still be on its way when the context closes.
    context.off('response', weigh);
    const weighed = await Promise.all(
      [...sizes].map(async ([path, size]) => ({ name: path.split('/').at(-1)!, bytes: await size })),
    );
    weighed.sort((a, b) => b.bytes - a.bytes);
    const sum = (scripts: typeof weighed) => scripts.reduce((total, { bytes }) => total + bytes, 0);
    const first = weighed.filter(({ name }) => namedBy(html, name));
    return { first: sum(first), total: sum(weighed), largest: weighed.slice(0, 5) };
  } finally {
    await context.close();
  }
}

const namedBy = (html: string, name: string): boolean => new RegExp(`<script[^>]+src="[^"]*/${name}"`).test(html);

/** A context is a fresh profile: nothing is cached from the round before. */
async function timeFirstToken(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.addInitScript(pressRun);
    const start = performance.now();
    await page.goto(url, { waitUntil: 'commit' });
    await page.locator('[data-first-token]').first().waitFor({ state: 'attached', timeout: 60_000 });
    return performance.now() - start;
  } finally {
    await context.close();
  }
}

/** Presses Run in the first frame in which it can be pressed: Playwright waits for up to half a second between two tries. */
function pressRun(): void {
  // A method, because the name that tsx gives to other functions does not exist in the page.
  const presser = {
    look() {
      const run = [...document.querySelectorAll('button')].find(button => button.textContent?.trim() === 'Run');
      if (run && !run.disabled) run.click();
      else requestAnimationFrame(() => presser.look());
    },
  };
  requestAnimationFrame(() => presser.look());
}
