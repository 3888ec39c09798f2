import { Failure } from '@/lib/core/failure';
import { inflate, InflateError } from '@/lib/core/inflate';
import { parseJson } from '@/lib/core/json';
import { createJsonMeter } from './json-meter';
import { experimentLimits } from './limits';
import type { Experiment, Panel, Settings } from './panel';
import { parseExperiment } from './spec';

/** The form of the link itself, not of the experiment in it: its first character. */
export const linkVersion = '1';
/** Characters after the `#`; browsers, mailers and chats all carry this much. */
export const longestLink = 8 * 1024;
/** Between the experiment and what came out of it, where the link says that: no character of base64url. */
const resultMark = '.';
/** Bytes of JSON that a link may unfold to. */
export const largestJson = 32 * 1024;

/**
 * The value in a link's fragment (with or without `#`), not yet read as what it should be. Whatever the bytes, its work and its memory are
 * bounded by the longest link and the largest JSON: nothing is unfolded beyond it, and no value is made of a text before it is measured.
 *
 * @throws Failure `link-malformed`, `link-too-large`, `link-version`, `experiment-invalid`
 */
export function readLink(hash: string): unknown {
  const [text] = partsOf(hash);
  if (text.length > longestLink) throw new Failure('link-too-large');
  if (/^[2-9]/.test(text)) throw new Failure('link-version');
  if (!text.startsWith(linkVersion)) throw new Failure('link-malformed');
  const json = unfold(fromBase64Url(text.slice(1)));
  createJsonMeter(experimentLimits, 'experiment-invalid').add(json);
  return parseJson(json, 'link-malformed');
}

/** The experiment of a link to a panel. @throws Failure what {@link readLink} and `parseExperiment` throw */
export const decodeLink = <S extends Settings>(hash: string, panel: Panel<S>): Experiment<S> =>
  parseExperiment(readLink(hash), panel);

/** What a link says that came out (`claim.ts` reads it); null where it says nothing. */
export const claimIn = (hash: string): string | null => partsOf(hash)[1];

/** A fragment with what came out behind its experiment. */
export const withClaim = (hash: string, claim: string): string => hash + resultMark + claim;

function partsOf(hash: string): [experiment: string, claim: string | null] {
  const text = hash.startsWith('#') ? hash.slice(1) : hash;
  const at = text.indexOf(resultMark);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1, at + 1 + longestLink)];
}

/** The bytes of a part of a link. @throws Failure `link-malformed` */
export function fromBase64Url(text: string): Uint8Array {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) throw new Failure('link-malformed');
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), character => character.charCodeAt(0));
}

/**
 * The inflated UTF-8 text. Ends as soon as it is too large, so that a small link cannot fill the memory.
 *
 * @throws Failure `link-malformed`, `link-too-large`
 */
export function unfold(bytes: Uint8Array, most = largestJson): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(inflate(bytes, new Uint8Array(most)));
  } catch (cause) {
    const isTooLarge = cause instanceof InflateError && cause.reason === 'too-large';
    throw new Failure(isTooLarge ? 'link-too-large' : 'link-malformed', '', { cause });
  }
}
