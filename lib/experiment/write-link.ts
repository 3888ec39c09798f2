import { deflateSync } from 'fflate';
import { Failure } from '@/lib/core/failure';
import { canonical, type Json } from '@/lib/core/json';
import { largestJson, linkVersion, longestLink } from './link';
import type { Experiment, Panel, Settings } from './panel';
import { defaultExperiment, parseExperiment } from './spec';

/**
 * An experiment as the fragment of a URL, without what equals the defaults. Equal experiments give equal links.
 *
 * @throws Failure `experiment-invalid`, or `link-too-large` if it would not be read back
 */
export function encodeLink<S extends Settings>(experiment: Experiment<S>, panel: Panel<S>): string {
  const whole = parseExperiment(experiment, panel);
  return writeLink(withoutDefaults(whole, defaultExperiment(panel)));
}

/**
 * A value as the fragment of a URL that `readLink` reads: `#`, a version, and base64url of the deflated canonical JSON.
 *
 * @throws Failure `link-too-large` if it would not be read back
 */
export function writeLink(value: Json): string {
  const json = new TextEncoder().encode(canonical(value));
  const text = linkVersion + toBase64Url(deflateSync(json, { level: 9 }));
  if (json.length > largestJson || text.length > longestLink) throw new Failure('link-too-large');
  return `#${text}`;
}

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

/** Bytes as a part of a link. */
export const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
