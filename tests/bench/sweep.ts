import { chromium } from 'playwright';
import { parseExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { kvPanel } from '@/lib/panels/kv-cache/panel';
import { browserFlags, findBrowser } from '../support/browser';
import { serve } from './site';

/** A sweep of the KV-cache panel in the page, with the embedded model. */
export interface SweepFigures {
  policies: number;
  ratios: number;
  texts: number;
  /** Longest continuation, in tokens. */
  tokens: number;
  seconds: number;
}

const settings = {
  ...{ texts: 'products', count: 8, tokens: 512, ratios: ['1.5', '2', '3', '4', '8'] },
  policies: [
    ...['random', 'streaming-llm', 'h2o', 'tova', 'snapkv', 'pyramidkv', 'adakv'],
    ...['knorm', 'keydiff', 'expected-attention', 'triattention', 'rkv'],
  ],
};

/** Runs the sweep once, because it takes minutes. @throws Error where it does not end in ten minutes */
export async function measureSweep(folder: string): Promise<SweepFigures> {
  const site = await serve(folder);
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    const model = { engine: 'embedded', model: 'loupe-arithmetic' };
    const experiment = parseExperiment({ version: 1, panel: kvPanel.id, model, settings }, kvPanel);
    await page.goto(`${site.origin}/${kvPanel.id}/${encodeLink(experiment, kvPanel)}`);
    await page.getByRole('button', { name: /^Run( |$)/ }).first().click(); // prettier-ignore
    const start = performance.now();
    // Looked for once a second, because looking takes time from the page.
    await page.waitForFunction(
      () => [...document.querySelectorAll('[role=status]')].some(line => line.textContent?.startsWith('Run finished')),
      null,
      { polling: 1000, timeout: 600_000 },
    );
    const seconds = (performance.now() - start) / 1000;
    const { policies, ratios, count, tokens } = settings;
    return { policies: policies.length, ratios: ratios.length, texts: count, tokens, seconds };
  } finally {
    await browser.close();
    site.close();
  }
}
