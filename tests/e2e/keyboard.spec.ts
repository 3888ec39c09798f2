import type { Locator, Page } from '@playwright/test';
import { expectOpenToEverybody } from './axe';
import { Panel, patience } from './pages/panel';
import { expect, test } from './site';

/** Presses Tab until the target has the focus, as a person without a mouse would. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 200; presses++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate(element => element === document.activeElement).catch(() => false)) return;
  }
  throw new Error('Two hundred presses of Tab did not lead there.');
}

test('a multiplication can be typed, run and looked into with the keyboard alone', async ({ page }) => {
  test.setTimeout(2 * patience);
  const panel = new Panel(page);
  await panel.open();

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');

  await tabTo(page, panel.form.getByRole('textbox', { name: 'First number' }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('12');
  await tabTo(page, panel.form.getByRole('textbox', { name: 'Second number' }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('34');

  await tabTo(page, panel.run);
  await page.keyboard.press('Enter');
  await panel.finished(patience);
  await expect(panel.stage.getByRole('heading', { name: '12 × 34' })).toBeVisible();

  const tree = panel.lane('Divide and conquer').getByRole('tree');
  const root = tree.getByRole('treeitem').first();
  await tabTo(page, root);
  await page.keyboard.press('ArrowDown');
  await expect(root).not.toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel.call.getByLabel('Prompt', { exact: true })).not.toBeEmpty();
  await expectOpenToEverybody(page);
  await page.keyboard.press('Escape');
  await expect(panel.call).toBeHidden();
});
