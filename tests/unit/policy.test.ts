import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { headers, headersFile, headersOf, inlineScripts, withPolicy } from '../../scripts/site/policy';
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
    await secure({ folder, basePath: '' });
    for (const name of ['index.html', 'deep/er/index.html'])
      expect(policyOf(await readFile(path.join(folder, name), 'utf8'))).not.toBe('');
    expect(await readFile(path.join(folder, '_headers'), 'utf8')).toContain("frame-ancestors 'none'");
    await rm(folder, { recursive: true });
  });

  it('lets other sites frame the pages that are for it, and no other', () => {
    const isFramed = (at: string) => headersOf(at)['Content-Security-Policy'] === undefined;
    for (const at of ['/embed/ner/', '/embed/ner/?run=a.json', '/embed/kv-cache/index.html', '/embed/ner'])
      expect(isFramed(at)).toBe(true);
    for (const at of [
      '/',
      '/ner/',
      '/ner/?x=/embed/ner/',
      '/embed/../ner/',
      '/embed/%2e%2e/ner/',
      '/embedded/',
      '/x/embed/ner/',
    ])
      expect(isFramed(at)).toBe(false);
    expect(headersOf('/embed/ner/')).toMatchObject({ 'X-Content-Type-Options': 'nosniff' });
  });

  it('of a host gives every place one rule about frames, but for the pages that are for it', () => {
    const pages = ['index.html', '404.html', 'ner/index.html', 'ner/theory/index.html', 'embed/ner/index.html'];
    const rules = headersFile(pages, '/loupe').split('\n\n');
    const framing = rules.filter(rule => rule.includes('frame-ancestors')).map(rule => rule.split('\n')[0]);
    expect(framing).toEqual([
      '/loupe/',
      '/loupe/404',
      '/loupe/404.html',
      '/loupe/index.html',
      '/loupe/ner',
      '/loupe/ner/*',
    ]);
    expect(rules[0]).toContain('/loupe/*\n  Referrer-Policy');
  });

  it('is completed by the headers that the readme advises', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    for (const [name, value] of Object.entries(headers)) expect(readme).toContain(`${name}: ${value}`);
  });
});
