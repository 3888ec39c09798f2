import type { Page } from '@playwright/test';
import { Panel, patience } from './pages/panel';
import { expect, test } from './site';

// It would keep the site while the pages are looked at.
test.use({ serviceWorkers: 'block' });

const screens = [
  { width: 1280, height: 720 },
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
];

/** What a reader must see without scrolling. */
async function expectOneScreen(page: Page, panel: Panel): Promise<void> {
  const tree = panel.lane('Divide and conquer').getByRole('tree');
  await expect(tree).toBeVisible();
  const parts = {
    'Run button': panel.run,
    'Replay section': panel.stage.getByRole('region', { name: 'Replay' }),
    // The tree itself may be larger than its frame where the frame scrolls.
    'frame of the tree': panel.lane('Divide and conquer').locator('[data-tree-scroller]'),
    tree,
  };
  /** Pixels by which a part lies outside the window; 0 inside. */
  const outside = async () => {
    const { width, height } = page.viewportSize()!;
    const entries = Object.entries(parts).map(async ([name, part]) => {
      const box = (await part.boundingBox())!;
      const beyond = Math.max(-box.x, -box.y, box.x + box.width - width, box.y + box.height - height, 0);
      return [name, Math.ceil(beyond)];
    });
    return Object.fromEntries(await Promise.all(entries)) as Record<string, number>;
  };
  await expect.poll(outside).toEqual({ 'Run button': 0, 'Replay section': 0, 'frame of the tree': 0, tree: 0 });
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
}

for (const viewport of screens) {
  test.describe(`${viewport.width} × ${viewport.height}`, () => {
    test.use({ viewport });

    test('a recorded run, its player and its tree fit the first screen', async ({ page }) => {
      const panel = new Panel(page);
      await panel.open('?run=one-multiplication.json');
      await expect(panel.status('recorded run')).toBeVisible();
      await expectOneScreen(page, panel);
    });
  });
}

test('a live run of the default experiment, its player and its tree fit the first screen of every size', async ({
  page,
}) => {
  test.setTimeout(2 * patience);
  const panel = new Panel(page);
  await panel.open();
  await panel.button('Reset').click();
  await panel.run.click();
  await panel.finished(patience);
  for (const viewport of screens) {
    await test.step(`${viewport.width} × ${viewport.height}`, async () => {
      await page.setViewportSize(viewport);
      await expectOneScreen(page, panel);
    });
  }
});

test.describe('360 × 740', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('the tree begins on the first screen, the run bar is one row that stays in sight, and Settings opens them', async ({
    page,
  }) => {
    const panel = new Panel(page);
    await panel.open('?run=one-multiplication.json');
    await expect(panel.status('recorded run')).toBeVisible();
    const tree = panel.lane('Divide and conquer').locator('[data-tree-scroller]');
    const seenOfTree = async () => 740 - ((await tree.boundingBox())?.y ?? Infinity);
    await expect.poll(seenOfTree).toBeGreaterThan(120);
    const buttons = [panel.run, panel.button('Settings'), panel.button('More tools')];
    const middles = await Promise.all(
      buttons.map(async button => {
        const { y, height } = (await button.boundingBox())!;
        return Math.round(y + height / 2);
      }),
    );
    expect(new Set(middles).size).toBe(1);

    await page.evaluate(() => window.scrollBy(0, 800));
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(800);
    const box = (await panel.run.boundingBox())!;
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.y).toBeLessThan(24);

    const settings = await panel.openSettings();
    await expect(settings.getByRole('form', { name: 'Experiment' })).toBeVisible();
    await expect(panel.factor('First')).toBeVisible();
  });
});
