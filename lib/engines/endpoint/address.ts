import { Failure } from '@/lib/core/failure';

const longestAddress = 2_000;

/**
 * Checks the base URL of an OpenAI-compatible server and removes slashes at its end. Refuses credentials, queries and fragments, because
 * they could appear in error messages and logs.
 *
 * @throws Failure `endpoint-unreachable`; its detail says what is wrong without repeating the address
 */
export function parseBaseUrl(text: string): string {
  const refuse = (detail: string): never => {
    throw new Failure('endpoint-unreachable', detail);
  };
  if (text.length > longestAddress) refuse('The address is too long.');
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return refuse('The address is not a URL; it looks like http://localhost:8000/v1.');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') refuse('The address must begin with http:// or https://.');
  if (url.username || url.password) refuse('The address must not hold a user name or a password.');
  if (url.search || url.hash) refuse('The address must end before any ? or #.');
  return (url.origin + url.pathname).replace(/\/+$/, '');
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
