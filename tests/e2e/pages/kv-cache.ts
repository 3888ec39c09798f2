import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { parseExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { kvPanel } from '@/lib/panels/kv-cache/panel';

/** The KV-cache panel as a person meets it: by its roles and words. */
export class KvCache {
  /** The run bar, and the run below it. */
  readonly stage: Locator;
  /** The strips of the first cache. */
  readonly strips: Locator;

  constructor(readonly page: Page) {
    this.stage = page.getByRole('region', { name: 'Run', exact: true });
    this.strips = this.stage.locator('canvas').first();
  }

  /** Opens a link to an experiment with these settings and this model. */
  async open(settings: object, model: object = {}): Promise<void> {
    const experiment = parseExperiment({ version: 1, panel: kvPanel.id, model, settings }, kvPanel);
    await this.page.goto(`./${kvPanel.id}/${encodeLink(experiment, kvPanel)}`);
    await expect(this.button(/^(Reset|More)$/)).toBeEnabled();
    await this.page.waitForLoadState('networkidle');
  }

  button(name: string | RegExp): Locator {
    return this.stage.getByRole('button', { name, exact: true });
  }

  tab(title: string): Locator {
    return this.stage.getByRole('tablist', { name: 'Views of the run' }).getByRole('tab', { name: title });
  }

  status(word: string): Locator {
    return this.stage.getByText(word, { exact: true }).first();
  }

  /** The slider over the tokens of the continuation. */
  get player(): Locator {
    return this.stage.getByRole('slider', { name: 'Tokens of the continuation' });
  }
}
