import { afterEach, expect, it, vi } from 'vitest';
import { lazily } from '@/components/ui/lazily';
import { loadScript } from '@/components/ui/load-script';
import { failures } from '@/lib/core/failure';
import { render, until } from '../../support/render';

afterEach(() => {
  vi.restoreAllMocks();
  document.head.querySelectorAll('script[data-test]').forEach(script => script.remove());
});

const lost = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module: /a.js'));

/** The page as the host has it now; this one has the script `chunks/one.js`. */
function host(scripts: string[] | null, status = 200) {
  const own = document.createElement('script');
  Object.assign(own.dataset, { test: '' });
  own.type = 'text/plain';
  own.src = '/_next/static/chunks/one.js';
  document.head.append(own);
  const tags = scripts?.map(name => `<script src="/_next/static/chunks/${name}"></script>`).join('');
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => {
    if (tags === undefined) throw new TypeError('Failed to fetch');
    return new Response(`<!doctype html><html><head>${tags}</head></html>`, { status });
  });
}

it('a script that is there is loaded, and the host is not asked for its page', async () => {
  host(['two.js']);
  expect(await loadScript(async () => 1)).toBe(1);
  expect(fetch).not.toHaveBeenCalled();
});

it.each([
  ['another build of the site', ['two.js'], 200, 'new-version'],
  ['the same build', ['one.js'], 200, 'download-failed'],
  ['a page of its own that says no', ['two.js'], 404, 'download-failed'],
  ['no answer', null, 200, 'download-failed'],
])('a script that is lost where the host has %s is called by its name', async (_, scripts, status, kind) => {
  host(scripts, status);
  await expect(loadScript(lost)).rejects.toMatchObject({ kind });
});

it('a part of the page that is lost to a new build says to reload the page, and not to try again', async () => {
  host(['two.js']);
  const Part = lazily(lost);
  const frame = await render(<Part />);
  await until(() => frame.textContent?.includes(failures['new-version'].sentence) === true);
  expect(frame.textContent).toContain('Reload the page.');
  expect(frame.textContent).not.toMatch(/try again/i);
  expect(frame.querySelector('button')?.textContent).toBe('Reload');
});
