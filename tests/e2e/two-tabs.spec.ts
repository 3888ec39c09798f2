import type { BrowserContext, Page } from '@playwright/test';
import { withSettingAt } from '@/lib/experiment/fields';
import type { Settings } from '@/lib/experiment/panel';
import { defaultExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { Panel, patience } from './pages/panel';
import { expect, test } from './site';

test.describe.configure({ timeout: 4 * patience });

/** A page whose run has made a few of its calls. */
async function busy(page: Page, count: number): Promise<Panel> {
  const panel = new Panel(page);
  const usual = defaultExperiment(divideAndConquerPanel);
  const changes = { problems: 'many', 'tasks.multiplication.digits': ['8'], 'tasks.multiplication.count': count };
  const settings = Object.entries(changes).reduce<Settings>(
    (changed, [path, value]) => withSettingAt(changed, path, value),
    usual.settings,
  );
  const experiment = { ...usual, settings: divideAndConquerPanel.settings.parse(settings) };
  await panel.open(encodeLink(experiment, divideAndConquerPanel));
  await panel.run.click();
  await expect.poll(() => made(panel), { timeout: patience, intervals: [50] }).toBeGreaterThan(3);
  return panel;
}

/** Calls that a run has made, as its progress says. */
const made = async (panel: Panel): Promise<number> =>
  Number(/done, ([\d,]+)/.exec(await panel.stage.innerText())?.[1]?.replace(',', '') ?? 0);

/** Another tab, with the run of the first. */
async function openBeside(context: BrowserContext, { page }: Panel): Promise<Panel> {
  const id = await page.evaluate(() => (history.state as { loupe: { run: string } }).loupe.run);
  const beside = new Panel(await context.newPage());
  await beside.page.goto(new URL(`?stored=${id}`, page.url()).href);
  return beside;
}

test('a run that goes on in one tab is followed in another, which takes it over', async ({ page, context }) => {
  // So many that the run goes on for minutes.
  const one = await busy(page, 100);
  const other = await openBeside(context, one);
  await expect(other.status('in another tab')).toBeVisible();
  await expect(other.notice('This run goes on in another tab.')).toBeVisible();
  await other.button('Take it over').click();
  await expect(one.status('in another tab')).toBeVisible();
  await expect(one.button('Stop')).toHaveCount(0);
  await expect(other.status('running')).toBeVisible({ timeout: patience });
  // What the first tab had asked is not asked again; the words come with the first answer that is new.
  await expect(other.stage.getByText(/calls from the journal/)).toBeVisible({ timeout: patience });
  await other.button('Stop').click();
  await expect(other.button('Resume')).toBeVisible({ timeout: patience });
  // Both tabs come to hold the same.
  await expect(one.status('in another tab')).toHaveCount(0, { timeout: patience });
  expect(await made(one)).toBe(await made(other));
});

test('a run that two tabs resume at once is made by one of them', async ({ page, context }) => {
  const one = await busy(page, 4);
  await one.button('Stop').click();
  await expect(one.status('stopped')).toBeVisible();
  const other = await openBeside(context, one);
  const tabs = [one, other];
  for (const tab of tabs) await expect(tab.button('Resume')).toBeEnabled();
  await Promise.all(tabs.map(tab => tab.button('Resume').click()));
  for (const tab of tabs) await tab.finished(patience);
  // Only a tab that has asked the model itself tells its own calls from those of the journal.
  const asked = await Promise.all(tabs.map(tab => tab.stage.getByText(/calls from the journal/).count()));
  expect(asked.reduce((sum, count) => sum + count)).toBe(1);
});
