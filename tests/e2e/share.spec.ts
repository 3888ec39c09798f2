import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { expectOpenToEverybody } from './axe';
import { Panel, patience } from './pages/panel';
import { expect, test } from './site';

test('the report of a run is one file that is read without a network and without scripts', async ({
  page,
  browser,
  complaints,
}, info) => {
  const panel = new Panel(page);
  await panel.open('?run=one-multiplication.json');
  await panel.button('More tools').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Report (HTML)' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('loupe-One-multiplication-three-ways.html');
  const file = info.outputPath('report.html');
  await download.saveAs(file);
  expect((await readFile(file)).length).toBeLessThan(2_000_000);

  await test.step('without a network, in both themes', async () => {
    const context = await browser.newContext({ offline: true });
    complaints.listen(context);
    const report = await context.newPage();
    const asked: string[] = [];
    report.on('request', request => asked.push(request.url()));
    await report.goto(pathToFileURL(file).href);
    await expect(report.getByRole('heading', { level: 1 })).toHaveText('One multiplication, three ways');
    await report.locator('summary', { hasText: /^cot$/ }).click();
    await report.locator('summary', { hasText: 'reason' }).click();
    await expect(report.getByText('Work it out step by step.')).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await report.emulateMedia({ colorScheme });
      await expectOpenToEverybody(report);
    }
    expect(asked).toEqual([pathToFileURL(file).href]);
    await context.close();
  });

  const context = await browser.newContext({ javaScriptEnabled: false });
  const report = await context.newPage();
  await report.goto(pathToFileURL(file).href);
  await expect(report.getByRole('table')).toContainText('Divide and conquer');
  await expect(report.getByText('Work it out step by step.')).toBeHidden();
  await report.locator('summary', { hasText: /^cot$/ }).click();
  await report.locator('summary', { hasText: 'reason' }).click();
  await expect(report.getByText('Work it out step by step.')).toBeVisible();
  await context.close();
});

test('a link with the result shows it as a claim until it is run, and then beside what came out', async ({ page }) => {
  test.setTimeout(2 * patience);
  const panel = new Panel(page);
  await panel.open('?run=one-multiplication.json');
  await panel.button('More tools').click();
  await page.getByRole('button', { name: 'Share …' }).click();
  const share = page.getByRole('dialog', { name: 'Share this experiment' });
  await share.getByRole('switch', { name: 'With the result' }).click();
  await expect(share.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  await expectOpenToEverybody(page);
  const link = await share.getByRole('textbox', { name: 'Link' }).inputValue();

  await page.goto(link);
  const claim = page.getByRole('region', { name: 'Claimed by the link, not measured here' });
  await expect(claim.getByRole('row', { name: /^Direct answer/ })).toContainText('0.0 to 79.3');
  await expectOpenToEverybody(page);
  await page.reload();
  await expect(claim).toContainText('Run the experiment to see what comes out here.');
  await panel.run.click();
  await panel.finished(patience);
  await expect(claim).toContainText(/\d+ of \d+ figures are the same here/);
  await expect.poll(() => new URL(page.url()).hash).not.toContain('.');
});
