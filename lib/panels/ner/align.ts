import { findAll } from './text/find-all';
import { type Change, changesBetween, type Folded, foldWithPlaces } from './text/fold';
import { offsetsOf } from './text/offsets';

/** Where a mention stands in its sentence, in code points; the end is exclusive. */
export interface Place {
  start: number;
  end: number;
  /** Whether no word goes on before or behind it; always so between characters of scripts that write no spaces. */
  isWhole: boolean;
}

export type AlignmentKind = 'exact' | 'ambiguous' | 'normalised' | 'absent';

export interface Alignment {
  /**
   * `exact`: at one place as it is written; `ambiguous`: at several; `normalised`: not as it is written, but as whole words at one or
   * several places in another case, white space, Unicode form, or with other quotes or dashes; `absent`: nowhere.
   */
  kind: AlignmentKind;
  /** All places, ascending. Whole words come alone: places inside words are given only where there are no others. */
  places: readonly Place[];
  /** How the text at the first place differs from the mention; empty but for `normalised`. */
  changes: readonly Change[];
}

const absent: Alignment = { kind: 'absent', places: [], changes: [] };

/** Finds mentions in one sentence. What all mentions need is prepared once; a mention takes time linear in the sentence. */
export function createAligner(text: string): (mention: string) => Alignment {
  const offsets = offsetsOf(text);
  let folded: Folded | undefined;

  function placesOf(ranges: Iterable<readonly [start: number, end: number]>): Place[] {
    const places = Array.from(ranges, ([start, end]): Place => {
      const [from, to] = [offsets.toUtf16(start) ?? 0, offsets.toUtf16(end) ?? text.length];
      return { start, end, isWhole: isBorder(text, from) && isBorder(text, to) };
    });
    const whole = places.filter(place => place.isWhole);
    return whole.length > 0 ? whole : places;
  }

  function exact(mention: string): Place[] {
    return placesOf(
      findAll(text, mention).flatMap(at => {
        const [start, end] = [offsets.toCodePoint(at), offsets.toCodePoint(at + mention.length)];
        return start === null || end === null ? [] : [[start, end] as const];
      }),
    );
  }

  function normalised(mention: string): Place[] {
    const wanted = foldWithPlaces(mention).text;
    folded ??= foldWithPlaces(text);
    const { starts, ends, text: where } = folded;
    return placesOf(
      findAll(where, wanted).flatMap(at => {
        const last = at + wanted.length - 1;
        // A character that folds to several may not be cut.
        const isCut =
          (at > 0 && starts[at - 1] === starts[at]) || (last + 1 < where.length && ends[last + 1] === ends[last]);
        return isCut ? [] : [[starts[at] ?? 0, ends[last] ?? 0] as const];
      }),
    );
  }

  return mention => {
    if (mention.trim() === '') return absent;
    const places = exact(mention);
    if (places.length > 0) return { kind: places.length === 1 ? 'exact' : 'ambiguous', places, changes: [] };
    const others = normalised(mention).filter(place => place.isWhole);
    const [first] = others;
    if (!first) return absent;
    const changes = changesBetween(mention, offsets.slice(first.start, first.end) ?? '');
    return { kind: 'normalised', places: others, changes };
  };
}

/** Scripts that write no spaces between words: a word may begin at any of their characters. */
const WITHOUT_SPACES = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const WORD = /[\p{L}\p{N}\p{M}]/u;
const JOINER = '\u200d';

/** Whether no word and no joined character goes on across this place, in UTF-16 units. */
function isBorder(text: string, at: number): boolean {
  if (at === 0 || at === text.length) return true;
  const right = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const left = before(text, at);
  if (/[\p{M}\p{Emoji_Modifier}]/u.test(right) || right === JOINER || left === JOINER) return false;
  return !(WORD.test(left) && WORD.test(right)) || WITHOUT_SPACES.test(left) || WITHOUT_SPACES.test(right);
}

function before(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  const isPair = low >= 0xdc00 && low < 0xe000 && at > 1 && (text.codePointAt(at - 2) ?? 0) > 0xffff;
  return text.slice(isPair ? at - 2 : at - 1, at);
}
