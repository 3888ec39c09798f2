import { Failure } from '@/lib/core/failure';
import type { HubRepository } from './hub';
import { hubFolder, hubOrigin } from './hub';

/** The location of a model folder, parsed from a reference. */
export type Place =
  /** A folder of this site. */
  | { kind: 'site'; name: string }
  | { kind: 'hub'; repository: HubRepository }
  /** An absolute URL that ends with a slash. */
  | { kind: 'web'; url: string };

const name = String.raw`\w[\w.-]{0,95}`;
const siteName = new RegExp(`^${name}$`);
const hubName = new RegExp(`^(${name})/(${name})(?:@(${name}(?:/${name}){0,3}))?$`);
/** The page of a repository, or of its files at a revision, since people copy these addresses. */
const hubPage = new RegExp(`^/(${name})/(${name})(?:/(?:tree|resolve)/(${name}))?/?$`);

/** Hosts that a page may fetch from without TLS, because the connection does not leave the machine. */
export const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Parses a reference to a model folder: a folder of this site (`loupe-arithmetic`), a Hugging Face repository
 * (`owner/name`, or `owner/name@revision` for a branch, tag or commit), or the URL of a folder on any server.
 * References come from links, so only these three forms are accepted, and a URL must not have credentials, query or
 * fragment.
 *
 * @throws Failure `model-unsupported`, with a sentence on what is wrong as detail
 */
export function parsePlace(reference: string): Place {
  const text = reference.trim();
  if (/^\w+:/.test(text)) return parseUrl(text);
  if (siteName.test(text)) return { kind: 'site', name: text };
  const hub = hubName.exec(text);
  if (hub) return { kind: 'hub', repository: { owner: hub[1]!, name: hub[2]!, revision: hub[3] ?? 'main' } };
  return refuse('It is neither owner/name, as on Hugging Face, nor the address of a folder that begins with https://.');
}

function parseUrl(text: string): Place {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return refuse('The address is not a URL; it looks like https://example.org/models/my-model.');
  }
  const isLoopback = loopbackHost.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback))
    return refuse('The address must begin with https://, or with http://localhost for a server on this machine.');
  if (url.username || url.password) return refuse('The address must not hold a user name or a password.');
  if (url.search || url.hash) return refuse('The address must end before any ? or #.');
  if (url.origin === hubOrigin) {
    const page = hubPage.exec(url.pathname);
    if (page) return { kind: 'hub', repository: { owner: page[1]!, name: page[2]!, revision: page[3] ?? 'main' } };
    return refuse('The address is not the page of a model on Hugging Face.');
  }
  const path = url.pathname.replace(/\/+$/, '');
  if (!/^[\w.:/@+\-,=~()]*$/.test(path)) return refuse('The address has signs that a link cannot carry.');
  return { kind: 'web', url: `${url.origin}${path}/` };
}

/** The shortest reference that parses to this place, for use in experiments. */
export function referenceTo(place: Place): string {
  switch (place.kind) {
    case 'site':
      return place.name;
    case 'hub': {
      const { owner, name: repository, revision } = place.repository;
      return revision === 'main' ? `${owner}/${repository}` : `${owner}/${repository}@${revision}`;
    }
    case 'web':
      return place.url.replace(/\/$/, '');
  }
}

/**
 * The absolute URL of a place, with a slash at its end.
 * @param site returns the URL of this site's models
 */
export function addressOf(place: Place, site: () => string): string {
  switch (place.kind) {
    case 'site':
      return `${site()}${place.name}/`;
    case 'hub':
      return hubFolder(place.repository);
    case 'web':
      return place.url;
  }
}

function refuse(detail: string): never {
  throw new Failure('model-unsupported', detail);
}
