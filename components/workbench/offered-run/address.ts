/** Characters of an address. */
const longest = 2_000;

/**
 * The address of a run that another server has, as `?run=` names it; null for anything else. An address with a name and a password in it
 * is none: they would be sent unseen.
 */
export function remoteAddress(text: string | null): URL | null {
  if (text === null || text.length > longest || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.username === '' && url.password === '' && url.host !== '' ? url : null;
}
