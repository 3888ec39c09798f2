import { deflateSync } from 'fflate';
import { canonical, type Json } from '@/lib/core/json';
import { type Random, random } from '@/lib/core/random';
import { defaultExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { mutantsOf } from '../support/mutants';
import { panelExperiment, type Settings } from '../support/panel-run';

/** Experiments that a link may hold, small and large. */
const settings: Settings[] = [
  {},
  { a: '4821', b: '917', strategies: ['io', 'divide-and-conquer'], leaf: 1 },
  { problems: 'drawn', digits: ['2', '3'], count: 50, repeats: 3, samples: 9 },
  { task: 'misinformation', problems: 'drawn', count: 8, votes: 2 },
  { task: 'own', repeats: 4 },
];

const link = (json: string | Uint8Array): string =>
  packed(deflateSync(typeof json === 'string' ? new TextEncoder().encode(json) : json, { level: 9 }));

const packed = (bytes: Uint8Array): string => `#1${Buffer.from(bytes).toString('base64url')}`;

/** `count` links, the same ones for the same seed: in turns of every way to be hostile. */
export function* hostileLinks(count: number, seed: number): Generator<[name: string, link: string]> {
  const draw = random(seed);
  const experiments = settings.map(one => panelExperiment(one));
  const whole = experiments.map(one => encodeLink(one, divideAndConquerPanel));
  const values = experiments.map(one => JSON.parse(canonical({ ...one })) as Json);
  const each = Math.ceil(count / values.length);
  const mutants = values.map((value, index) => mutantsOf(value, each, seed + index));
  for (let made = 0; made < count; made++) {
    const [name, way] = ways[made % ways.length]!;
    const index = Math.floor(made / ways.length) % values.length;
    yield [
      `${name}, link ${made}`,
      way({ draw, whole: whole[index]!, other: pick(draw, whole), mutant: () => mutants[index]!.next().value!.value }),
    ];
  }
}

interface Material {
  draw: Random;
  whole: string;
  other: string;
  mutant: () => Json;
}

const ways: [string, (material: Material) => string][] = [
  ['one place of its JSON changed', ({ mutant }) => link(JSON.stringify(mutant()))],
  ['cut', ({ draw, whole }) => whole.slice(0, draw.integer(0, whole.length))],
  ['characters changed', ({ draw, whole }) => changed(whole, draw)],
  ['bits of its stream changed', ({ draw, whole }) => packed(flipped(Buffer.from(whole.slice(2), 'base64url'), draw))],
  ['two joined', ({ draw, whole, other }) => whole.slice(0, draw.integer(2, whole.length)) + other.slice(2)],
  ['random bytes', ({ draw }) => packed(bytes(draw, draw.integer(0, 6000)))],
  ['random text', ({ draw }) => `#${String.fromCharCode(...Array.from(bytes(draw, draw.integer(0, 200))))}`],
  ['a bomb', ({ draw }) => bomb(draw)],
  ['nested', ({ draw }) => nested(draw)],
  ['names of JavaScript', ({ draw, mutant }) => named(draw, mutant())],
];

const pick = <T>(draw: Random, from: readonly T[]): T => from[draw.integer(0, from.length - 1)]!;

const bytes = (draw: Random, length: number): Uint8Array => Uint8Array.from({ length }, () => draw.integer(0, 255));

function changed(text: string, draw: Random): string {
  const characters = [...text];
  for (let times = draw.integer(1, 4); times > 0; times--)
    characters[draw.integer(0, text.length - 1)] = String.fromCharCode(draw.integer(32, 126));
  return characters.join('');
}

function flipped(stream: Uint8Array, draw: Random): Uint8Array {
  for (let times = draw.integer(1, 8); times > 0; times--) {
    const at = draw.integer(0, stream.length - 1);
    stream[at] = (stream[at] ?? 0) ^ (1 << draw.integer(0, 7));
  }
  return stream;
}

/** Unfolds to up to half a megabyte, whole or cut off, as JSON or as no JSON at all. */
function bomb(draw: Random): string {
  const piece = pick(draw, ['\0', ' ', '0,', '{},', '[[],', '"a",', '{"a":', '\ud83d\ude00']);
  const times = draw.integer(1, 500_000 / piece.length);
  const opening = pick(draw, ['', '[', '{"version":1,"panel":"divide-and-conquer","settings":[']);
  const whole = deflateSync(new TextEncoder().encode(opening + piece.repeat(times)), { level: 9 });
  return packed(whole.slice(0, draw.next() < 0.5 ? whole.length : draw.integer(0, whole.length)));
}

/** Lists or objects in each other, in a place that the schema knows or beside it. */
function nested(draw: Random): string {
  const depth = draw.integer(1, 6000);
  const [open, close] = pick(draw, [['[', ']'] as const, ['{"a":', '}'] as const]);
  const inner = open.repeat(depth) + (open === '[' ? '' : '1') + (draw.next() < 0.8 ? close.repeat(depth) : '');
  const place = pick(draw, ['settings', 'sampling', 'model', 'seed', 'beside']);
  return link(`{"version":1,"panel":"divide-and-conquer","${place}":${inner}}`);
}

function named(draw: Random, mutant: Json): string {
  const name = pick(draw, ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then']);
  const holder = pick(draw, ['settings', 'model', 'sampling', '']);
  const odd = `{"polluted":${JSON.stringify(mutant).length}}`;
  const text = JSON.stringify({ ...defaultExperiment(divideAndConquerPanel), odd: 0 });
  return link(
    holder === ''
      ? text.replace('"odd":0', `"${name}":${odd}`)
      : text.replace(`"${holder}":{`, `"${holder}":{"${name}":${odd},`),
  );
}
