import type { Locator, Page } from '@playwright/test';
import { expectOpenToEverybody } from './axe';
import { Panel } from './pages/panel';
import { expect, test } from './site';

const task = (panel: Panel, title: string): Locator => panel.form.getByRole('radio', { name: title });

test.beforeEach(({ context }) => context.grantPermissions(['clipboard-read', 'clipboard-write']));

test('your own task is written, warned about, tried out and carried by its link', async ({
  page,
  browser,
  complaints,
}) => {
  const panel = new Panel(page);
  await panel.open();
  // What the page opens with brings its own settings.
  await expect(panel.status('recorded run')).toBeVisible();
  await task(panel, 'Your own task').check();
  await expect(panel.notice('Loupe Arithmetic knows arithmetic only.')).toBeVisible();

  await panel.form.getByRole('button', { name: /Write$/ }).click();
  const editor = page.getByRole('dialog', { name: 'Your own task' });
  await editor.getByLabel('Problems', { exact: true }).fill('red, blue\n=> red|blue\n---\ngreen\n=> (green');
  await expect(editor.getByText('Read as 2 problems, 2 with an expected answer.')).toBeVisible();

  const solve = editor.getByLabel('Solve prompt', { exact: true });
  await solve.fill('Which colour is it?');
  await expect(editor.getByText(/It lacks \{part\} or \{input\}/)).toBeVisible();
  await editor.getByRole('button', { name: 'Insert {part}' }).click();
  await expect(solve).toBeFocused();
  await expect(editor.getByText(/It lacks \{part\} or \{input\}/)).toBeHidden();

  await editor.getByRole('radio', { name: 'pattern' }).click();
  await expect(editor.getByText(/^Problem 2: The pattern cannot be read/)).toBeVisible();
  await editor.getByLabel('A made-up answer').fill('It is dark. Answer: blue');
  await expect(editor.getByText('right', { exact: true })).toBeVisible();
  await editor.getByLabel('A made-up answer').fill('Answer: pink');
  await expect(editor.getByText('wrong', { exact: true })).toBeVisible();
  await expectOpenToEverybody(page);
  await page.keyboard.press('Escape');
  await expect(panel.form.getByRole('button', { name: /Write$/ })).toBeFocused();
  await expect(panel.form.getByText(/^Problem 2: The pattern cannot be read/)).toBeVisible();

  const link = await panel.copyLink();
  const fresh = await browser.newContext();
  complaints.listen(fresh);
  const other = new Panel(await fresh.newPage());
  await other.page.goto(link);
  await expect(task(other, 'Your own task')).toBeChecked();
  await other.form.getByRole('button', { name: /Write$/ }).click();
  await expect(other.page.getByLabel('Solve prompt', { exact: true })).toHaveValue(/Which colour is it\?/);
  await fresh.close();
});

const rows = [
  'document,summary,verdict',
  ...[40, 50, 60].map(
    height => `The tower is 40 m high.,The tower is ${height} m high.,${height === 40 ? 'fine' : 'off'}`,
  ),
  'a row with one cell',
].join('\n');

/** Pastes the rows and says what they mean, up to the review. */
async function importRows(page: Page): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: 'Data' });
  await dialog.getByRole('tab', { name: 'Pasted text' }).click();
  await dialog.getByLabel('Rows').fill(rows);
  await dialog.getByRole('button', { name: 'Read the text' }).click();
  await dialog.getByLabel('Label', { exact: true }).selectOption('verdict');
  for (const [value, meaning] of [
    ['off', 'contradicts'],
    ['fine', 'does not'],
  ] as const) {
    const group = dialog.getByLabel(`What \u201c${value}\u201d means`);
    await group.getByText(meaning, { exact: true }).click();
  }
  await dialog.getByRole('button', { name: 'Read the rows' }).click();
  await expect(dialog.getByText(/3 pairs, 2 of them with a contradiction \(67 %\)/)).toBeVisible();
  return dialog;
}

test('own data is mapped, kept, named in the link, missed elsewhere and imported there', async ({
  page,
  browser,
  complaints,
}) => {
  const panel = new Panel(page);
  await panel.open();
  // What the page opens with brings its own settings.
  await expect(panel.status('recorded run')).toBeVisible();
  await task(panel, 'Hallucination in a summary').check();
  const data = panel.form.getByRole('region', { name: 'Data' });
  await expect(data.getByText(/64 pairs, 32 of them/)).toBeVisible();
  await data.getByRole('button').click();
  const dialog = await importRows(page);
  await expect(dialog.getByRole('row', { name: /^5 It has 1 cell/ })).toBeVisible();
  await expectOpenToEverybody(page);
  await dialog.getByRole('button', { name: 'Store it and use it' }).click();
  await expect(data.getByText(/3 pairs, 2 of them/)).toBeVisible();
  await panel.form.getByRole('radio', { name: 'many, at random' }).click();
  await expect(panel.plan).toContainText('3 problems \u00d7 3 strategies');
  await expect(panel.run).toBeEnabled();

  const link = await panel.copyLink();
  await page.reload();
  await expect(data.getByText(/3 pairs, 2 of them/)).toBeVisible();

  const fresh = await browser.newContext();
  complaints.listen(fresh);
  const other = new Panel(await fresh.newPage());
  await other.page.goto(link);
  await expect(other.form.getByText(/needs a data set that is not in this browser/)).toBeVisible();
  await expect(other.run).toBeDisabled();
  await other.form.getByRole('button', { name: 'Import it' }).click();
  const again = await importRows(other.page);
  await expect(again.getByText('This is the data set that the experiment names.')).toBeVisible();
  await again.getByRole('button', { name: 'Store it and use it' }).click();
  await expect(other.run).toBeEnabled();
  await fresh.close();
});
