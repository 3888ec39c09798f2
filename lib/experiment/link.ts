import { deflateSync } from 'fflate';
import { Failure } from '@/lib/core/failure';
import { inflate, InflateError } from '@/lib/core/inflate';
import { canonical, type Json, parseJson } from '@/lib/core/json';
import { createJsonMeter } from './json-meter';
import { experimentLimits } from './limits';
import type { Experiment, Panel, Settings } from './panel';
import { defaultExperiment, parseExperiment } from './spec';

/** The form of the link itself, not of the experiment in it: its first character. */
const linkVersion = '1';
/** Characters after the `#`; browsers, mailers and chats all carry this much. */
const longestLink = 8 * 1024;
/** Bytes of JSON that a link may unfold to. */
const largestJson = 32 * 1024;
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
 * The value in a link's fragment (with or without `#`), not yet read as an experiment. Whatever the bytes, its work and its memory are
 * bounded by the longest link and the largest JSON: nothing is unfolded beyond it, and no value is made of a text before it is measured.
 *
 * @throws Failure `link-malformed`, `link-too-large`, `link-version`, `experiment-invalid`
 */
export function readLink(hash: string): unknown {
  const text = hash.startsWith('#') ? hash.slice(1) : hash;
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

/** The inflated UTF-8 text. Ends as soon as it is too large, so that a small link cannot fill the memory. */
function unfold(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(inflate(bytes, new Uint8Array(largestJson)));
  } catch (cause) {
    const isTooLarge = cause instanceof InflateError && cause.reason === 'too-large';
    throw new Failure(isTooLarge ? 'link-too-large' : 'link-malformed', '', { cause });
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
