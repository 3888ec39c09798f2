import type { Page } from '@playwright/test';
import { Panel } from './pages/panel';
import { expect, test } from './site';

// It would answer for the scripts that are held back.
test.use({ serviceWorkers: 'block', viewport: { width: 1280, height: 720 } });

const still = (page: Page) => page.getByRole('img', { name: 'A still of what is about to be drawn' });

/** Scripts do not come: the page is as it was served. */
const withoutScripts = (page: Page) => page.route('**/*.js', () => {});

for (const panel of ['divide-and-conquer', 'ner', 'kv-cache'])
  for (const colorScheme of ['light', 'dark'] as const)
    test(`before its scripts are there, ${panel} shows its picture as a still, in the ${colorScheme} theme`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await withoutScripts(page);
      await page.goto(`./${panel}/`, { waitUntil: 'commit' });
      await expect(still(page)).toHaveCount(1);
      const shown = await still(page).evaluate((image: HTMLImageElement) =>
        image.decode().then(() => ({ file: image.src.replace(/^.*\//, ''), width: image.naturalWidth })),
      );
      expect(shown.file).toBe(`${panel}.${colorScheme}.webp`);
      expect(shown.width).toBeGreaterThan(800);
      await expect(still(page)).toBeInViewport({ ratio: 0.9 });
      await expect(page.getByText('Opening a recorded run. Until it is here, you see a still of it.')).toBeVisible();
    });

test('the picture takes the place of the still, where the still was', async ({ page }) => {
  await page.route('**/*.js', async route => {
    await new Promise(resolve => setTimeout(resolve, 300));
    await route.continue();
  });
  await page.goto('./divide-and-conquer/', { waitUntil: 'commit' });
  const before = await still(page).boundingBox();
  const panel = new Panel(page);
  await expect(panel.lane('Divide and conquer').getByRole('tree')).toBeVisible();
  await expect(still(page)).toHaveCount(0);
  const replay = (await panel.stage.getByRole('region', { name: 'Replay' }).boundingBox())!;
  // The space of the player is blank in the still.
  expect(Math.abs(replay.y - before!.y)).toBeLessThan(4);
});

test('an address that names something else shows no still, also before its scripts are there', async ({ page }) => {
  await withoutScripts(page);
  for (const address of ['./ner/?run=ner-rounds.jsonl.gz', './ner/#e=1', './kv-cache/?stage']) {
    await page.goto(address, { waitUntil: 'commit' });
    await expect(page.getByText('Opening a recorded run.')).toBeVisible();
    await expect(page.getByText('you see a still of it')).toBeHidden();
    await expect(still(page)).toHaveCount(0);
  }
});

test('a narrow screen, whose picture has another shape, shows none and fetches none', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const asked: string[] = [];
  page.on('request', request => asked.push(request.url()));
  await withoutScripts(page);
  await page.goto('./ner/', { waitUntil: 'commit' });
  await expect(page.getByText('Opening a recorded run.')).toBeVisible();
  await page.waitForTimeout(1000);
  await expect(still(page)).toHaveCount(0);
  expect(asked.filter(url => url.includes('stills'))).toEqual([]);
});
