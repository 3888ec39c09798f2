import type { Locator, Page } from '@playwright/test';

/** Presses Tab until the target has the focus, as a person without a mouse would. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 200; presses++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate(element => element === document.activeElement).catch(() => false)) return;
  }
  throw new Error('Two hundred presses of Tab did not lead there.');
}
