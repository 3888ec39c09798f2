import { createHash } from 'node:crypto';

/**
 * What a page of the site may load and run. A host of static files sends no headers of ours, so the policy is in the page itself.
 *
 * - Scripts: files of the site, and the page's own inline scripts by their hashes (Next writes the data of a page and the script of the
 *   theme into it). No other inline script and no `eval`, so that a text that gets into the page as markup cannot run.
 * - Styles: also inline. Charts and overlays set positions in `style` attributes, which have no hashes.
 * - Connections: any host, also without TLS. Users name their own servers (`http://localhost:8000`), model folders and data, none of which
 *   is known when the site is built. Nothing is sent to them before a press of a button that names them.
 * - Images: also those that the page makes itself (`blob:`), such as the figure that it saves as a PNG.
 * - Workers: files of the site. A worker takes its policy from its own response, not from the page, so WebAssembly needs no word here.
 */
const policy: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'blob:'],
  'connect-src': ["'self'", 'https:', 'http:'],
  'worker-src': ["'self'"],
  'object-src': ["'none'"],
  'frame-src': ["'none'"],
  'base-uri': ["'self'"],
  'form-action': ["'self'"],
};

/** The policy of a page, in which these inline scripts run. */
export function policyText(inlineScripts: readonly string[]): string {
  const hashes = new Set(
    inlineScripts.map(script => `'sha256-${createHash('sha256').update(script).digest('base64')}'`),
  );
  return Object.entries(policy)
    .map(([name, sources]) => [name, ...sources, ...(name === 'script-src' ? hashes : [])].join(' '))
    .join('; ');
}

/** The text of every inline script, as a browser hashes it. */
export const inlineScripts = (html: string): string[] =>
  [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)]
    .filter(([, attributes = '']) => !/\ssrc\s*=/i.test(attributes))
    .map(([, , text = '']) => text);

/**
 * A page with its policy, and with a referrer policy: other servers do not learn which page asks them. Both come first in the head,
 * because a policy holds only for what follows it.
 *
 * @throws Error where the page has no head
 */
export function withPolicy(html: string): string {
  const head = /<head>(<meta charset[^>]*>)?/i;
  if (!head.test(html)) throw new Error('A page of the site has no <head>.');
  const metas =
    `<meta http-equiv="Content-Security-Policy" content="${policyText(inlineScripts(html))}"/>` +
    '<meta name="referrer" content="no-referrer"/>';
  return html.replace(head, found => found + metas);
}

/** The folder of the pages that other sites may show in a frame: nothing can be run on them. */
const framed = 'embed';

/**
 * Headers for hosts that let a site choose them: what a page cannot say of itself. No other site may show a page in a frame, where it could
 * lead a person to press Run unseen; a file is never taken for another kind than its own.
 */
export const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

const { 'Content-Security-Policy': unframed = '', ...everywhere } = headers;

/** The headers of a path, relative to the root of the site, as it was asked for. What is not plainly a page for frames is none. */
export const headersOf = (at: string): Readonly<Record<string, string>> =>
  new RegExp(`^/${framed}/[\\w/-]*(index\\.html)?(\\?|$)`).test(at) ? everywhere : headers;

/**
 * The headers as the file `_headers`, which Netlify and Cloudflare Pages read. They join the values of all rules that a path matches, and a
 * page keeps to all policies that it is sent: so pages for frames must match no rule that forbids it, and each other place has one. A folder
 * has it twice: some hosts serve it without its last slash too.
 *
 * @param pages relative to the root of the site: `index.html`, `ner/index.html`
 */
export function headersFile(pages: readonly string[], basePath: string): string {
  const places = new Set(
    pages.flatMap(page => {
      const [top = '', ...rest] = page.split(/[\\/]/);
      if (rest.length > 0) return top === framed ? [] : [top, `${top}/*`];
      return top === 'index.html' ? ['', top] : [top, top.replace(/\.html$/, '')];
    }),
  );
  const rule = (place: string, values: Readonly<Record<string, string>>) =>
    [`${basePath}/${place}`, ...Object.entries(values).map(([name, value]) => `  ${name}: ${value}`), ''].join('\n');
  return [
    rule('*', everywhere),
    ...[...places].sort().map(place => rule(place, { 'Content-Security-Policy': unframed })),
  ].join('\n');
}
