import { Failure } from '@/lib/core/failure';
import type { ServerError } from './server-error';

const longestAddress = 2_000;
/** The paths of single requests, which are often copied from examples. */
const requestPath = /\/(?:chat\/completions|completions|chat|models|responses|embeddings)\/*$/;

/**
 * Checks the base URL of an OpenAI-compatible server and removes slashes at its end. Refuses credentials, queries and fragments, because
 * they could appear in error messages and logs.
 *
 * @throws Failure `endpoint-unreachable`, whose detail says what is wrong without repeating the address; `endpoint-address` for the
 * address of a single request, with the base URL that it belongs to
 */
export function parseBaseUrl(text: string): string {
  const refuse = (detail: string): never => {
    throw new Failure('endpoint-unreachable', detail);
  };
  if (text.length > longestAddress) refuse('The address is too long.');
  const url = readUrl(text);
  if (!url) return refuse('The address is not a URL; it looks like http://localhost:8000/v1.');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') refuse('The address must begin with http:// or https://.');
  if (url.username || url.password) refuse('The address must not hold a user name or a password.');
  if (url.search || url.hash) refuse('The address must end before any ? or #.');
  const base = withoutSlashes(url);
  if (requestPath.test(base))
    throw new Failure(
      'endpoint-address',
      `This is the address of a single request. Use ${base.replace(requestPath, '')}`,
    );
  return base;
}

/** Null for a text that is no URL. */
export function readUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text.trim(), base);
  } catch {
    return null;
  }
}

const withoutSlashes = ({ origin, pathname }: URL): string => (origin + pathname).replace(/\/+$/, '');

/**
 * The base URL that was probably meant: without the path of a single request, and with the `/v1` that nearly every server has. Null
 * where the address is fine as it is, or is none.
 */
export function betterBaseUrl(text: string): string | null {
  const url = readUrl(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return null;
  const base = withoutSlashes(url);
  const better = base.replace(requestPath, '');
  const whole = readUrl(better)?.pathname === '/' ? `${better}/v1` : better;
  return whole === base ? null : whole;
}

/** Names the address that was probably meant, in an `endpoint-address` failure of calls to this one. */
export function withBetterAddress(failure: unknown, baseUrl: string): unknown {
  if (!(failure instanceof Failure) || failure.kind !== 'endpoint-address') return failure;
  const better = betterBaseUrl(baseUrl);
  return better ? new Failure('endpoint-address', `${failure.detail} Use ${better}`) : failure;
}

const unknownPath =
  /unexpected endpoint|unknown (?:route|url|path|endpoint)|no (?:such )?route|cannot (?:post|get)|not found/i;

/** Whether a refusal is about the path of the request, and not about its model or its content. */
export function isWrongAddress(status: number, isPage: boolean, error: ServerError | null, text: string): boolean {
  if (status !== 404 && status !== 405) return false;
  const words = error?.message ?? text;
  if (/model|deployment/i.test(`${words} ${error?.name ?? ''}`)) return false;
  return isPage || words.trim() === '' || status === 405 || unknownPath.test(words);
}

/** Origin and host of a server by its base URL; null while the address cannot be read. */
export function serverOf(baseUrl: string): { origin: string; host: string } | null {
  try {
    const { origin, host } = new URL(parseBaseUrl(baseUrl));
    return { origin, host };
  } catch {
    return null;
  }
}
