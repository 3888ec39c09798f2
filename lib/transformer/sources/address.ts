import { Failure } from '@/lib/core/failure';
import { hubFolder, hubOrigin } from './hub';
import type { HubRepository } from './hub';

/** Where a model folder is, as a reference says it. */
export type Place =
  /** A folder of this site, by its name. */
  | { kind: 'site'; name: string }
  | { kind: 'hub'; repository: HubRepository }
  /** An absolute address with a slash at its end. */
  | { kind: 'web'; url: string };

const name = String.raw`\w[\w.-]{0,95}`;
const siteName = new RegExp(`^${name}$`);
const hubName = new RegExp(`^(${name})/(${name})(?:@(${name}(?:/${name}){0,3}))?$`);
/** The page of a repository, or of its files at a revision, which is what people copy. */
const hubPage = new RegExp(`^/(${name})/(${name})(?:/(?:tree|resolve)/(${name}))?/?$`);

/** Machines from which a page may fetch without TLS, because nobody is in between. */
const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Reads what names a model folder: a folder of this site (`loupe-arithmetic`), a Hugging Face repository (`owner/name`, or
 * `owner/name@revision` for a branch, tag or commit), or the address of a folder on any server. References come from links: nothing but
 * these three forms is taken, and an address carries no credentials, query or fragment.
 *
 * @throws Failure `model-unsupported`, its detail a sentence on what is wrong
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
  const isOwn = loopbackHost.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isOwn))
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

/** The shortest reference that reads as this place: what an experiment should hold. */
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
 * The absolute address of a place, with a slash at its end.
 * @param site where this site keeps its models
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
