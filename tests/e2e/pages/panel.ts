import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** The divide-and-conquer panel as a person meets it: by its roles and words. */
export class Panel {
  readonly stage: Locator;
  readonly form: Locator;
  /** The open call, beside the stage. */
  readonly call: Locator;

  constructor(readonly page: Page) {
    this.stage = page.getByRole('region', { name: 'Stage' });
    this.form = page.getByRole('form', { name: 'Experiment' });
    this.call = page.getByRole('complementary', { name: 'Call' });
  }

  /** `address` is what follows the panel's own: `#...` of a link, `?run=...` of a recorded run. */
  async open(address = ''): Promise<void> {
    await this.page.goto(`./divide-and-conquer/${address}`);
    // The form answers once the scripts have run.
    await expect(this.button('Reset')).toBeEnabled();
    await this.page.waitForLoadState('networkidle');
  }

  button(name: string | RegExp): Locator {
    return this.stage.getByRole('button', { name, exact: true });
  }

  factor(which: 'First' | 'Second'): Locator {
    return this.form.getByRole('textbox', { name: `${which} number` });
  }

  async multiply(a: string, b: string): Promise<void> {
    await this.form.getByRole('radio', { name: 'this one' }).click();
    await this.factor('First').fill(a);
    await this.factor('Second').fill(b);
  }

  /** What one strategy came to and how. */
  lane(title: string): Locator {
    return this.stage.getByRole('region', { name: title, exact: true });
  }

  /** How the run stands, in the word that the stage shows. */
  status(word: string): Locator {
    return this.stage.getByText(word, { exact: true });
  }

  async finished(timeout: number): Promise<void> {
    await expect(this.status('finished')).toBeVisible({ timeout });
  }

  /** The answer of every strategy, as the head of its lane says it. */
  async answers(): Promise<string[]> {
    return this.stage.locator('[data-strategy] header').allInnerTexts();
  }

  /** Calls that strategies made, by what their lanes say. */
  async calls(): Promise<number> {
    const texts = await this.stage.getByText(/· \d+ calls? ·/).allInnerTexts();
    return texts.reduce((sum, text) => sum + Number(/(\d+) calls?/.exec(text)?.[1] ?? 0), 0);
  }

  /** The link that the page copies. Its context must be allowed to read the clipboard. */
  async copyLink(): Promise<string> {
    await this.button('Copy link').click();
    await expect(this.button('Link copied')).toBeVisible();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  notice(sentence: string): Locator {
    return this.stage.getByText(sentence);
  }
}

/** Longest that a small multiplication may take on a slow machine. */
export const patience = 120_000;
