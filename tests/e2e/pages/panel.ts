import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** The divide-and-conquer panel as a person meets it: by its roles and words. */
export class Panel {
  /** The run bar, and the run below it. */
  readonly stage: Locator;
  readonly form: Locator;
  /** The open call, beside the run. */
  readonly call: Locator;

  constructor(readonly page: Page) {
    this.stage = page.getByRole('region', { name: 'Run', exact: true });
    this.form = page.getByRole('form', { name: 'Experiment' });
    this.call = page.getByRole('complementary', { name: 'Call' });
  }

  /** `address` is what follows the panel's own: `#...` of a link, `?run=...` of a recorded run. */
  async open(address = ''): Promise<void> {
    await this.page.goto(`./divide-and-conquer/${address}`);
    // The form answers once the scripts have run.
    await expect(this.button('More tools')).toBeEnabled();
    await this.page.waitForLoadState('networkidle');
  }

  button(name: string | RegExp): Locator {
    return this.stage.getByRole('button', { name, exact: true });
  }

  /** Of the run bar: what was opened from a link shows a second Run button. */
  get run(): Locator {
    return this.button('Run').first();
  }

  /** What Run will do, in words. */
  get plan(): Locator {
    return this.stage.locator('#run-plan');
  }

  factor(which: 'First' | 'Second'): Locator {
    return this.form.getByRole('textbox', { name: `${which} number` });
  }

  /** Opens the settings of a narrow screen. */
  async openSettings(): Promise<Locator> {
    await this.button('Settings').click();
    return this.page.getByRole('dialog', { name: 'Settings' });
  }

  async multiply(a: string, b: string): Promise<void> {
    await this.form.getByRole('radio', { name: 'this one' }).click();
    await this.factor('First').fill(a);
    await this.factor('Second').fill(b);
  }

  /** The answer of one strategy, and its calls. */
  lane(title: string): Locator {
    return this.stage.getByRole('region', { name: title, exact: true });
  }

  /** The badge of the run that is shown. It stands before the cards, of which one may say the same. */
  status(word: string): Locator {
    return this.stage.getByText(word, { exact: true }).first();
  }

  async finished(timeout: number): Promise<void> {
    await expect(this.status('finished')).toBeVisible({ timeout });
  }

  /** The answer of every strategy, with its title. */
  async answers(): Promise<string[]> {
    return this.stage.locator('[data-strategy] header').allInnerTexts();
  }

  /** Number of calls that strategies made, as their cards show it. */
  async calls(): Promise<number> {
    const texts = await this.stage.getByText(/· \d+ calls? ·/).allInnerTexts();
    return texts.reduce((sum, text) => sum + Number(/(\d+) calls?/.exec(text)?.[1] ?? 0), 0);
  }

  /** The link that the page copies. Its context must be allowed to read the clipboard. */
  async copyLink(): Promise<string> {
    await this.button('Copy link').click();
    await expect(this.page.getByText('Link copied.')).toBeVisible();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  notice(sentence: string): Locator {
    return this.stage.getByText(sentence);
  }
}

/** Longest that a small multiplication may take on a slow machine. */
export const patience = 120_000;
