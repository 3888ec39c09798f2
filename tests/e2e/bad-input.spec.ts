import { failures } from '@/lib/core/failure';
import { expectOpenToEverybody } from './axe';
import { Panel, patience } from './pages/panel';
import { expect, test } from './site';

// It would keep the site while the pages are looked at.
test.use({ serviceWorkers: 'block' });

test('a damaged link gives the sentence, and the page stays usable', async ({ page }) => {
  const panel = new Panel(page);
  const hostile: [string, string, string][] = [
    ['nonsense', '#1nonsense', failures['link-malformed'].sentence],
    ['a cut one', '#1q1ZKy0', failures['link-malformed'].sentence],
    ['no version', '#<script>alert(1)</script>', failures['link-malformed'].sentence],
    ['one from the future', '#9abc', failures['link-version'].sentence],
    ['a very long one', `#1${'A'.repeat(100_000)}`, failures['link-too-large'].sentence],
  ];
  for (const [what, hash, sentence] of hostile) {
    await test.step(what, async () => {
      // Another fragment alone would not open the page again.
      await page.goto('about:blank');
      await panel.open(hash);
      await expect(panel.notice(sentence)).toBeVisible();
      if (hash === hostile[0]?.[1]) await expectOpenToEverybody(page);
      await panel.multiply('12', '34');
      await expect(panel.run).toBeEnabled();
      await panel.button('Dismiss').click();
      await expect(panel.notice(sentence)).toBeHidden();
    });
  }
});

test.describe('a number', () => {
  const rule = 'Use up to 40 digits, 0 to 9, without a sign.';
  const longest = '9'.repeat(40);

  test('that is none is refused in a sentence, and may be corrected', async ({ page }) => {
    const panel = new Panel(page);
    await panel.open();
    const refused = ['-5', '+5', '1 000', '1e3', '0x10', '12a', '3.5', '\u0663', '<b>1</b>'].map(bad => [bad, rule]);
    for (const [bad, sentence] of [['9'.repeat(41), 'It is 1 character too long.'], ...refused] as [string, string][]) {
      await test.step(bad, async () => {
        await panel.multiply('12', bad);
        await expect(panel.form.getByText(sentence)).toBeVisible();
        await expect(panel.run).toBeDisabled();
        await panel.factor('Second').fill('34');
        await expect(panel.form.getByText(sentence)).toBeHidden();
        await expect(panel.run).toBeEnabled();
      });
    }
  });

  test('in full-width digits, or with spaces around it, is read', async ({ page }) => {
    const panel = new Panel(page);
    await panel.open();
    await panel.multiply('\uff11\uff12', ' 34 ');
    await expect(panel.run).toBeEnabled();
    await panel.run.click();
    await expect(panel.stage.getByRole('heading', { name: '12 × 34' })).toBeVisible({ timeout: patience });
  });

  test('of 40 digits is welcome', async ({ page }) => {
    const panel = new Panel(page);
    await panel.open();
    await panel.multiply(longest, longest);
    await expect(panel.run).toBeEnabled();
    await expect(panel.factor('First')).not.toHaveAttribute('aria-invalid');
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

test.describe('an imported file', () => {
  const files: [string, string | Buffer, string][] = [
    ['no JSON', 'a letter', failures['file-malformed'].sentence],
    ['other JSON', '{"hello": ["world"]}', failures['file-malformed'].sentence],
    ['bytes', Buffer.from([0, 255, 254, 128]), failures['file-malformed'].sentence],
    ['25 MB', Buffer.alloc(25e6, ' '), failures['file-too-large'].sentence],
  ];
  test('that is none gives the sentence, and the page stays usable', async ({ page }) => {
    const panel = new Panel(page);
    await panel.open();
    await panel.multiply('12', '34');
    for (const [what, content, sentence] of files) {
      await test.step(what, async () => {
        const buffer = Buffer.from(content);
        await page
          .getByLabel('Experiment or run to import')
          .setInputFiles({ name: 'run.json', mimeType: 'application/json', buffer });
        await expect(panel.notice(sentence)).toBeVisible();
        await expect(panel.factor('First')).toHaveValue('12');
        await expect(panel.run).toBeEnabled();
        await panel.button('Dismiss').click();
        await expect(panel.notice(sentence)).toBeHidden();
      });
    }
  });
});
