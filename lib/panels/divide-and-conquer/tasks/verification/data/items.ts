import * as z from 'zod/mini';
import { leaveOut, type LeftOutList, nothingLeftOut } from '@/lib/data/left-out';
import { tryAnyJson } from '@/lib/data/lenient-json';
import { dataLimits, thousands } from '@/lib/data/limits';
import { fieldOf, type Row } from '@/lib/data/rows';
import type { Claim } from '../problem';

const text = z.string().check(z.minLength(1), z.maxLength(dataLimits.field));

/** A claim of a user's own data: whether it contradicts its source is known. */
export const itemSchema = z.strictObject({
  id: z.string().check(z.minLength(1), z.maxLength(dataLimits.id), z.regex(/^\P{Cc}*$/u)),
  /** The document, or the evidence. */
  source: text,
  /** The summary, or the article: what is split. */
  text,
  /** Whether the text contradicts its source. */
  isContradicted: z.boolean(),
  /** The sentence of the text that contradicts, where the file tells it. */
  planted: z.optional(text),
}) as unknown as z.ZodMiniType<Claim>;

export const itemListSchema = z.array(itemSchema).check(z.minLength(1), z.maxLength(dataLimits.items));

export interface Mapped {
  items: Claim[];
  /** By the lines of the file. */
  leftOut: LeftOutList;
}

/** Of an item, and what its reasons call the two texts: their columns. */
export interface Candidate {
  id: string;
  source: string;
  text: string;
  isContradicted: boolean;
  planted?: string;
}

export interface ItemCollector extends Mapped {
  add(line: number, candidate: Candidate): void;
  leaveOut(line: number, reason: string): void;
}

/** Keeps the items that are whole, and says of the others why they are not. */
export function collectItems(names: { source: string; text: string }): ItemCollector {
  const items: Claim[] = [];
  const leftOut = nothingLeftOut();
  const lineOf = new Map<string, number>();

  function problem({ id, source, text, isContradicted, planted }: Candidate): string | null {
    if (source === '') return `The column "${names.source}" is empty.`;
    if (text === '') return `The column "${names.text}" is empty.`;
    if (isNested(source)) return nested(names.source);
    if (isNested(text)) return nested(names.text);
    if (source.length > dataLimits.field) return tooLong(names.source, source.length);
    if (text.length > dataLimits.field) return tooLong(names.text, text.length);
    if (id === '' || id.length > dataLimits.id || /\p{Cc}/u.test(id))
      return `Its id must be one line of at most ${dataLimits.id} characters.`;
    if (lineOf.has(id)) return `Its id was used on line ${lineOf.get(id)} before.`;
    if (planted !== undefined && !isContradicted)
      return 'It has a planted sentence, but its label says no contradiction.';
    if (planted !== undefined && !flat(text).includes(flat(planted))) return 'Its planted sentence is not in the text.';
    return items.length >= dataLimits.items ? `It is beyond the ${thousands(dataLimits.items)} items.` : null;
  }

  return {
    items,
    leftOut,
    add(line, candidate) {
      const { id, source, text, isContradicted, planted } = candidate;
      const reason = problem(candidate);
      if (reason) return leaveOut(leftOut, line, reason);
      lineOf.set(id, line);
      items.push({ id, source, text, isContradicted, ...(planted !== undefined && { planted }) });
    },
    leaveOut: (line, reason) => leaveOut(leftOut, line, reason),
  };
}

const nested = (column: string): string => `The column "${column}" holds a list or an object, and no text.`;

const tooLong = (column: string, length: number): string =>
  `The column "${column}" has ${thousands(length)} characters; at most ${thousands(dataLimits.field)} are read.`;

/** Line ends and runs of spaces make no difference to where a sentence stands. */
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What a value is that holds no text of its own: a list or an object, as pointers to pages are. */
const nestedOf = (value: string): unknown => {
  const trimmed = value.trim();
  if (!/^(?:\[[\s\S]*\]|\{[\s\S]*\})$/.test(trimmed)) return undefined;
  const nested = tryAnyJson(trimmed);
  return typeof nested === 'object' && nested !== null ? nested : undefined;
};

const sentencesSchema = z.array(z.string());

/** Whether a value is nested and no list of sentences, so that it is never running text: it may hold the label, or only pointers. */
export function isNested(value: string): boolean {
  const nested = nestedOf(value);
  return nested !== undefined && !sentencesSchema.safeParse(nested).success;
}

/** Columns of which a value at the beginning of the table is nested. */
export const nestedColumns = (columns: readonly string[], rows: readonly Row[]): ReadonlySet<string> =>
  new Set(columns.filter(column => rows.slice(0, sampled).some(row => isNested(fieldOf(row, column) ?? ''))));

/** Rows that are looked at. */
const sampled = 20;

/** A value as running text: a JSON list of sentences, as SciFact keeps its abstracts, is joined. Ask {@link isNested} first. */
export function runningText(value: string): string {
  const sentences = sentencesSchema.safeParse(nestedOf(value));
  if (!sentences.success) return value.trim();
  return sentences.data
    .map(sentence => sentence.trim())
    .filter(sentence => sentence !== '')
    .join(' ');
}
