import { Failure } from '@/lib/core/failure';

const longestAddress = 2_000;

/**
 * The address of a file on the web, from what a user pastes. The pages that GitHub and Hugging Face show of a file are not the file
 * and may not be fetched from another page; their own addresses of the file itself may.
 *
 * @throws Failure `data-unreachable`, its detail a sentence on what is wrong
 */
export function parseDataAddress(text: string): URL {
  const trimmed = text.trim();
  if (trimmed.length > longestAddress) return refuse('The address is too long.');
  if (!URL.canParse(trimmed)) return refuse('It is no address; one looks like https://example.org/data.jsonl.');
  const url = new URL(trimmed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse('It must begin with https:// or http://.');
  if (url.username || url.password) return refuse('It must not hold a user name or a password.');
  url.hash = '';
  return toFile(url);
}

function toFile(url: URL): URL {
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

/** What to call data from there: the last part of its path. */
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
