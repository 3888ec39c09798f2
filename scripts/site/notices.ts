import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { root } from '../tool';

/** A package of the site, and the texts under which it may be passed on. */
export interface Package {
  /** Name and version. */
  id: string;
  /** By its own word: `MIT`. */
  licence: string;
  author: string;
  /** Of the package, and of the code of others that lies in it. */
  texts: string[];
}

/** Tools of the build that put code of their own into the site: the base of the style sheet, and the library of the WebAssembly kernels. */
const alsoShipped = ['node_modules/tailwindcss', 'node_modules/assemblyscript'];

const flag = z._default(z.boolean(), false);
const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ dev: flag, devOptional: flag, optional: flag })),
});

const person = z.union([
  z.string(),
  z.pipe(
    z.object({ name: z.string() }),
    z.transform(({ name }) => name),
  ),
]);
const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z._default(z.string(), 'not stated'),
  author: z._default(person, ''),
});

const isText = /^(licen[cs]e|copying|notice|ofl)([.-].*)?$/i;

/** The texts of a package's licence files, in whatever folder they lie, each once. */
async function textsOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const texts = await Promise.all(
    entries.map(async entry => {
      const at = path.join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : textsOf(at);
      return isText.test(entry.name) && !/\.[cm]?[jt]sx?$/.test(entry.name)
        ? [(await readFile(at, 'utf8')).trim()]
        : [];
    }),
  );
  return [...new Set(texts.flat())];
}

/**
 * All packages of which something may be in the built site: the production dependencies with their own, and {@link alsoShipped}. Which of
 * them the bundler took is not looked at. Optional packages are the bundler's own programs for one system, of which nothing is shipped.
 */
export async function shippedPackages(): Promise<Package[]> {
  const { packages } = lockSchema.parse(JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')));
  const places = Object.entries(packages).flatMap(([place, { dev, devOptional, optional }]) =>
    place === '' || dev || devOptional || optional ? [] : [place],
  );
  return Promise.all(
    [...places, ...alsoShipped].sort().map(async place => {
      const folder = path.join(root, place);
      const manifest = manifestSchema.parse(JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')));
      const { name, version, license: licence, author } = manifest;
      return { id: `${name} ${version}`, licence, author, texts: await textsOf(folder) };
    }),
  );
}

const line = '-'.repeat(80);
const describe = ({ id, licence, author }: Package) => `${id} (${[licence, author].filter(Boolean).join(', ')})`;

/**
 * The notices: every text once, below the packages that it belongs to; at the end the packages that bring no text.
 *
 * @param mit the text of the MIT licence without its holder, for packages that state it and bring no text
 * @throws Error for a package that brings no text and states another licence
 */
export function noticesText(packages: readonly Package[], mit: string): string {
  const owners = new Map<string, Package[]>();
  for (const owner of packages) for (const text of owner.texts) owners.set(text, [...(owners.get(text) ?? []), owner]);
  const bare = packages.filter(({ texts }) => texts.length === 0);
  const unknown = bare.find(({ licence }) => licence !== 'MIT');
  if (unknown) throw new Error(`${describe(unknown)} brings no text of its licence; find it and add it.`);
  return [
    'Loupe is built with the packages below. Each is under its own licence, as its authors publish it.',
    ...[...owners].map(([text, list]) => [line, ...list.map(describe), '', text].join('\n')),
    ...(bare.length > 0
      ? [[line, ...bare.map(describe), 'These state the MIT licence and bring no text of it:', '', mit].join('\n')]
      : []),
    '',
  ].join('\n\n');
}

export const noticesFile = 'third-party-notices.txt';

/** Writes the notices into a built site. */
export async function writeNotices(folder: string): Promise<void> {
  const own = await readFile(path.join(root, 'LICENSE'), 'utf8');
  const mit = own.slice(own.indexOf('Permission is hereby granted')).trim();
  await writeFile(path.join(folder, noticesFile), noticesText(await shippedPackages(), mit));
}
