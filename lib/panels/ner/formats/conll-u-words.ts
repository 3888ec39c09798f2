import type { Token } from '../corpus';
import { codePointLength } from '../text/offsets';
import type { Block } from './blocks';
import { type Misc, parseMisc } from './misc';

/** Columns of CoNLL-U that are read, by their number; CoNLL-U Plus names its own. */
export interface Columns {
  form: number;
  misc: number | undefined;
  ner: number | undefined;
}

export const standardColumns: Columns = { form: 1, misc: 9, ner: undefined };

/** The columns that `# global.columns = ID FORM ... NER` names; names of a project stand behind a colon. */
export function namedColumns(names: string): Columns {
  const columns = names
    .trim()
    .split(/\s+/)
    .map(name => name.toUpperCase().replace(/^.*:/, ''));
  const placeOf = (name: string): number | undefined => (columns.includes(name) ? columns.indexOf(name) : undefined);
  return { form: placeOf('FORM') ?? 1, misc: placeOf('MISC'), ner: placeOf('NER') };
}

/** A word of a sentence. Several words may stand for one token (`du` for `de le`), whose place they then share. */
export interface Word extends Token {
  line: number;
  /** The tag as it is written; undefined where the word has none. */
  tag: string | undefined;
}

export interface WordsOfBlock {
  text: string;
  words: Word[];
  tokens: Token[];
  /** The first line with nested entities (`Entity=` of CorefUD), which are not read; undefined where there are none. */
  nested: number | undefined;
}

interface Surface {
  form: string;
  misc: Misc;
  line: number;
}

/** The words of a block with their places in its text, or what is wrong in which line. */
export function wordsOf(
  { lines }: Block,
  columns: Columns,
  stated: string | undefined,
): WordsOfBlock | { line: number; reason: string } {
  const surfaces: Surface[] = [];
  /** Number of the surface of each word. */
  const words: { surface: number; line: number; tag: string | undefined }[] = [];
  let nested: number | undefined;
  /** The last word number that the range of a multiword token includes. */
  let covered = 0;
  for (const { line, text } of lines) {
    if (text.startsWith('#')) continue;
    const cells = text.split('\t');
    const [, first, dash, last] = /^(\d+)(?:([-.])(\d+))?$/.exec(cells[0] ?? '') ?? [];
    const form = cells[columns.form] ?? '';
    if (first === undefined || form === '')
      return { line, reason: 'It is no word line of CoNLL-U: a number, tabs, a form.' };
    if (dash === '.') continue;
    const misc = parseMisc(columns.misc === undefined ? '_' : (cells[columns.misc] ?? '_'));
    if (misc.has('entity')) nested ??= line;
    if (dash === '-') {
      covered = Number(last);
      surfaces.push({ form, misc, line });
      continue;
    }
    if (Number(first) > covered) surfaces.push({ form, misc, line });
    const cell = columns.ner === undefined ? undefined : cells[columns.ner];
    words.push({ surface: surfaces.length - 1, line, tag: (cell === '_' ? undefined : cell) ?? misc.get('ner') });
  }
  const places = stated === undefined ? joined(surfaces) : found(surfaces, stated);
  if ('reason' in places) return places;
  const { text, tokens } = places;
  return {
    text,
    tokens,
    nested,
    words: words.flatMap(({ surface, line, tag }) => {
      const token = tokens[surface];
      return token ? [{ ...token, line, tag }] : [];
    }),
  };
}

interface Places {
  text: string;
  tokens: Token[];
}

/** The text that the forms and their spaces give. */
function joined(surfaces: readonly Surface[]): Places {
  let text = surfaces[0]?.misc.get('spacesbefore') ?? '';
  let at = codePointLength(text);
  const tokens = surfaces.map(({ form, misc }, index): Token => {
    const isLast = index === surfaces.length - 1;
    const space = misc.get('spacesafter') ?? (misc.get('spaceafter') === 'No' || isLast ? '' : ' ');
    const start = at;
    const end = start + codePointLength(form);
    text += form + space;
    at = end + codePointLength(space);
    return { start, end };
  });
  return { text, tokens };
}

/** The places of the forms in the text that the file states, with nothing but white space between them. */
function found(surfaces: readonly Surface[], text: string): Places | { line: number; reason: string } {
  let [place, at] = [0, 0];
  const tokens: Token[] = [];
  for (const { form, line } of surfaces) {
    const spaces = /\s*/y;
    spaces.lastIndex = place;
    const space = spaces.exec(text)?.[0] ?? '';
    place += space.length;
    at += codePointLength(space);
    if (!text.startsWith(form, place))
      return { line, reason: `The text of its sentence does not go on with "${form.slice(0, 40)}".` };
    const end = at + codePointLength(form);
    tokens.push({ start: at, end });
    place += form.length;
    at = end;
  }
  return { text, tokens };
}
