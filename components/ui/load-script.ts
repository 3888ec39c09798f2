import { Failure } from '@/lib/core/failure';

/**
 * Loads a script of this site that is imported when it is needed. A new build of the site has scripts of other names, and a host may have
 * deleted the old ones under a page that is open.
 *
 * @throws Failure `new-version` where the site is another build than this page; else `download-failed`
 */
export async function loadScript<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw (await isOtherBuild())
      ? new Failure('new-version', '', { cause })
      : new Failure('download-failed', 'A part of this page.', { cause });
  }
}

/** Whether the host's page asks for a script that this page did not: scripts are named after their contents. */
async function isOtherBuild(): Promise<boolean> {
  try {
    const response = await fetch(location.pathname, { cache: 'no-store' });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const own = new Set(scriptsOf(document));
    return response.ok && scriptsOf(page).some(name => !own.has(name));
  } catch {
    return false;
  }
}

const scriptsOf = (page: Document): string[] =>
  [...page.scripts].flatMap(script => {
    const source = script.getAttribute('src') ?? '';
    return source.includes('/_next/static/') ? new URL(source, location.href).pathname : [];
  });
