import { panels } from '@/lib/panels/index';
import { expect, test } from './site';

test.describe('the stories of the home page', () => {
  test.use({ viewport: { width: 1280, height: 720 }, contextOptions: { reducedMotion: 'reduce' } });

  test('have their outcome on the first screen without a script, and can be played, moved and pressed with one', async ({
    page,
    complaints,
  }) => {
    complaints.allow(/ERR_FAILED/);
    await page.route(/\.js$/, route => route.abort());
    const figures = page.getByRole('main').getByRole('figure');
    await page.goto('./', { waitUntil: 'commit' });
    await expect(figures).toHaveCount(panels.length);
    const outcomes = [/Divide and conquer\s*31 calls/, /won the vote/, /the answer is right/];
    for (const [at, outcome] of outcomes.entries()) {
      const box = (await figures.nth(at).getByText(outcome).first().boundingBox())!;
      expect(box.y + box.height).toBeLessThanOrEqual(720);
    }
    await page.unroute(/\.js$/);
    await page.reload();

    const [tree, votes, cache] = [figures.nth(0), figures.nth(1), figures.nth(2)];
    await tree.getByRole('button', { name: '48 × 91' }).click();
    await expect(tree.getByText('split into 4 parts, which give 4368, right')).toBeVisible();

    const step = votes.getByRole('slider');
    await expect(step).toHaveAttribute('aria-valuetext', '5 of 5 answers');
    await votes.getByRole('button', { name: /^Agisik Wilo/ }).click();
    await expect(votes.getByText(/5 × Person\. Person wins/)).toBeVisible();
    await step.fill('0');
    await expect(votes.getByRole('button', { name: /^Agisik Wilo/ })).toHaveCount(0);

    await cache.getByRole('button', { name: /^Play/ }).click();
    await expect(cache.getByRole('button', { name: /^Pause/ })).toBeVisible();
    await expect(cache.getByRole('slider')).toHaveAttribute('aria-valuetext', '433 tokens read');
    await expect(cache.getByRole('button', { name: /^Play/ })).toBeVisible();
  });
});
