import { execFileSync } from 'node:child_process';
import type { Browser } from 'playwright';
import { kept } from '../measure';
import type { ContenderName } from './contenders';
import type { BenchHost, BenchWindow } from './host';

export interface MemoryFigure {
  contender: string;
  /** What all processes of the browser hold more than with an empty page, in bytes: the model, its cache, and the engine's own code. */
  processes: number | null;
  /** Bytes of weights and of the cache, as the backend counts them. */
  own: { weights: number; cache: number } | null;
}

/** Tokens in the cache when memory is looked at. */
export const heldTokens = 512;

/** Each alone in a page of its own, holding one sequence. */
export async function measureMemory(host: BenchHost, names: readonly ContenderName[]): Promise<MemoryFigure[]> {
  const figures: MemoryFigure[] = [];
  for (const name of names) {
    const page = await host.open();
    const before = await resident(host.browser);
    // A second per token on a software adapter.
    const tokens = name === 'onnxruntime-web webgpu' ? 16 : heldTokens;
    const opened = await page.evaluate(
      ([one, prompt]) => (globalThis as unknown as BenchWindow).bench.hold(one, prompt),
      [name, tokens] as const,
    );
    await page.requestGC();
    const after = await resident(host.browser);
    await page.context().close();
    if (!opened) continue;
    const processes = before === null || after === null ? null : kept(after - before);
    figures.push({ contender: name, processes, own: opened.bytes ?? null });
  }
  return figures;
}

/** Bytes in memory of all the browser's processes together, or null where `ps` does not say. */
async function resident(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  try {
    const ids = processInfo.map(({ id }) => id).join(',');
    const text = execFileSync('ps', ['-o', 'rss=', '-p', ids], { encoding: 'utf8' });
    return (
      1024 *
      text
        .trim()
        .split(/\s+/)
        .reduce((sum, kibibytes) => sum + Number(kibibytes), 0)
    );
  } catch {
    return null;
  }
}
