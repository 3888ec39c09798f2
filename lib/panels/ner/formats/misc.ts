/** The last column of CoNLL-U: `NER=B-Person|SpaceAfter=No`. */
export type Misc = ReadonlyMap<string, string>;

/** Characters that the column cannot hold, as Udapi writes them for `SpacesAfter`. */
const escapes: Readonly<Record<string, string>> = {
  ' ': '\\s',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '|': '\\p',
  '\\': '\\\\',
};
const characters = new Map(Object.entries(escapes).map(([character, escape]) => [escape, character]));

export const escapeMisc = (value: string): string => value.replace(/[ \t\n\r|\\]/g, found => escapes[found] ?? found);

export const unescapeMisc = (value: string): string =>
  value.replace(/\\[\s\S]/g, found => characters.get(found) ?? found);

/** Names are read in lower case: Stanza writes `ner`, others `NER`. */
export function parseMisc(cell: string): Misc {
  if (cell === '_') return new Map();
  return new Map(
    cell.split('|').map(pair => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair.toLowerCase(), ''] : [pair.slice(0, at).toLowerCase(), unescapeMisc(pair.slice(at + 1))];
    }),
  );
}

/** `_` for none. */
export const writeMisc = (pairs: readonly (readonly [name: string, value: string])[]): string =>
  pairs.length === 0 ? '_' : pairs.map(([name, value]) => `${name}=${escapeMisc(value)}`).join('|');
