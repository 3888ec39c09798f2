import { deflateSync, Inflate } from 'fflate';
import { asFailure, Failure } from '@/lib/core/failure';
import { canonical, type Json, parseJson } from '@/lib/core/json';
import type { Experiment, Panel, Settings } from './panel';
import { defaultExperiment, parseExperiment } from './spec';

/** The form of the link itself, not of the experiment in it: its first character. */
const linkVersion = '1';
/** Characters after the `#`; browsers, mailers and chats all carry this much. */
const longestLink = 8 * 1024;
/** Bytes of JSON that a link may unfold to. */
const largestJson = 32 * 1024;
/**
 * Bytes inflated at a time. Deflate unfolds a byte to at most 1032, so no step gives more than 70 kB; smaller steps would be worse,
 * since fflate sets aside a window for each.
 */
const step = 64;

/**
 * An experiment as the fragment of a URL: `#`, a version, and base64url of the deflated canonical JSON without what equals the
 * defaults. Equal experiments give equal links.
 *
 * @throws Failure `experiment-invalid`, or `link-too-large` if it would not be read back
 */
export function encodeLink<S extends Settings>(experiment: Experiment<S>, panel: Panel<S>): string {
  const whole = parseExperiment(experiment, panel);
  const json = new TextEncoder().encode(canonical(withoutDefaults(whole, defaultExperiment(panel))));
  const text = linkVersion + toBase64Url(deflateSync(json, { level: 9 }));
  if (json.length > largestJson || text.length > longestLink) throw new Failure('link-too-large');
  return `#${text}`;
}

/**
 * The value in a link's fragment (with or without `#`), not yet read as an experiment. Whatever the bytes, it ends within 50 ms and 1 MB.
 *
 * @throws Failure `link-malformed`, `link-too-large`, `link-version`
 */
export function readLink(hash: string): unknown {
  const text = hash.startsWith('#') ? hash.slice(1) : hash;
  if (text.length > longestLink) throw new Failure('link-too-large');
  if (/^[2-9]/.test(text)) throw new Failure('link-version');
  if (!text.startsWith(linkVersion)) throw new Failure('link-malformed');
  return parseJson(inflate(fromBase64Url(text.slice(1))), 'link-malformed');
}

/** The experiment of a link to a panel. @throws Failure what {@link readLink} and `parseExperiment` throw */
export const decodeLink = <S extends Settings>(hash: string, panel: Panel<S>): Experiment<S> =>
  parseExperiment(readLink(hash), panel);

/** The shortest value that `parseExperiment` reads back as the same experiment. */
function withoutDefaults(experiment: Experiment, defaults: Experiment): Json {
  const parts = (['model', 'sampling', 'settings'] as const)
    .map(part => [part, changed({ ...experiment[part] }, { ...defaults[part] })] as const)
    .filter(([, value]) => Object.keys(value).length > 0);
  return {
    version: experiment.version,
    panel: experiment.panel,
    // Version 1 is what a link without one means.
    ...(experiment.panelVersion === 1 ? {} : { panelVersion: experiment.panelVersion }),
    ...(experiment.embedder ? { embedder: { ...experiment.embedder } } : {}),
    ...(experiment.seed === defaults.seed ? {} : { seed: experiment.seed }),
    ...(experiment.compare.length === 0 ? {} : { compare: experiment.compare.map(ref => ({ ...ref })) }),
    ...Object.fromEntries(parts),
  };
}

type Group = { [key: string]: Json };

const isGroup = (value: Json | undefined): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What differs from the defaults. Groups are compared member by member, so that one changed setting does not write down its neighbours. */
function changed(value: Group, defaults: Group): Group {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]): [string, Json][] => {
      const other = Object.hasOwn(defaults, key) ? defaults[key] : undefined;
      if (other === undefined) return [[key, item]];
      if (canonical(item) === canonical(other)) return [];
      return [[key, isGroup(item) && isGroup(other) ? changed(item, other) : item]];
    }),
  );
}

/** The inflated UTF-8 text. Stops as soon as the result is too large, so that a small link cannot fill the memory. */
function inflate(bytes: Uint8Array): string {
  const result = new Uint8Array(largestJson);
  let length = 0;
  const stream = new Inflate(chunk => {
    if (length + chunk.length > largestJson) throw new Failure('link-too-large');
    result.set(chunk, length);
    length += chunk.length;
  });
  try {
    for (let at = 0; at === 0 || at < bytes.length; at += step) {
      stream.push(bytes.subarray(at, at + step), at + step >= bytes.length);
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(result.subarray(0, length));
  } catch (error) {
    throw asFailure(error).kind === 'link-too-large' ? error : new Failure('link-malformed', '', { cause: error });
  }
}

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

function fromBase64Url(text: string): Uint8Array {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) throw new Failure('link-malformed');
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), character => character.charCodeAt(0));
}
