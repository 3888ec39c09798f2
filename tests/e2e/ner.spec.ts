import { expectOpenToEverybody } from './axe';
import { Ner } from './pages/ner';
import { patience } from './pages/panel';
import { expect, test } from './site';
import { tabTo } from './tab-to';

/** A small loop on the model that comes with the page. It knows no English: what is tested is that everything is there and can be reached. */
const small = { unlabelled: 3, tests: 2, answers: 2, retrievals: ['random'] };
const model = { engine: 'embedded', model: 'loupe-arithmetic' };
const stages = ['Annotate', 'Select', 'Retrieve', 'Infer'];

test('the loop runs, and every stage can be reached with the keyboard alone', async ({ page }) => {
  test.setTimeout(2 * patience);
  const ner = new Ner(page);
  await ner.open(small, model);
  await tabTo(page, ner.button('Run').first());
  await page.keyboard.press('Enter');
  await expect(ner.status('finished')).toBeVisible({ timeout: patience });

  await tabTo(page, ner.tab('Infer'));
  await page.keyboard.press('Home');
  for (const title of stages) {
    await expect(ner.tab(title)).toBeFocused();
    await expect(ner.tab(title)).toHaveAttribute('aria-selected', 'true');
    await expect(ner.stage.getByRole('tabpanel', { name: title })).not.toBeEmpty();
    await expectOpenToEverybody(page);
    await page.keyboard.press('ArrowRight');
  }
});

test('the four stages and the beginning of the open one fit the first screen', async ({ page }) => {
  test.setTimeout(2 * patience);
  const ner = new Ner(page);
  await page.setViewportSize({ width: 1280, height: 720 });
  await ner.open(small, model);
  await ner.button('Run').first().click();
  await expect(ner.status('finished')).toBeVisible({ timeout: patience });
  for (const title of stages) {
    const box = (await ner.tab(title).boundingBox())!;
    expect(box.y + box.height).toBeLessThan(600);
  }
});

test('a sentence opens with its answers and their prompts, and Back returns to the loop', async ({ page }) => {
  test.setTimeout(2 * patience);
  const ner = new Ner(page);
  await ner.open(small, model);
  await ner.button('Run').first().click();
  await expect(ner.status('finished')).toBeVisible({ timeout: patience });
  await ner.tab('Annotate').click();
  await ner.stage
    .getByRole('button', { name: /u\d{3}/ })
    .first()
    .click();
  await expect(ner.tab('Annotate')).toBeHidden();
  await ner.stage.locator('[data-step]').first().click();
  const call = page.getByRole('complementary', { name: 'Call' });
  await expect(call.getByLabel('Prompt', { exact: true })).toContainText('Text: ');
  await page.goBack();
  await expect(ner.tab('Annotate')).toBeVisible();
});
