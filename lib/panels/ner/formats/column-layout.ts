import { parseTag } from '../tags/tag';
import type { Block } from './blocks';

/** Where a file of columns keeps what. */
export interface Layout {
  word: number;
  /** Null where no column holds tags. */
  tag: number | null;
  /** What stands between two tokens of a sentence: nothing where most tokens are single characters of a script without spaces. */
  joiner: '' | ' ';
}

/** A comment that other programs write above a sentence (`# id ...`, `# text = ...`). A token `#` has columns of its own. */
const COMMENT = /^# (?:id|sent_id|text|newdoc|newpar|doc|global\.columns)\b[^\t]*$/;

export const isComment = (text: string): boolean => COMMENT.test(text);

/** Begins a document: the token that CoNLL-2003 puts there, alone or with a name behind it (`-DOCSTART- (name)`, as in AIDA). */
export const docStart = '-DOCSTART-';

/** Begins an abstract in the files of GENIA that its shared task gave out (JNLPBA 2004). */
const ABSTRACT = /^###(MEDLINE:\d+)\s*$/;

/** The name of the document that a line begins, empty where it has none; undefined for any other line. */
export function documentIn(text: string): string | undefined {
  const abstract = ABSTRACT.exec(text)?.[1];
  if (abstract !== undefined) return abstract;
  return cellsOf(text)[0] === docStart ? (/\((.*)\)/.exec(text)?.[1]?.trim() ?? '') : undefined;
}

/** Tabs divide the columns of a line that has any, so that tokens and labels may hold spaces; otherwise spaces do. */
export function cellsOf(text: string): string[] {
  if (text.includes('\t')) return text.split('\t');
  const cells = text.split(' ');
  return cells.includes('') ? cells.filter(cell => cell !== '') : cells;
}

const isPrefixed = (cell: string): boolean => cell === 'O' || parseTag(cell).letter !== '';
const isSingle = (word: string): boolean => /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]$/u.test(word);

/**
 * The layout of a file, by its first blocks. Tags are the last column in which all are `O` or have a prefix; otherwise the last one, if
 * `O` is among its values. Words are the first column, or the second where the first counts the tokens.
 */
export function layoutOf(blocks: readonly Block[]): Layout {
  const sentences = blocks
    .map(({ lines }) =>
      lines.filter(({ text }) => !isComment(text) && documentIn(text) === undefined).map(({ text }) => cellsOf(text)),
    )
    .filter(rows => rows.length > 0);
  const rows = sentences.flat();
  const width = Math.max(1, ...rows.map(cells => cells.length));
  const full = rows.filter(cells => cells.length === width);
  const isCounted = sentences.every(cells => cells.every((row, index) => row[0] === String(index + 1)));
  // A sentence may be the number 1, beside a column of few tags.
  const isNumbered = width > 2 && isCounted && new Set(rows.map(cells => cells[1])).size > 2;
  const word = isNumbered ? 1 : 0;
  const last = width - 1;
  let tag: number | null = null;
  for (let column = last; column > word && tag === null; column--)
    if (full.every(cells => isPrefixed(cells[column] ?? ''))) tag = column;
  if (tag === null && last > word && full.some(cells => cells[last] === 'O')) tag = last;
  const single = full.filter(cells => isSingle(cells[word] ?? '')).length;
  return { word, tag, joiner: single * 2 > full.length ? '' : ' ' };
}
