import { type Browser, chromium } from 'playwright';
import { parseExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import { browserFlags, findBrowser } from '../support/browser';
import { type Spread, spread } from './measure';
import { serve } from './site';

export interface EvaluationFigures {
  problems: number;
  /** From Run to the end, in milliseconds, with independent calls together and one by one. */
  together: Spread;
  oneByOne: Spread;
  /** One by one over together, of each round. */
  ratio: Spread;
  /** Cores that the browser tells the page of. */
  cores: number;
}

const PROBLEMS = 20;

/** A divide-and-conquer evaluation on the built site, the same problems with independent calls together and one by one, in turns. */
export async function measureEvaluation(folder: string, rounds: number): Promise<EvaluationFigures> {
  const site = await serve(folder);
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags });
  try {
    const times = { together: [] as number[], one: [] as number[] };
    let cores = 0;
    for (let round = 0; round < rounds; round++) {
      for (const calls of ['together', 'one'] as const) {
        const { milliseconds, cores: told } = await timeRun(browser, site.origin + address(calls));
        times[calls].push(milliseconds);
        cores = told;
      }
    }
    const ratios = times.one.map((one, round) => one / (times.together[round] ?? one));
    return {
      ...{ problems: PROBLEMS, cores },
      together: spread(times.together),
      oneByOne: spread(times.one),
      ratio: spread(ratios),
    };
  } finally {
    await browser.close();
    site.close();
  }
}

function address(calls: 'together' | 'one'): string {
  const settings = { problems: 'drawn', digits: ['4'], count: PROBLEMS, strategies: ['divide-and-conquer'], calls };
  const experiment = parseExperiment({ version: 1, panel: 'divide-and-conquer', settings }, panel);
  return `/divide-and-conquer/${encodeLink(experiment, panel)}`;
}

/** In a fresh profile. The model is made ready before Run is pressed: what is timed are the calls. */
async function timeRun(browser: Browser, url: string): Promise<{ milliseconds: number; cores: number }> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'networkidle' });
    const run = page.getByRole('button', { name: /^Run( |$)/ }).first();
    await run.hover();
    await page.waitForTimeout(1500);
    const start = performance.now();
    await run.click();
    await page.getByText('finished', { exact: true }).first().waitFor({ timeout: 120_000 });
    return {
      milliseconds: performance.now() - start,
      cores: await page.evaluate(() => navigator.hardwareConcurrency),
    };
  } finally {
    await context.close();
  }
}
