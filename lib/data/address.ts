import { Failure } from '@/lib/core/failure';

const longestAddress = 2_000;

/**
 * The address of a data file, from text that a user pastes. Replaces the address of a page about a file on GitHub or Hugging Face by the
 * address of the file itself, because other sites may not fetch such pages.
 *
 * @throws Failure `data-unreachable`; its detail is a sentence that says what is wrong
 */
export function parseDataAddress(text: string): URL {
  const trimmed = text.trim();
  if (trimmed.length > longestAddress) return refuse('The address is too long.');
  if (!URL.canParse(trimmed)) return refuse('It is no address; one looks like https://example.org/data.jsonl.');
  const url = new URL(trimmed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse('It must begin with https:// or http://.');
  if (url.username || url.password) return refuse('It must not hold a user name or a password.');
  url.hash = '';
  return toFileAddress(url);
}

function toFileAddress(url: URL): URL {
  const [, owner, repository, page, ...rest] = url.pathname.split('/');
  if (url.hostname === 'github.com' && page === 'blob')
    return new URL(`https://raw.githubusercontent.com/${[owner, repository, ...rest].join('/')}`);
  if (url.hostname === 'huggingface.co') {
    const file = new URL(url);
    file.pathname = url.pathname.replace(/^(\/(?:datasets\/)?[^/]+\/[^/]+)\/blob\//, '$1/resolve/');
    return file;
  }
  return url;
}

/** The host that an address is fetched from; null while it is no address. */
export function hostOfAddress(text: string): string | null {
  try {
    return parseDataAddress(text).host;
  } catch {
    return null;
  }
}

/** A name for data from an address: the last part of the path, or else the host. */
export function nameOfAddress(url: URL): string {
  const last = url.pathname.split('/').findLast(part => part !== '');
  if (last === undefined) return url.hostname;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

function refuse(detail: string): never {
  throw new Failure('data-unreachable', detail);
}
