import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { panels } from '@/lib/panels/index';

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const load = () => import('../../app/metadata');

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

describe('the metadata of a page', () => {
  it('gives its own title and description to the page and to the previews of a link', async () => {
    const { pageMetadata } = await load();
    const texts = { title: 'Divide and conquer', description: 'Splits a problem.' };
    expect(pageMetadata(texts)).toMatchObject({
      ...texts,
      openGraph: { ...texts, siteName: 'Loupe', type: 'website' },
      twitter: { ...texts, card: 'summary_large_image' },
    });
  });

  it('does not repeat the name of the site in the title of the home page', async () => {
    const { pageMetadata, siteName } = await load();
    expect(pageMetadata({ title: siteName, description: '' }).title).toEqual({ absolute: siteName });
  });

  it('takes the origin of the site from SITE_URL', async () => {
    vi.stubEnv('SITE_URL', undefined);
    expect((await load()).siteUrl.href).toBe('http://localhost:3000/');
    vi.resetModules();
    vi.stubEnv('SITE_URL', 'https://example.org');
    expect((await load()).siteUrl.href).toBe('https://example.org/');
  });
});

describe('the preview of a link', () => {
  const pages = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter(file => path.basename(file) === 'page.tsx' && !file.startsWith('embed'))
    .map(file => path.dirname(file));

  it.each(pages)('has a picture of app/%s, and says in words what it shows', page => {
    for (const file of ['opengraph-image.png', 'opengraph-image.alt.txt'])
      expect(existsSync(path.join('app', page, file))).toBe(true);
  });
});

describe('the stills of the panels', () => {
  const folder = path.join('public', 'stills');
  const experiments = path.join('public', 'experiments');
  const listed = readJson(path.join(experiments, 'index.json')) as { panel: string; file: string }[];
  const madeOf = readJson(path.join(folder, 'made-of.json')) as Record<string, string>;

  it.each(panels.map(({ id }) => id))('show the run that %s opens with today', panel => {
    const first = listed.find(item => item.panel === panel)!;
    const hash = createHash('sha256').update(readFileSync(path.join(experiments, first.file)));
    expect(madeOf[panel], 'run "npm run previews" on the built site').toBe(hash.digest('hex'));
    for (const theme of ['light', 'dark']) expect(existsSync(path.join(folder, `${panel}.${theme}.webp`))).toBe(true);
  });
});
