import { serve } from '../../scripts/site/serve';
import { Panel, patience } from './pages/panel';
import { expect, test } from './site';

const [first, second] = ['48213077', '91707345'];

test.describe.configure({ timeout: 4 * patience });

test('a multiplication runs offline, is stopped, outlives a reload, is resumed, and comes out the same from its link elsewhere', async ({
  browser,
  page,
  context,
  site,
  complaints,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const host = await serve(site, 0);
  const address = new URL('divide-and-conquer/', host.url).href;
  const panel = new Panel(page);

  await test.step('open, and wait until the site is kept', async () => {
    await page.goto(address);
    await page.evaluate(() => navigator.serviceWorker.ready);
  });

  await test.step('without a network', async () => {
    // Both: nothing may be asked for, and nobody would answer.
    await context.setOffline(true);
    await host.close();
    await page.reload();
    complaints.allow(/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|Failed to fetch/);
  });

  await test.step('run, and stop in the middle', async () => {
    await panel.multiply(first, second);
    // So that there is something to stop and resume, however good the model is at splitting.
    await panel.form.getByRole('group', { name: 'Split' }).getByRole('radio', { name: 'by code' }).click();
    await panel.run.click();
    await expect.poll(() => panel.calls(), { timeout: patience, intervals: [50] }).toBeGreaterThan(3);
    await panel.button('Stop').click();
    await expect(panel.status('stopped')).toBeVisible();
  });
  const done = await panel.calls();
  expect(await panel.status('finished').isVisible()).toBe(false);

  await test.step('reload and resume: no finished call is repeated', async () => {
    await page.reload();
    await expect(panel.status('stopped')).toBeVisible();
    await expect(panel.button('Resume')).toBeEnabled();
    await expect(panel.button('Start over')).toBeEnabled();
    // A visit from elsewhere knows the run only from the store.
    await page.goto(address);
    await expect(panel.stage.getByText(/was not finished/)).toBeVisible();
    await panel.button(/^Resume it/).click();
    await panel.finished(patience);
    const kept = await panel.stage.getByText(/calls from the journal/).innerText();
    expect(Number(/(\d+) calls from the journal/.exec(kept)?.[1])).toBeGreaterThanOrEqual(done);
  });
  const answers = await panel.answers();
  const calls = await panel.calls();
  expect(calls).toBeGreaterThan(done);

  await test.step('open the link in a fresh profile', async () => {
    const link = await panel.copyLink();
    const host = await serve(site, 0);
    const fresh = await browser.newContext();
    complaints.listen(fresh);
    const other = new Panel(await fresh.newPage());
    await other.page.goto(host.url + link.slice(new URL('..', address).href.length));
    await expect(other.factor('First')).toHaveValue(first);
    await expect(other.factor('Second')).toHaveValue(second);
    await other.run.click();
    await other.finished(patience);
    expect(await other.answers()).toEqual(answers);
    expect(await other.calls()).toBe(calls);
    await fresh.close();
    await host.close();
  });
});
