import type { Page } from '@playwright/test';
import { panels } from '@/lib/panels/index';
import { expectOpenToEverybody } from './axe';
import { expect, test } from './site';

test.use({ viewport: { width: 1920, height: 1080 } });

const bar = (page: Page) => page.getByRole('button', { name: 'Leave stage mode' }).locator('xpath=ancestor::footer');
const place = (page: Page) => bar(page).getByText(/^\d+ of \d+$/);

/** Waits until the picture stands: its script and its run come after the page. */
async function drawn(page: Page): Promise<void> {
  await expect(page.locator('[data-stage]')).toBeVisible();
  await expect(place(page)).toBeVisible();
  await expect(page.locator('[data-stage] :is([role=tree], [role=tablist], canvas, table)').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
}

/** Texts that can be seen and whose letters are smaller than `least` pixels, as they stand on the screen. */
const smallTexts = (page: Page, least: number): Promise<string[]> =>
  page.evaluate(smallest => {
    const found = new Set<string>();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const element = node.parentElement;
      if (!element || !node.textContent?.trim() || element.closest('.sr-only, script, style, option')) continue;
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const { width, height } = range.getBoundingClientRect();
      // What is there for screen readers only is clipped to a pixel.
      if (width < 2 || height < 2) continue;
      // A picture may be drawn at another scale than its style says.
      const svg = element.closest('svg');
      const { a: scale = 1 } = svg?.getScreenCTM() ?? {};
      const size = parseFloat(getComputedStyle(element).fontSize) * scale;
      if (size < smallest) found.add(`${size.toFixed(1)} px: ${node.textContent.trim().slice(0, 40)}`);
    }
    return [...found];
  }, least);

for (const { id, title } of panels) {
  test(`${title}: every ready-made run is readable from the last row, and open to everybody`, async ({ page }) => {
    test.slow();
    await page.goto(`./${id}/?stage`);
    await drawn(page);
    expect(await page.getByRole('banner').isVisible()).toBe(false);
    expect(await page.getByRole('form', { name: 'Experiment' }).isVisible()).toBe(false);
    await expectOpenToEverybody(page);
    const count = Number((await place(page).innerText()).split(' of ')[1]);
    expect(count).toBeGreaterThan(3);
    for (let at = 1; at <= count; at++) {
      await expect(place(page)).toHaveText(`${at} of ${count}`);
      await drawn(page);
      expect(await smallTexts(page, 18)).toEqual([]);
      // Nothing is cut off at the side, where nobody could scroll to it from a lectern.
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1920);
      if (at < count) await page.keyboard.press('n');
    }
    await page.keyboard.press('n');
    await expect(place(page)).toHaveText(`${count} of ${count}`);
  });
}

test('a talk: by keyboard alone, without a network, over two panels', async ({ page, context, complaints }) => {
  complaints.allow(/ERR_INTERNET_DISCONNECTED/);
  await page.goto('./divide-and-conquer/');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);

  await page.keyboard.press('f');
  await drawn(page);
  await expect(page).toHaveURL(/[?&]stage=/);
  const sentence = page.getByRole('main').locator('header:visible p:not([role=alert])').first();
  const step = bar(page).getByText(/^Step \d+ of 33$/);
  await expect(step).toHaveText('Step 33 of 33');

  // Steps, with their words in the one line.
  await page.keyboard.press('ArrowLeft');
  await expect(step).toHaveText('Step 32 of 33');
  await expect(page.getByText(/^(Answered|Computed by code):/)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(step).toHaveText('Step 33 of 33');
  await page.keyboard.press(' ');
  await expect(bar(page).getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press(' ');
  await expect(bar(page).getByRole('button', { name: 'Play' })).toBeVisible();

  // The black screen: the key that brings the picture back does nothing else.
  await page.keyboard.press('b');
  const blank = page.getByRole('button', { name: 'The screen is blank' });
  await expect(blank).toBeVisible();
  expect(await blank.boundingBox()).toEqual({ x: 0, y: 0, width: 1920, height: 1080 });
  await page.keyboard.press('n');
  await expect(blank).toBeHidden();
  await expect(place(page)).toHaveText('1 of 7');

  // A prepared experiment by its digit, then the next and the one before.
  await page.keyboard.press('3');
  await expect(place(page)).toHaveText('3 of 7');
  await expect(sentence).toContainText('Leaves of two digits');
  await page.keyboard.press('n');
  await expect(place(page)).toHaveText('4 of 7');
  await page.keyboard.press('p');
  await expect(place(page)).toHaveText('3 of 7');

  await page.keyboard.press('Escape');
  await expect(page.locator('[data-stage]')).toHaveCount(0);
  await expect(page.getByRole('banner')).toBeVisible();
  await expect(page).not.toHaveURL(/stage/);

  // A running order over two panels; a name that is nowhere is said, and passed over.
  await page.goto('./divide-and-conquer/?stage=votes.json,nowhere.json,kv-needles.jsonl.gz');
  await drawn(page);
  await expect(place(page)).toHaveText('1 of 2');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('nowhere.json');
  await expect(sentence).toContainText('At temperature 1');
  await page.keyboard.press('n');
  await expect(page).toHaveURL(/kv-cache\/\?run=kv-needles.jsonl.gz&stage=/);
  await drawn(page);
  await expect(place(page)).toHaveText('2 of 2');
  await expect(page.getByText(/With the full cache, \d+ of 24 names/)).toBeVisible();
  const tokens = page.getByRole('slider', { name: 'Tokens of the continuation' });
  const last = Number(await tokens.inputValue());
  await page.keyboard.press('ArrowLeft');
  await expect(tokens).toHaveValue(String(last - 1));
  await page.keyboard.press('p');
  await expect(page).toHaveURL(/divide-and-conquer\/\?run=votes.json/);
  await expect(place(page)).toHaveText('1 of 2');
  await expect(page.locator('body > div.fixed.inset-0.bg-paper')).toHaveCount(0);
});

test('a running order is composed on a page, begun there, and told by its link', async ({ page, context }) => {
  await page.goto('./divide-and-conquer/');
  await page.getByRole('button', { name: 'More tools' }).click();
  await page.getByRole('button', { name: 'A running order' }).click();
  const dialog = page.getByRole('dialog', { name: 'A running order' });
  const choices = dialog.getByRole('region', { name: 'Experiments to choose from' });
  const adds = choices.getByRole('button', { name: /^Add / });
  await expect(adds.first()).toBeVisible();
  // One of this panel and one of another; then the other comes first.
  await adds.first().click();
  await adds.last().click();
  await dialog.getByRole('button', { name: /^Earlier: / }).last().click(); // prettier-ignore
  await expectOpenToEverybody(page);
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  const [last, first] = new URL(link).searchParams.get('stage')!.split(',');
  await dialog.getByRole('button', { name: /^Later: / }).first().click(); // prettier-ignore
  await dialog.getByRole('button', { name: 'Begin' }).click();
  await expect(place(page)).toHaveText('1 of 2');
  await expect(page).toHaveURL(new RegExp(`divide-and-conquer/.*stage=${first}`));

  const visitor = await context.newPage();
  await visitor.goto(link);
  await expect(place(visitor)).toHaveText('1 of 2');
  await expect(visitor).toHaveURL(new RegExp(`run=${last}`));
});
