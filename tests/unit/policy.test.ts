import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { headers, inlineScripts, withPolicy } from '../../scripts/site/policy';
import { secure } from '../../scripts/site/secure';

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const page = (body: string) =>
  `<!DOCTYPE html><html><head><meta charSet="utf-8"/><title>x</title></head><body>${body}</body></html>`;
const policyOf = (html: string) => /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
const directive = (html: string, name: string) =>
  policyOf(html)
    .split('; ')
    .find(part => part.startsWith(`${name} `));

describe('the policy of a page', () => {
  it('allows the inline scripts of the page by their hashes, each once, and no other', () => {
    const html = withPolicy(
      page(
        '<script>one("é")</script><script id="x">two()</script><script>one("é")</script><script src="/a.js" async=""></script>',
      ),
    );
    expect(directive(html, 'script-src')).toBe(`script-src 'self' ${hashOf('one("é")')} ${hashOf('two()')}`);
  });

  it('allows no inline script, no eval, no plug-in and no frame by name', () => {
    const html = withPolicy(page(''));
    expect(directive(html, 'script-src')).toBe("script-src 'self'");
    expect(directive(html, 'object-src')).toBe("object-src 'none'");
    expect(directive(html, 'base-uri')).toBe("base-uri 'self'");
    expect(directive(html, 'form-action')).toBe("form-action 'self'");
    expect(policyOf(html)).not.toContain('unsafe-eval');
  });

  it('stands before everything that it is for, and after the character set', () => {
    const html = withPolicy(page('<script>one()</script>'));
    expect(html).toMatch(/<head><meta charSet="utf-8"\/><meta http-equiv="Content-Security-Policy"/);
    expect(html.indexOf('no-referrer')).toBeLessThan(html.indexOf('<title>'));
  });

  it('reads a script as the browser does: every character between its tags, whatever its attributes', () => {
    const scripts = inlineScripts(
      '<script data-src="x">\n a<b </script><SCRIPT nonce>b</SCRIPT><script SRC=x></script>',
    );
    expect(scripts).toEqual(['\n a<b ', 'b']);
  });

  it('is refused to a page that has no head', () => {
    expect(() => withPolicy('<p>x</p>')).toThrow('no <head>');
  });

  it('is written into every page of a site, with the headers beside them', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'loupe-policy-'));
    await mkdir(path.join(folder, 'deep/er'), { recursive: true });
    for (const name of ['index.html', 'deep/er/index.html']) await writeFile(path.join(folder, name), page(name));
    await secure(folder);
    for (const name of ['index.html', 'deep/er/index.html'])
      expect(policyOf(await readFile(path.join(folder, name), 'utf8'))).not.toBe('');
    expect(await readFile(path.join(folder, '_headers'), 'utf8')).toContain("frame-ancestors 'none'");
    await rm(folder, { recursive: true });
  });

  it('is completed by the headers that the readme advises', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    for (const [name, value] of Object.entries(headers)) expect(readme).toContain(`${name}: ${value}`);
  });
});
