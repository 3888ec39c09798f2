import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Panel } from '@/lib/experiment/panel';
import { parseExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';

/** The page of any panel as a person meets it: by its roles and words. */
export class Stage {
  /** The run bar, and the run below it. */
  readonly stage: Locator;

  constructor(
    readonly page: Page,
    private readonly panel: Panel,
    /** Of the list of tabs of its views. */
    private readonly tabs: string,
  ) {
    this.stage = page.getByRole('region', { name: 'Run', exact: true });
  }

  /** Opens a link to an experiment with these settings and this model. */
  async open(settings: object, model: object = {}): Promise<void> {
    const { id } = this.panel;
    const experiment = parseExperiment({ version: 1, panel: id, model, settings }, this.panel);
    await this.page.goto(`./${id}/${encodeLink(experiment, this.panel)}`);
    await expect(this.button('More tools')).toBeEnabled();
    await this.page.waitForLoadState('networkidle');
  }

  button(name: string | RegExp): Locator {
    return this.stage.getByRole('button', { name, exact: true });
  }

  tab(title: string): Locator {
    return this.stage.getByRole('tablist', { name: this.tabs }).getByRole('tab', { name: title });
  }

  status(word: string): Locator {
    return this.stage.getByText(word, { exact: true }).first();
  }
}
