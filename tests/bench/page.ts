import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Response } from 'playwright';
import { browserFlags, findBrowser } from '../support/browser';
import { type Spread, spread } from './measure';
import { serve } from './site';

export interface PageFigures {
  /**
   * From opening the panel in a fresh profile, to Run as soon as it can be pressed, to the frame that shows the first streamed token: milliseconds
   * by the clock of the page. Playwright hears of that frame only when the page has a moment for it, up to half a second later.
   */
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
    await page.goto(url, { waitUntil: 'commit' });
    const drawn = await page.waitForFunction(() => performance.getEntriesByName('first-token')[0]?.startTime, null, {
      timeout: 60_000,
    });
    return (await drawn.jsonValue())!;
  } finally {
    await context.close();
  }
}

/**
 * Presses Run in the first frame in which it answers, and marks the time after the frame that shows the first token: Playwright waits for up
 * to half a second between two tries.
 */
function pressRun(): void {
  // Methods, because the name that tsx gives to other functions does not exist in the page.
  const presser = {
    look() {
      const run = [...document.querySelectorAll('button')].find(button => button.textContent?.trim() === 'Run');
      if (run && !run.disabled) run.click();
      if (document.querySelector('[data-first-token]')) presser.mark();
      else requestAnimationFrame(() => presser.look());
    },
    mark() {
      // A message arrives after the frame is drawn.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => performance.mark('first-token');
      port2.postMessage(null);
    },
  };
  requestAnimationFrame(() => presser.look());
}
