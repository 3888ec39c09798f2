import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Locator, Page } from 'playwright';
import type { CallEntry } from '@/lib/experiment/entry';
import { importFile } from '@/lib/experiment/import';
import { parseExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import { findPanel } from '@/lib/panels/index';
import { splitter } from './model-files';

/** The build of the catalogue whose compiled model the older runtime names: it is the same for Qwen2 and Qwen2.5. */
export const build = 'Qwen2.5-0.5B-Instruct-q4f32_1-MLC';
const title = 'Qwen2.5 0.5B of WebLLM';

/** One call with a prompt and an answer of so many tokens. */
export interface Asked {
  promptTokens?: number;
  tokens?: number;
  temperature?: number;
}

/** The link of an experiment of one call. Without `isOnWebllm` it is on the model of the site, as where a person has yet to choose. */
export function linkOf({ promptTokens = 1, tokens = 1, temperature = 1 }: Asked, isOnWebllm = true): string {
  const own = { problems: Array(promptTokens).fill('word').join(splitter), solve: '{part}', checker: 'none' };
  const experiment = {
    ...{ version: 1, panel: panel.id, panelVersion: panel.version },
    ...(isOnWebllm && { model: { engine: 'webllm', model: build } }),
    sampling: { temperature, max_tokens: tokens },
    settings: { task: 'own', strategies: ['io'], tasks: { own } },
  };
  return encodeLink(parseExperiment(experiment, panel), panel);
}

/** What the page has shown of a load: each phase, and how its bar went. */
export type Loads = { phase: string; percents: number[] }[];

/** The panel in a browser, used as a person uses it. */
export class PanelPage {
  constructor(
    readonly page: Page,
    private readonly origin: string,
  ) {}

  /** `query`: what the address has before the link. */
  async open(asked: Asked, isOnWebllm?: boolean, query = ''): Promise<void> {
    const address = `${this.origin}/divide-and-conquer/${query}${linkOf(asked, isOnWebllm)}`;
    // The fragment alone would not load the page.
    if (this.page.url() !== 'about:blank') await this.page.evaluate(link => location.assign(link), address);
    else await this.page.goto(address);
    await this.page.waitForLoadState('networkidle');
  }

  private get stage(): Locator {
    return this.page.getByRole('region', { name: 'Run', exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.stage.getByRole('button', { name, exact: true }).first();
  }

  async run(): Promise<void> {
    await this.watchLoads();
    await this.button(/^Run( |$)/).click();
  }

  badge(status: string): Locator {
    return this.stage.getByText(status, { exact: true }).first();
  }

  /** The text of the whole run, on one line. */
  async text(): Promise<string> {
    return (await this.stage.innerText()).replace(/\s+/g, ' ');
  }

  /** Waits for a badge; what else ended the run is told. @throws Error */
  async until(status: string, milliseconds: number): Promise<void> {
    const ends = ['finished', 'stopped', 'failed', 'incomplete'].filter(end => end !== status);
    const other = ends.reduce((found, end) => found.or(this.badge(end)), this.badge('in another tab'));
    await this.badge(status).or(other).first().waitFor({ timeout: milliseconds });
    if (!(await this.badge(status).isVisible()))
      throw new Error(`The run did not get to "${status}": ${await this.text()}`);
  }

  /** Waits until the page shows so many words of an answer. */
  async words(count: number, milliseconds: number): Promise<void> {
    await this.stage
      .getByText(new RegExp(`^(w\\d+ ){${count - 1}}w\\d+`))
      .first()
      .waitFor({ timeout: milliseconds });
  }

  /** Waits until the bar shows a phase of the load. */
  async phase(name: string, milliseconds: number): Promise<void> {
    await this.stage.getByText(`The model: ${name}`, { exact: true }).waitFor({ timeout: milliseconds });
  }

  /** Writes down every state of the bar of a load from here on. */
  private async watchLoads(): Promise<void> {
    await this.page.evaluate(() => {
      const state = window as unknown as { loads: Loads; watch?: MutationObserver };
      state.loads = [];
      state.watch?.disconnect();
      state.watch = new MutationObserver(() => {
        const bar = document.querySelector('[role=progressbar]');
        const label = document.getElementById(bar?.getAttribute('aria-labelledby') ?? '')?.textContent ?? '';
        if (!bar || !label.startsWith('The model: ')) return;
        const phase = label.slice('The model: '.length);
        if (state.loads.at(-1)?.phase !== phase) state.loads.push({ phase, percents: [] });
        state.loads.at(-1)?.percents.push(Number(bar.getAttribute('aria-valuenow') ?? NaN));
      });
      state.watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    });
  }

  /** What {@link run} and later ones have shown of loads. */
  loads(): Promise<Loads> {
    return this.page.evaluate(() => (window as unknown as { loads: Loads }).loads);
  }

  /** The calls of the run on the page, and what answered them, as its exported file has them. */
  async exported(): Promise<{ calls: CallEntry[]; environment: Record<string, string> }> {
    const saved = this.page.waitForEvent('download');
    await this.button('Export run').click();
    const file = gunzipSync(await readFile(await (await saved).path()));
    const imported = await importFile(file.toString(), findPanel);
    if (imported.kind !== 'run') throw new Error('The file is no run.');
    const { entries, environment } = imported.run;
    const calls = entries.filter(entry => entry.kind === 'call');
    return { calls, environment: environment as unknown as Record<string, string> };
  }

  /** Opens the picker; gives what it says of the model. */
  async openPicker(): Promise<string> {
    const change = this.page.getByRole('region', { name: 'Model', exact: true }).getByRole('button').first();
    await change.click();
    return (await this.row().innerText()).replace(/\s+/g, ' ');
  }

  row(): Locator {
    const named = this.page.getByRole('button', { name: new RegExp(`^(Choose ${title}|${title} is chosen)$`) });
    return this.page.getByRole('dialog').getByRole('listitem').filter({ has: named });
  }

  async choose(): Promise<void> {
    await this.page.getByRole('button', { name: `Choose ${title}` }).click();
  }

  /** In the open picker. */
  async deleteModel(): Promise<void> {
    await this.page.getByRole('button', { name: `Delete the files of ${title}` }).click();
    await this.row()
      .getByText(/to download/)
      .waitFor();
  }

  async closePicker(): Promise<void> {
    await this.page.keyboard.press('Escape');
  }

  /** Addresses of all that WebLLM keeps in this browser. */
  kept(): Promise<string[]> {
    return this.page.evaluate(async () => {
      const names = (await caches.keys()).filter(name => name.startsWith('webllm/'));
      const kept = await Promise.all(names.map(async name => (await caches.open(name)).keys()));
      return kept.flat().map(({ url }) => url);
    });
  }
}
