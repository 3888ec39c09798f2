import { expectOpenToEverybody } from './axe';
import { Panel, patience } from './pages/panel';
import { expect, test } from './site';

test('a call opens to what happens inside the model, by keyboard, also on a phone', async ({ page }) => {
  test.setTimeout(2 * patience);
  const panel = new Panel(page);
  await panel.open();
  await panel.lane('Divide and conquer').getByRole('treeitem').first().click();
  await panel.call.getByRole('button', { name: 'Look inside' }).click();

  const inside = panel.call.getByRole('region', { name: 'Inside the model' });
  const token = inside.getByRole('slider', { name: 'Token' });
  await expect(token).toBeVisible({ timeout: patience });
  const attended = inside.getByRole('table', { name: 'Attends most to' });
  const first = await attended.innerText();
  await token.focus();
  await page.keyboard.press('ArrowRight');
  await expect(attended).not.toHaveText(first, { useInnerText: true });
  await expectOpenToEverybody(page);

  // Another layer is another reading.
  const before = await attended.innerText();
  await inside.getByRole('spinbutton', { name: 'Layer' }).fill('3');
  await expect(attended).not.toHaveText(before, { useInnerText: true });
  await expect(inside.getByText('attention of layer 3')).toBeVisible();
  // A trained model foresees its own greedy answer: what is shown is measured, not random.
  const perplexity = Number(/perplexity ([\d.]+)/.exec(await inside.innerText())?.[1]);
  expect(perplexity).toBeGreaterThanOrEqual(1);

  await page.setViewportSize({ width: 360, height: 740 });
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Look inside' }).click();
  await expect(dialog.getByRole('slider', { name: 'Token' })).toBeVisible({ timeout: patience });
  const beyond = await dialog.evaluate(element => element.scrollWidth - element.clientWidth);
  expect(beyond).toBe(0);
});
