import type { Page } from '@playwright/test';
import { addresses } from './addresses';
import { Panel, patience } from './pages/panel';
import { expect, test } from './site';

/** What the page's policy has forbidden so far. */
const violations = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations);

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { violations: heard });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      heard.push(`${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
});

for (const address of addresses) {
  test(`${address} does nothing that its policy forbids, in both themes`, async ({ page, complaints }) => {
    if (address === './nowhere/') complaints.allow(/404/);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(address);
    await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveCount(1);
    // The script that sets the theme before the first paint is an inline one.
    await expect(page.locator('html')).toHaveClass(/\bdark\b/);
    await page.getByRole('radio', { name: 'Light' }).click();
    await expect(page.locator('html')).not.toHaveClass(/\bdark\b/);
    await page.waitForLoadState('networkidle');
    expect(await violations(page)).toEqual([]);
  });
}

test('a run, an own task and an import do nothing that the policy forbids', async ({ page }) => {
  test.setTimeout(3 * patience);
  const panel = new Panel(page);
  await panel.open();
  await panel.multiply('12', '34');
  await panel.run.click();
  await panel.finished(patience);
  // The model runs in a worker, on WebAssembly.
  expect(page.workers().length).toBeGreaterThan(0);

  const saved = page.waitForEvent('download');
  await panel.button('Export run').click();
  const file = await (await saved).path();
  await page.getByLabel('Experiment or run to import').setInputFiles({
    name: 'run.jsonl.gz',
    mimeType: 'application/gzip',
    buffer: await (await import('node:fs/promises')).readFile(file),
  });
  await expect(panel.status('recorded run')).toBeVisible();

  await panel.form.getByRole('radio', { name: 'Your own task' }).check();
  await panel.form.getByRole('button', { name: /Write$/ }).click();
  const editor = page.getByRole('dialog', { name: 'Your own task' });
  await editor.getByRole('radio', { name: 'pattern' }).click();
  await editor.getByLabel('A made-up answer').fill('Answer: blue');
  await expect(editor).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await violations(page)).toEqual([]);
});

test('a script that gets into a page does not run', async ({ page, complaints }) => {
  complaints.allow(/Content Security Policy/);
  const panel = new Panel(page);
  await panel.open();
  const ran = await page.evaluate(async () => {
    const seen = globalThis as unknown as { ran?: string[] };
    seen.ran = [];
    const script = document.createElement('script');
    script.textContent = 'ran.push("an element")';
    document.body.append(script);
    const box = document.createElement('div');
    box.innerHTML = '<img src="/icon.svg?none" onload="ran.push(\'a handler\')" onerror="ran.push(\'a handler\')">';
    document.body.append(box);
    await new Promise(resolve => box.querySelector('img')?.addEventListener('load', resolve));
    const link = document.createElement('a');
    link.href = 'javascript:ran.push("an address")';
    document.body.append(link);
    link.click();
    try {
      new Function('ran.push("a function")')();
    } catch {
      // As it should be.
    }
    await new Promise(resolve => setTimeout(resolve, 100));
    return seen.ran;
  });
  expect(ran).toEqual([]);
  expect((await violations(page)).length).toBeGreaterThanOrEqual(4);
});
