import { Failure } from '@/lib/ground/failure';
import { withoutThinking } from '../arithmetic/parse';
import type { Finding } from './problem';

/** The part of an answer that counts: behind the last "Answer:", else all of it. */
function decisive(text: string): string {
  const visible = withoutThinking(text);
  const marker = [...visible.matchAll(/answer\s*(?:is)?\s*[:*]+/gi)].at(-1);
  return marker ? visible.slice(marker.index + marker[0].length) : visible;
}

/** A marked yes or no, else the only one of the two that occurs, else the last. Throws `answer-unparsable`. */
export function parseFinding(text: string): Finding {
  const words =
    decisive(text)
      .toLowerCase()
      .match(/\b(?:yes|no)\b/g) ?? [];
  const marked = decisive(text) !== withoutThinking(text);
  const found = marked || /^\W*(?:yes|no)\b/i.test(decisive(text)) ? words[0] : words.at(-1);
  if (found === undefined) throw new Failure('answer-unparsable', 'It says neither yes nor no.');
  return found as Finding;
}

/** `A`, in line with the source, is no; `B`, a contradiction, is yes. Throws `answer-unparsable`. */
export function parseChoice(text: string): Finding {
  const letters = decisive(text).match(/(?<![\p{L}\p{N}])[AB](?![\p{L}\p{N}'’])/gu) ?? [];
  // An answer that begins with its letter means that one; one that ends with it, too.
  const found = /^\W*[AB]\b/.test(decisive(text)) ? letters[0] : letters.at(-1);
  if (found) return found === 'B' ? 'yes' : 'no';
  const words = decisive(text).toLowerCase();
  if (/contradict/.test(words)) return /(?:not|n't|never|no) (?:\w+ )?contradict/.test(words) ? 'no' : 'yes';
  if (/align|in line|consistent|supported/.test(words))
    return /not (?:\w+ )?(?:align|in line|consistent)/.test(words) ? 'yes' : 'no';
  throw new Failure('answer-unparsable', 'It chooses neither A nor B.');
}

/** A number from 1 to `count`, counted from 0. Throws `answer-unparsable`. */
export function parseBallot(text: string, count: number): number {
  const found = decisive(text)
    .match(/\d+/g)
    ?.map(Number)
    .find(number => number >= 1 && number <= count);
  if (found === undefined) throw new Failure('answer-unparsable', `It names none of the ${count} candidates.`);
  return found - 1;
}
