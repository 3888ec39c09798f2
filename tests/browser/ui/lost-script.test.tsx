import { afterEach, expect, it, vi } from 'vitest';
import { lazily } from '@/components/ui/lazily';
import { FailureNotice } from '@/components/ui/notice';
import { Failure, failures } from '@/lib/core/failure';
import { act, render, until } from '../../support/render';

afterEach(() => {
  vi.restoreAllMocks();
  document.head.querySelectorAll('script[data-test]').forEach(script => script.remove());
});

const lost = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module: /a.js'));

/** The page as the host has it now; this one has the script `chunks/one.js`. */
function host(scripts: readonly string[] | null, status = 200) {
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

it('where nothing is lost, the host is not asked for its page', async () => {
  host(['two.js']);
  const Part = lazily(async () => () => 'here');
  const frame = await render(<Part />);
  await until(() => frame.textContent === 'here');
  await render(<FailureNotice failure={new Failure('download-failed')} />);
  expect(fetch).not.toHaveBeenCalled();
});

it.each([
  ['another build of the site', ['two.js'], 200, 'new-version'],
  ['the same build', ['one.js'], 200, 'script-lost'],
  ['a page of its own that says no', ['two.js'], 404, 'script-lost'],
  ['no answer', null, 200, 'script-lost'],
] as const)('a script that is lost where the host has %s is called by its name', async (_, scripts, status, kind) => {
  host(scripts, status);
  const frame = await render(<FailureNotice failure={await lost().catch((error: unknown) => error)} />);
  expect(fetch).toHaveBeenCalledOnce();
  // The host has answered, and the notice was drawn again.
  await act(() => new Promise(resolve => setTimeout(resolve)));
  expect(frame.textContent).toContain(`${failures[kind].sentence}${failures[kind].next}`);
  expect(frame.querySelector('button')?.textContent).toBe('Reload');
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
