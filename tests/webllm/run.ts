import { nameWebllmError } from '@/lib/engines/webllm/errors';
import type { Browser } from './browser';
import { watchWorkers } from './browser';
import type { Hub } from './hub';
import { PanelPage } from './panel-page';
import type { Bench, Scenario } from './scenario';

export interface Row {
  scenario: string;
  what: string;
  outcome: 'ok' | 'FAILED' | 'not tried';
  milliseconds: number;
  /** What was seen, or what did not hold. */
  seen: string;
}

/** Runs one scenario in a fresh profile, and gives a row for each of its steps as soon as it has ended. */
export async function* runScenario(
  { id, steps }: Scenario,
  { hub, browser, origin, isWhole }: { hub: Hub; browser: Browser; origin: string; isWhole: boolean },
): AsyncGenerator<Row> {
  hub.reset({ library: hub.library });
  const context = await browser.newContext();
  const page = await context.newPage();
  watchWorkers(page, isWhole);
  const thrown: string[] = [];
  page.on('pageerror', ({ message }) => {
    // In its worker the library leaves some of its promises without anybody who hears that the device was lost.
    if (nameWebllmError(message).kind !== 'device-lost') thrown.push(message);
  });
  const bench: Bench = { hub, browser, panel: new PanelPage(page, origin) };
  let isBroken = false;
  for (const { what, run } of steps) {
    const row = { scenario: id, what };
    if (isBroken) {
      yield { ...row, outcome: 'not tried', milliseconds: 0, seen: '' };
      continue;
    }
    const started = performance.now();
    try {
      const seen = await run(bench);
      if (thrown.length > 0) throw new Error(`The page threw: ${thrown.join('; ')}`);
      yield { ...row, outcome: 'ok', milliseconds: performance.now() - started, seen };
    } catch (error) {
      isBroken = true;
      const shown = await bench.panel.text().catch(() => '');
      const seen = `${error instanceof Error ? error.message : String(error)}\nThe page: ${shown}`;
      yield { ...row, outcome: 'FAILED', milliseconds: performance.now() - started, seen };
    }
  }
  // It may have crashed.
  await context.close().catch(() => undefined);
}
