import { FileServer } from '../support/file-server';
import { modelFiles, smallShape } from '../support/model-folder';
import { expectOpenToEverybody } from './axe';
import { Panel, patience } from './pages/panel';
import { expect, test } from './site';

const weights = 'model.safetensors';
/** Files are kept in parts of this many bytes. */
const part = 16 * 2 ** 20;

/** A random model of 26 MB: two parts. */
const shape = {
  ...smallShape,
  hiddenSize: 256,
  intermediateSize: 768,
  heads: 8,
  headDim: 32,
  layers: 7,
  context: 4096,
};

let server: FileServer;
let folder: string;
test.beforeEach(async () => {
  server = new FileServer();
  server.files = modelFiles(shape);
  folder = `${await server.start()}models/mine`;
});
test.afterEach(() => server.stop());

test('a model of another server: named by hand, stopped, resumed, read offline, deleted', async ({
  page,
  complaints,
}) => {
  test.setTimeout(2 * patience);
  const panel = new Panel(page);
  await panel.open();
  const model = panel.form.getByRole('region', { name: 'Model' });
  const picker = page.getByRole('dialog', { name: 'Model' });
  await model.getByRole('button').click();
  const field = picker.getByRole('textbox', { name: 'Another folder' });
  await field.fill('http://example.org/model');
  await expect(picker.getByText('The address must begin with https://')).toBeVisible();
  await expect(picker.getByRole('button', { name: 'Use this folder' })).toBeDisabled();
  await field.fill(folder);
  await expect(picker.getByText(`A run will download from ${new URL(folder).host}.`)).toBeVisible();
  await expectOpenToEverybody(page);
  await picker.getByRole('button', { name: 'Use this folder' }).click();
  await expect(picker).toBeHidden();
  await expect(model.getByText(`A run downloads what is not here yet from ${new URL(folder).host}.`)).toBeVisible();

  // The pointer on Run, which makes the site's own model ready, asks nothing of other servers.
  await panel.multiply('12', '34');
  await panel.run.hover();
  const link = page.url().split('#')[0]!;

  // The connection gives all but the end, and then nothing.
  const file = server.files[weights]!;
  server.mischief = (request, response, name) => {
    if (name !== weights || request.headers.range) return false;
    response.writeHead(200, { 'content-length': file.length, etag: '"one"' }).write(file.subarray(0, part + 2e6));
    return true;
  };
  expect(server.asked).toEqual([]);
  await panel.run.click();
  await expect(panel.stage.getByText(/1\d MB of 2\d MB/)).toBeVisible({ timeout: patience });
  await panel.button('Stop').click();
  await expect(panel.status('stopped')).toBeVisible();

  await model.getByRole('button').click();
  const kept = picker.getByRole('listitem').filter({ hasText: folder });
  await expect(kept.getByText('of a download that is not complete')).toBeVisible();
  await page.keyboard.press('Escape');

  server.asked.length = 0;
  server.mischief = (_request, response) => void response.setHeader('etag', '"one"');
  server.etags = false;
  await panel.button('Resume').click();
  await expect(panel.lane('Direct answer (IO)').getByText('running')).toBeVisible({ timeout: patience });
  await panel.button('Stop').click();
  expect(server.asked).toEqual([`${weights} ${part}-`]);
  await expect(panel.status('stopped')).toBeVisible({ timeout: patience });

  // Another visit, without that server.
  server.stop();
  complaints.allow(/ERR_CONNECTION_REFUSED/);
  await page.goto(link);
  await panel.open();
  await model.getByRole('button').click();
  await expect(kept.getByText('cached')).toBeVisible();
  await kept.getByRole('button', { name: `Choose ${folder}` }).click();
  await panel.multiply('12', '34');
  await panel.run.click();
  await expect(panel.lane('Direct answer (IO)').getByText('running')).toBeVisible({ timeout: patience });
  await panel.button('Stop').click();
  await expect(panel.status('stopped')).toBeVisible({ timeout: patience });

  await model.getByRole('button').click();
  await kept.getByRole('button', { name: `Delete the files of ${folder}` }).click();
  await expect(kept).toBeHidden();
  expect(await page.evaluate(async () => (await caches.keys()).filter(name => name.includes('mine')))).toEqual([]);
});

test('a link to a model elsewhere asks that server for nothing by being opened', async ({ page }) => {
  const panel = new Panel(page);
  await panel.open();
  const model = panel.form.getByRole('region', { name: 'Model' });
  await model.getByRole('button').click();
  await page.getByRole('textbox', { name: 'Another folder' }).fill(folder);
  await page.getByRole('button', { name: 'Use this folder' }).click();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const link = await panel.copyLink();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(model.getByText(`A run downloads what is not here yet from ${new URL(folder).host}.`)).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(server.asked).toEqual([]);
});

test('the picker has room on a phone, in the dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 360, height: 740 });
  const panel = new Panel(page);
  await panel.open();
  await panel.openSettings();
  await panel.form.getByRole('region', { name: 'Model' }).getByRole('button').click();
  const picker = page.getByRole('dialog', { name: 'Model' });
  await expect(picker.getByRole('region', { name: 'On our own engine' })).toBeVisible();
  await expectOpenToEverybody(page);
  expect(await picker.evaluate(element => element.scrollWidth - element.clientWidth)).toBe(0);
});
