import { goodAddresses } from './addresses';
import { expect, test } from './site';

/** The part of a trace that is read here. */
interface TraceEvent {
  name: string;
  args: { elementCount?: number };
}

/**
 * A rule such as `:root:has(...) *` makes Chromium compute the style of all elements again when one text changes: 24 to 36 ms on a page with
 * a run, for each token that is drawn and each label that a chart measures.
 */
test('a changed text has its own style computed again, and not that of the page', async ({ page, browser }) => {
  for (const address of goodAddresses) {
    await page.goto(address);
    await page.waitForLoadState('networkidle');
    await browser.startTracing(page, { categories: ['devtools.timeline'] });
    await page.evaluate(() => {
      const text = document.body.appendChild(document.createElement('span'));
      for (let i = 0; i < 20; i++) {
        text.textContent = `text ${i}`;
        text.getBoundingClientRect();
      }
      text.remove();
    });
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
    const counts = traceEvents.flatMap(({ name, args }) =>
      name === 'UpdateLayoutTree' ? (args.elementCount ?? []) : [],
    );
    expect(counts.length).toBeGreaterThanOrEqual(20);
    // The page may be drawing something of its own meanwhile.
    expect(counts.toSorted((a, b) => a - b)[counts.length >> 1], address).toBeLessThan(50);
  }
});
