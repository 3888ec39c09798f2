import { Failure } from '@/lib/core/failure';
import { loopbackHost } from '@/lib/transformer/sources/address';
import { hubOrigin, hubPath, type HubRepository } from '@/lib/transformer/sources/hub';

/** Characters of an address. */
const longest = 2_000;

/** Of this page: the folder with a slash at its end; null for Hugging Face itself. */
let folder: string | null = null;

/** Takes the models of Hugging Face, WebLLM's builds included, from this folder, of {@link readMirror}, as long as the page lives; null takes them from there again. */
export function setMirror(mirror: string | null): void {
  folder = mirror;
}

/** Where this page gets a repository instead of Hugging Face; null where it asks that. */
export const mirrored = (repository: HubRepository): string | null => folder && `${folder}${hubPath(repository)}`;

/** Where this page gets a file of WebLLM's builds: a mirror has it below the path that it has on its own host. */
export const mirroredFile = (address: string): string =>
  folder === null ? address : `${folder}${new URL(address).pathname.slice(1)}`;

/** The folder that this page uses as a mirror, without a slash at its end. */
export const mirrorFolder = (): string | null => folder && folder.slice(0, -1);

/** The host from which this page gets the models of Hugging Face. */
export const hubHost = (): string => new URL(folder ?? hubOrigin).host;

/**
 * The folder of a mirror, as an address names it: below it, files have the paths that they have on Hugging Face,
 * `owner/name/resolve/main/config.json`, and the compiled models of WebLLM those that they have on GitHub,
 * `mlc-ai/binary-mlc-llm-libs/main/web-llm-models/...`. The text comes from a link.
 *
 * @param page the address of the page: a path is one of its own server, and a page without encryption may use a server without it
 * @throws Failure `mirror-refused`; its detail is a sentence that says what is wrong
 */
export function readMirror(text: string, page: string): string {
  const refuse = (why: string): never => {
    throw new Failure('mirror-refused', why);
  };
  if (text.length > longest || !URL.canParse(text, page)) return refuse('It is no address.');
  const url = new URL(text, page);
  const isPlain = url.protocol === 'http:' && (new URL(page).protocol === 'http:' || loopbackHost.test(url.hostname));
  if (url.protocol !== 'https:' && !isPlain) return refuse('It must begin with https://.');
  if (url.username || url.password) return refuse('It must not hold a user name or a password.');
  if (url.search || url.hash) return refuse('It must end before any ? or #.');
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}/`;
}
