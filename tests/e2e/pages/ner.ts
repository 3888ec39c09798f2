import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { parseExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { nerPanel } from '@/lib/panels/ner/panel';

/** The NER panel as a person meets it: by its roles and words. */
export class Ner {
  /** The run bar, and the run below it. */
  readonly stage: Locator;

  constructor(readonly page: Page) {
    this.stage = page.getByRole('region', { name: 'Run', exact: true });
  }

  /** Opens a link to an experiment with these settings and this model. */
  async open(settings: object, model: object = {}): Promise<void> {
    const experiment = parseExperiment({ version: 1, panel: nerPanel.id, model, settings }, nerPanel);
    await this.page.goto(`./${nerPanel.id}/${encodeLink(experiment, nerPanel)}`);
    await expect(this.button(/^(Reset|More)$/)).toBeEnabled();
    await this.page.waitForLoadState('networkidle');
  }

  button(name: string | RegExp): Locator {
    return this.stage.getByRole('button', { name, exact: true });
  }

  /** A stage of the loop, by its title. */
  tab(title: string): Locator {
    return this.stage.getByRole('tablist', { name: 'Stages of the loop' }).getByRole('tab', { name: title });
  }

  status(word: string): Locator {
    return this.stage.getByText(word, { exact: true }).first();
  }
}
