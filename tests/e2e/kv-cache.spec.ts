import { expectOpenToEverybody } from './axe';
import { KvCache } from './pages/kv-cache';
import { patience } from './pages/panel';
import { expect, test } from './site';

/** A short trial on the model that comes with the page. */
const model = { engine: 'embedded', model: 'loupe-arithmetic' };
const small = { texts: 'products', count: 1, policies: ['full', 'streaming-llm'], ratios: ['4'], tokens: 40 };

test('a cache runs, is stepped through, and is compared, with the picture on the first screen', async ({ page }) => {
  test.setTimeout(2 * patience);
  await page.setViewportSize({ width: 1280, height: 720 });
  const panel = new KvCache(page);
  await panel.open(small, model);
  await panel.button('Run').first().click();
  await expect(panel.status('finished')).toBeVisible({ timeout: patience });
  await expect(panel.stage.getByRole('heading', { name: 'StreamingLLM, 4×' })).toBeVisible();
  const box = (await panel.strips.boundingBox())!;
  expect(box.height).toBeGreaterThan(80);
  expect(box.y + box.height).toBeLessThan(720);
  await expect(panel.stage.getByText(/% less/).first()).toBeVisible();
  await expectOpenToEverybody(page);

  await panel.player.focus();
  await page.keyboard.press('Home');
  await expect(panel.player).toHaveValue('0');
  await panel.button('One step forward').click();
  await expect(panel.player).toHaveAttribute('aria-valuetext', '1 of 39 tokens of the continuation');

  const picture = page.waitForEvent('download');
  await panel.stage
    .getByRole('button', { name: /^Save: / })
    .first()
    .click();
  await page.getByRole('dialog', { name: 'Save as' }).getByRole('button', { name: 'PNG' }).click();
  expect((await picture).suggestedFilename()).toMatch(/^loupe-kv-cache-.*\.png$/);

  await panel.tab('Sweep').click();
  await expect(panel.stage.getByText(/Control, the full cache against itself: KL 0.000/)).toBeVisible();
  await expectOpenToEverybody(page);
  const saved = page.waitForEvent('download');
  await panel.button('Save: Policies at each budget').click();
  await page.getByRole('dialog', { name: 'Save as' }).getByRole('button', { name: 'CSV' }).click();
  expect((await saved).suggestedFilename()).toBe('loupe-kv-cache-policies-at-each-budget.csv');

  await panel.tab('Calculator').click();
  await expect(panel.stage.getByRole('tabpanel', { name: 'Calculator' })).not.toBeEmpty();
});

test('a model whose cache nobody can see is named before a run', async ({ page }) => {
  const panel = new KvCache(page);
  await panel.open(small, { engine: 'webllm', model: 'SmolLM2-135M-Instruct-q0f16-MLC' });
  await expect(panel.stage.getByText(/Loupe cannot look into the cache of/)).toBeVisible();
  await expect(panel.button('Choose another model')).toBeVisible();
});

test('the calculator has a page of its own, whose address carries what is set', async ({ page }) => {
  await page.goto('./kv-cache/');
  await page.getByRole('link', { name: 'Calculator' }).click();
  await expect(page).toHaveURL(/\/kv-cache\/calculator\/$/);
  const users = page.getByLabel('Users');
  await users.fill('7');
  await users.press('Enter');
  await expect(page).toHaveURL(/\/kv-cache\/calculator\/#1/);
  await page.reload();
  await expect(page.getByText(/For 7 users at once/)).toBeVisible();
  await expect(users).toHaveValue('7');
});
