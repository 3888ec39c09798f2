import type { Page } from '@playwright/test';
import { embeddedModel } from '@/lib/engines/models';
import { withSettingAt } from '@/lib/experiment/fields';
import type { Experiment, Settings } from '@/lib/experiment/panel';
import { defaultExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import { expect, test } from './site';

const usual = defaultExperiment(panel);
const link = (change: Partial<Experiment<typeof usual.settings>>): string =>
  `./divide-and-conquer/${encodeLink({ ...usual, seed: 7, ...change }, panel)}`;
const on = (engine: 'embedded' | 'webllm' | 'endpoint', model: string): string => link({ model: { engine, model } });
const settingsWith = (changes: Record<string, string>) =>
  panel.settings.parse(
    Object.entries(changes).reduce(
      (settings, [path, value]) => withSettingAt(settings, path, value),
      usual.settings as Settings,
    ),
  );
const ownData = settingsWith({ task: 'hallucination', 'tasks.hallucination.data': '0123456789abcdef' });

/** Every kind of address that another person can send, and whether a model of the site may be made ready on it. */
const kinds: [kind: string, address: string, mayWarm: boolean][] = [
  ['the panel', './divide-and-conquer/', true],
  ['an experiment on the model of the site', on('embedded', embeddedModel.ref.model), true],
  ['an experiment on WebLLM', on('webllm', 'SmolLM2-360M-Instruct-q4f16_1-MLC'), false],
  ['an experiment on a model of Hugging Face', on('embedded', 'HuggingFaceTB/SmolLM2-135M-Instruct'), false],
  [
    'an experiment on a model of a mirror',
    on('embedded', 'HuggingFaceTB/SmolLM2-135M-Instruct').replace('#', '?models=https%3A%2F%2Froom.example%2F#'),
    false,
  ],
  ['an experiment on a server', on('endpoint', 'large'), false],
  [
    'an experiment that also runs on a server and on WebLLM',
    link({
      compare: [
        { engine: 'endpoint', model: 'large' },
        { engine: 'webllm', model: 'Qwen3-0.6B-q4f16_1-MLC' },
      ],
    }),
    true,
  ],
  ['an experiment on a folder of another server', on('embedded', 'https://models.example/mine'), false],
  ['an experiment on data that is not here', link({ settings: ownData }), true],
  ['a recorded run that is not there', './divide-and-conquer/?run=unknown.json', true],
  ['a run on another server', './divide-and-conquer/?run=https%3A%2F%2Fruns.example%2Frun.jsonl.gz', true],
  ['the theory', './divide-and-conquer/theory/', false],
  ['home', './', false],
];

const controls = 'a, button, input, select, textarea, summary, [role=radio], [role=switch], [role=tab], [tabindex="0"]';

/** Points at and focuses all that a person could press or fill in, and presses nothing. */
async function touchAll(page: Page): Promise<number> {
  let touched = 0;
  for (const control of await page.$$(controls)) {
    const centre = await control.evaluate(element => {
      if (!element.checkVisibility()) return null;
      element.scrollIntoView({ block: 'center' });
      (element as HTMLElement).focus();
      const { x, y, width, height } = element.getBoundingClientRect();
      return [x + width / 2, y + height / 2] as const;
    });
    if (!centre) continue;
    await page.mouse.move(...centre);
    touched++;
  }
  return touched;
}

for (const [kind, address, mayWarm] of kinds) {
  test(`${kind}: nothing leaves the site before a press`, async ({ page, context, baseURL }) => {
    const site = new URL(baseURL ?? '').origin;
    const left: string[] = [];
    const large: string[] = [];
    // Also what a worker or the service worker asks for.
    await context.route(
      url => url.origin !== site && /^https?:$/.test(url.protocol),
      route => {
        left.push(route.request().url());
        return route.abort();
      },
    );
    page.on('response', response => {
      if (response.url().endsWith('.js') && Number(response.headers()['content-length']) > 1e6)
        large.push(response.url());
    });
    await page.goto(address);
    await expect(page.getByRole('main')).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect(await touchAll(page)).toBeGreaterThan(5);
    await page.keyboard.press('Escape');
    await page.waitForLoadState('networkidle');
    expect(left).toEqual([]);
    // WebLLM's script.
    expect(large).toEqual([]);
    if (!mayWarm) expect(page.workers()).toEqual([]);
  });
}

test('what a link takes is named before it is run: the size and the host, or the server', async ({ page }) => {
  await page.goto(on('embedded', 'HuggingFaceTB/SmolLM2-135M-Instruct'));
  const shared = page.getByRole('region', { name: /^Shared experiment/ });
  await expect(shared.getByText('up to 269 MB from huggingface.co.')).toBeVisible();

  await page.goto('./divide-and-conquer/?models=https%3A%2F%2Froom.example%2Fhub');
  await expect(page.getByText('Models of Hugging Face and of WebLLM come from room.example.')).toBeVisible();
  await page.goto(
    on('embedded', 'HuggingFaceTB/SmolLM2-135M-Instruct').replace('#', '?models=https%3A%2F%2Froom.example%2Fhub#'),
  );
  await expect(shared.getByText('up to 269 MB from room.example.')).toBeVisible();
  await page.getByRole('button', { name: 'Use huggingface.co' }).click();
  await expect(shared.getByText('up to 269 MB from huggingface.co.')).toBeVisible();
  await expect(page).not.toHaveURL(/models=/);

  await page.goto(on('endpoint', 'large'));
  await expect(shared.getByRole('button', { name: 'Run' })).toBeDisabled();
  await page.getByRole('button', { name: 'Choose where it runs' }).click();
  await page.getByRole('tab', { name: 'On a server' }).click();
  await page.getByLabel('Base URL').fill('http://localhost:1234/v1');
  await expect(page.getByRole('button', { name: 'Ask localhost:1234 for its models' })).toBeVisible();
  await page.getByRole('button', { name: 'Use this server' }).click();
  await expect(shared.getByRole('button', { name: 'Run on localhost:1234' })).toBeEnabled();
});
