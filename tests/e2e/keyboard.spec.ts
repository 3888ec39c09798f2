import { expectOpenToEverybody } from './axe';
import { Panel, patience } from './pages/panel';
import { expect, test } from './site';
import { tabTo } from './tab-to';

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
