import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expectOpenToEverybody } from './axe';
import { Panel, patience } from './pages/panel';
import { expect, test } from './site';

// It would keep the site while the runs are looked at.
test.use({ serviceWorkers: 'block' });

const dac = 'Divide and conquer';
const slider = (panel: Panel) => panel.stage.getByRole('slider', { name: 'Step of the replay' });
const beside = (panel: Panel) => panel.stage.getByRole('region', { name: 'Recorded and here' });

/** Calls that the lanes say were made. */
const seen = (panel: Panel) => panel.calls();

/** What the stage says once its picture has been fitted to the room that it has, which takes some frames. */
async function saidBy(panel: Panel): Promise<string> {
  let said = '';
  const isStill = async () => {
    const before = said;
    said = await panel.stage.innerText();
    return said === before;
  };
  await expect.poll(isStill, { intervals: [500] }).toBe(true);
  return said;
}

/** With a recorded run of one problem on the stage. */
async function openRecorded(page: Page): Promise<Panel> {
  const panel = new Panel(page);
  await panel.open('?run=one-multiplication.json');
  await expect(slider(panel)).toBeVisible();
  await expect.poll(() => seen(panel)).toBeGreaterThan(3);
  return panel;
}

test.describe('the ready-made experiments', () => {
  test('open from the panel without a model and without a navigation, and Back leads to the one before', async ({
    page,
    complaints,
  }) => {
    await page.route(/\/models\/|\.wasm$/, route => route.abort());
    complaints.allow(/ERR_FAILED/);
    const panel = new Panel(page);
    await panel.open();
    await expect(panel.status('recorded run')).toBeVisible();
    await page.evaluate(() => Object.assign(window, { stayed: true }));

    await panel.button('Ready-made experiments').click();
    const gallery = page.getByRole('dialog', { name: 'Ready-made experiments' });
    const links = gallery.getByRole('link');
    await expect(links.nth(1)).toBeVisible();
    await expectOpenToEverybody(page);
    const current = links.and(page.locator('[aria-current]'));
    await expect(current).toHaveCount(1);
    await expect(current).toContainText('open');

    // By keyboard: the dialog holds the focus, and Enter opens the second one.
    await links.nth(1).focus();
    const sentence = await links.nth(1).locator('span span').last().innerText();
    await page.keyboard.press('Enter');
    await expect(gallery).toBeHidden();
    await expect(panel.stage.getByText(sentence)).toBeVisible();
    await expect(page).toHaveURL(/\?run=/);

    await page.goBack();
    await expect(panel.stage.getByText(sentence)).toBeHidden();
    await expect(panel.status('recorded run')).toBeVisible();
    expect(await page.evaluate(() => 'stayed' in window)).toBe(true);
  });

  test('can be reached from an empty stage', async ({ page }) => {
    const panel = new Panel(page);
    await panel.open();
    await panel.button('Reset').click();
    const list = panel.stage.getByRole('region', { name: 'Ready-made experiments' });
    await list.getByRole('link').first().click();
    await expect(panel.status('recorded run')).toBeVisible();
  });
});

test.describe('a replay', () => {
  test('goes through a recorded run step by step, forwards and backwards, by keyboard', async ({ page }) => {
    const panel = await openRecorded(page);
    const all = await seen(panel);
    const answers = await saidBy(panel);

    await slider(panel).focus();
    await page.keyboard.press('Home');
    await expect(panel.stage.getByText('No call has been made yet.')).toBeVisible();
    expect(await seen(panel)).toBe(0);
    for (let presses = 0; presses < 3; presses++) await page.keyboard.press('ArrowRight');
    await expect(slider(panel)).toHaveAttribute('aria-valuetext', /^Step 3 of \d+: ./);
    await expect.poll(() => seen(panel)).toBe(3);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => seen(panel)).toBe(2);
    await expectOpenToEverybody(page);

    await panel.button('One step forward').click();
    await expect.poll(() => seen(panel)).toBe(3);
    // The step that came last opens in the inspector; one that comes later is not answered yet.
    await panel.button('Open this call').click();
    await expect(panel.call.getByLabel('Prompt', { exact: true })).not.toBeEmpty();
    // Escape closes it once it has the focus.
    await expect(panel.call.getByRole('heading', { level: 2 })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(panel.call).toBeHidden();

    await panel.button('To the end').click();
    await expect.poll(() => seen(panel)).toBe(all);
    expect(await saidBy(panel)).toBe(answers);
  });

  test('plays by itself to the end, and stops where it is told to', async ({ page }) => {
    const panel = await openRecorded(page);
    const all = await seen(panel);
    await panel.stage.getByLabel('Steps per second').selectOption('10');
    await panel.button('Play').click();
    await expect.poll(() => seen(panel), { intervals: [20] }).toBeGreaterThan(1);
    await panel.button('Pause').click();
    const paused = await slider(panel).inputValue();
    await page.waitForTimeout(500);
    expect(await slider(panel).inputValue()).toBe(paused);
    await panel.stage.getByLabel('Steps per second').selectOption('30');
    await panel.button('Play').click();
    await expect(panel.button('To the end')).toBeDisabled();
    await expect(panel.button('Play')).toBeVisible();
    expect(await seen(panel)).toBe(all);
  });

  test('does not play by itself where less motion is asked for', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const panel = await openRecorded(page);
    await expect(panel.button('One step back')).toBeVisible();
    await expect(panel.button('Play')).toHaveCount(0);
    await panel.button('One step back').click();
    await expect(panel.button('One step forward')).toBeEnabled();
  });

  test('belongs to one problem of a run of many', async ({ page }) => {
    const panel = new Panel(page);
    await panel.open('?run=accuracy-by-digits.json');
    await expect(slider(panel)).toHaveCount(0);
    await panel.stage.getByRole('table', { name: 'Problems and answers' }).getByRole('button').first().click();
    await slider(panel).focus();
    await page.keyboard.press('Home');
    expect(await seen(panel)).toBe(0);
    await panel.button(/^All \d+$/).click();
    await expect(slider(panel)).toHaveCount(0);
  });
});

/** A line of an exported run: the record, an entry, a result or the end. */
interface Line {
  kind: string;
  path: string[];
  text: string;
}

async function importAs(page: Page, lines: readonly Line[]): Promise<void> {
  const text = lines.map(line => `${JSON.stringify(line)}\n`).join('');
  await page
    .getByLabel('Experiment or run to import')
    .setInputFiles({ name: 'run.jsonl.gz', mimeType: 'application/gzip', buffer: gzipSync(text) });
}

test('Re-run and compare repeats a recorded run and names the first answer that differs', async ({ page }) => {
  test.setTimeout(3 * patience);
  const panel = await openRecorded(page);
  await panel.run.click();
  await panel.finished(patience);
  const [download] = await Promise.all([page.waitForEvent('download'), panel.button('Export run').click()]);
  expect(download.suggestedFilename()).toMatch(/\.jsonl\.gz$/);
  const text = gunzipSync(readFileSync(await download.path())).toString();
  const recorded = text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Line);
  const calls = recorded.filter(({ kind }) => kind === 'call').length;

  await test.step('the same model says the same', async () => {
    await importAs(page, recorded);
    await expect(panel.status('recorded run')).toBeVisible();
    await panel.button('Re-run and compare').click();
    await panel.finished(patience);
    await expect(beside(panel)).toContainText(`All ${calls} calls are the same`);
    await beside(panel).getByRole('radio', { name: 'Recorded' }).click();
    await expect(panel.status('recorded run')).toBeVisible();
  });

  await test.step('an answer that was recorded otherwise is found', async () => {
    const tampered = structuredClone(recorded);
    const call = tampered.find(({ kind, path }) => kind === 'call' && path[1] === 'divide-and-conquer')!;
    call.text = `${call.text.slice(0, 1)}?${call.text.slice(2)}`;
    await importAs(page, tampered);
    await expect(beside(panel)).toHaveCount(0);
    await panel.button('Re-run and compare').click();
    await panel.finished(patience);
    await expect(beside(panel)).toContainText(`${calls - 1} of ${calls} calls the same`);
    await expect(beside(panel)).toContainText(`The first difference: ${call.path.join(' / ')}`);
    await beside(panel).getByRole('button', { name: 'Compare the answers' }).click();
    const dialog = page.getByRole('dialog', { name: 'The first difference' });
    await expect(dialog).toContainText('The same question, with the same settings, got another answer.');
    await expect(dialog).toContainText('They part at character 2');
    await expect(dialog.locator('mark').first()).toHaveText('?');
    await expect(dialog).toContainText('The prompt, the same in both');
    await expectOpenToEverybody(page);
    await page.keyboard.press('Escape');
    await beside(panel).getByRole('button', { name: 'Show it in the run' }).click();
    await expect(panel.call).toContainText(dac);
  });
});
