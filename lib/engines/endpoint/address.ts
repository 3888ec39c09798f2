import { Failure } from '@/lib/core/failure';

const longestAddress = 2_000;

/**
 * Checks the base URL of an OpenAI-compatible server and takes off a slash at its end.
 * Credentials, queries and fragments are refused: they would end in error messages and logs.
 *
 * @throws Failure `endpoint-unreachable`, naming what is wrong; the address itself is not repeated
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
