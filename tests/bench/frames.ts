import { type BrowserContext, chromium, type Page } from 'playwright';
import { random } from '@/lib/core/random';
import { parseExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { kvPanel } from '@/lib/panels/kv-cache/panel';
import type { ModelConfig } from '@/lib/transformer/config';
import { browserFlags, findBrowser } from '../support/browser';
import { modelFiles, smallShape } from '../support/model-folder';
import { kept, type Spread, spread } from './measure';
import { serve } from './site';

/** The page of the KV cache while a cache is drawn token by token. */
export interface FrameFigures {
  layers: number;
  kvHeads: number;
  /** Tokens of the prompt and of the continuation together. */
  positions: number;
  /** Over the whole continuation. */
  framesPerSecond: Spread;
  tokensPerSecond: Spread;
  /** Share of frames that took longer than a thirtieth of a second, and the longest of all in milliseconds. */
  slow: Spread;
  longest: Spread;
  /** Milliseconds of the processor that the page's thread needs for a frame, which other programs do not lengthen. */
  processor: Spread;
}

/** A random model whose cache has as many heads as a small model of today. */
const shape: ModelConfig = {
  ...smallShape,
  ...{ hiddenSize: 256, intermediateSize: 512, layers: 8, heads: 8, kvHeads: 4, headDim: 32, context: 1280 },
  endTokens: [],
};

const prompt = 724;
const continuation = 300;
/** The name of the folder, as the page asks its own site for it. */
const model = 'frames';

/** The live view of the built site in a headless browser, with one compressed cache beside the full one. */
export async function measureFrames(folder: string, rounds: number): Promise<FrameFigures> {
  const site = await serve(folder);
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags });
  try {
    const all: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, serviceWorkers: 'block' });
      await serveModel(context);
      all.push(await watch(await context.newPage(), `${site.origin}/kv-cache/${experiment()}`));
      await context.close();
    }
    const of = (name: keyof Round): Spread => spread(all.map(round => kept(round[name])));
    return {
      ...{ layers: shape.layers, kvHeads: shape.kvHeads, positions: prompt + continuation },
      ...{ framesPerSecond: of('framesPerSecond'), tokensPerSecond: of('tokensPerSecond') },
      ...{ slow: of('slow'), longest: of('longest'), processor: of('processor') },
    };
  } finally {
    await browser.close();
    site.close();
  }
}

/** A link to one policy on a text of random words, which is read token by token. */
function experiment(): string {
  const stream = random(1);
  const word = () => Array.from({ length: stream.integer(2, 7) }, () => String.fromCharCode(stream.integer(97, 122))).join(''); // prettier-ignore
  const text = Array.from({ length: 500 }, word).join(' ');
  const settings = {
    ...{ texts: 'own', own: { text, continuation: 'text', promptTokens: prompt } },
    ...{ policies: ['h2o'], ratios: ['4'], tokens: continuation },
  };
  return encodeLink(
    parseExperiment({ version: 1, panel: kvPanel.id, model: { engine: 'embedded', model }, settings }, kvPanel),
    kvPanel,
  );
}

async function serveModel(context: BrowserContext): Promise<void> {
  const files = modelFiles(shape, { dtype: 'F16' });
  await context.route(`**/models/${model}/*`, route => {
    const file = files[new URL(route.request().url()).pathname.split('/').at(-1) ?? ''];
    return file ? route.fulfill({ body: Buffer.from(file) }) : route.fulfill({ status: 404 });
  });
}

interface Round {
  framesPerSecond: number;
  tokensPerSecond: number;
  slow: number;
  longest: number;
  processor: number;
}

/** Runs the experiment and looks at every frame from the first token to the last. @throws Error where it does not end */
async function watch(page: Page, url: string): Promise<Round> {
  await page.goto(url);
  await page.getByRole('button', { name: /^Run( |$)/ }).first().click(); // prettier-ignore
  const busy = await processorTime(page);
  const before = await busy();
  const frames = await page.evaluate(
    ({ last, patience }) =>
      new Promise<{ time: number; tokens: number }[]>((resolve, reject) => {
        const seen: { time: number; tokens: number }[] = [];
        const start = performance.now();
        // A method, because the name that tsx gives to other functions does not exist in the page.
        const watcher = {
          look(time: number) {
            const slider = document.querySelector<HTMLInputElement>('input[aria-label="Tokens of the continuation"]');
            const tokens = Number(slider?.max ?? 0);
            if (tokens > 0) seen.push({ time, tokens });
            if (tokens >= last) resolve(seen);
            else if (performance.now() - start > patience) reject(new Error(`${tokens} of ${last} tokens were drawn.`));
            else requestAnimationFrame(next => watcher.look(next));
          },
        };
        requestAnimationFrame(time => watcher.look(time));
      }),
    { last: continuation - 1, patience: 300_000 },
  );
  const spent = (await busy()) - before;
  const times = frames.slice(1).map(({ time }, i) => time - (frames[i]?.time ?? time));
  const [first, end] = [frames[0], frames.at(-1)];
  if (!first || !end || times.length === 0) throw new Error('No frame was drawn.');
  const seconds = (end.time - first.time) / 1000;
  return {
    framesPerSecond: times.length / seconds,
    tokensPerSecond: (end.tokens - first.tokens) / seconds,
    slow: times.filter(time => time > 1000 / 30).length / times.length,
    longest: Math.max(...times),
    processor: (1000 * spent) / times.length,
  };
}

/** Reads the seconds of the processor that the page's thread has spent. */
async function processorTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ThreadTime')?.value ?? 0;
  };
}
