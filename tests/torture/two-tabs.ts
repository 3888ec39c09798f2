import type { Page } from 'playwright';
import { wait } from '../unit/engines/protocol-server';
import { badge, button, onSite, patience, resultsOnPage, runLink, underWay } from './in-browser';
import { hold, type Trial, tryAll } from './trial';
import { longRun } from './worker-death';

/** How often the run passes from one tab to the other. */
const passes = [0, 1, 2, 4, 8];

export const twoTabs: Trial = {
  id: 'two-tabs',
  what: 'two tabs that take one run from each other: it ends in both as a run in one tab',
  onSite: true,
  run: () =>
    onSite(async ({ origin, inProfile }) => {
      let taken = 0;
      const alone = await inProfile(async page => {
        await runLink(page, origin, longRun);
        await badge(page, 'finished').waitFor();
        return resultsOnPage(page);
      });
      const tried = await tryAll(
        passes.map(times => [`taken over ${times} times`, times] as const),
        times =>
          inProfile(async (page, context) => {
            await runLink(page, origin, longRun);
            await underWay(page);
            const id = await page.evaluate(() => (history.state as { loupe: { run: string } }).loupe.run);
            const other = await context.newPage();
            other.setDefaultTimeout(patience);
            await other.goto(`${origin}/divide-and-conquer/?stored=${id}`, { waitUntil: 'networkidle' });
            let tabs: [holder: Page, watcher: Page] = [page, other];
            for (let time = 0; time < times && (await takeOver(tabs[1])); time++) {
              taken++;
              tabs = [tabs[1], tabs[0]];
            }
            for (const tab of tabs) {
              await badge(tab, 'finished').waitFor();
              hold((await resultsOnPage(tab)) === alone, 'a tab has other results');
            }
          }),
      );
      return { ...tried, counted: `taken over ${taken} times` };
    }),
};

/** Takes the run over after a moment. False where it has ended meanwhile. */
async function takeOver(watcher: Page): Promise<boolean> {
  await wait(1_000);
  const take = button(watcher, 'Take it over');
  await take.or(badge(watcher, 'finished')).first().waitFor();
  if (!(await take.isVisible())) return false;
  await take.click();
  await badge(watcher, 'running').or(badge(watcher, 'finished')).first().waitFor();
  return true;
}
