import type { Page, PageScreenshotOptions } from 'playwright';

/** The page as it stays: its scripts have begun, and what they load is there. */
export async function settledPicture(page: Page, options: PageScreenshotOptions = {}): Promise<Buffer> {
  // The page as it was built marks no theme.
  await page.getByRole('radiogroup', { name: 'Colour theme' }).getByRole('radio', { checked: true }).waitFor();
  for (;;) {
    const picture = await page.screenshot(options);
    await page.waitForTimeout(3000);
    if (picture.equals(await page.screenshot(options))) return picture;
  }
}
