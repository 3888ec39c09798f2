import { Failure } from '@/lib/core/failure';
import { answerText } from '../answer-text';
import { plainText } from '../plain-text';
import { contradictsInWords } from './in-words';
import type { Finding } from './problem';

/** Yes and no in some languages; those of other languages count only where nothing contradicts them. */
const YES = ['yes', 'true', 'ja', 'sí', 'sì', 'oui', 'sim', 'да', '是的', '是', '对', 'はい'];
const NO = ['no', 'false', 'nein', 'non', 'não', 'нет', '不是', '否', '不', 'いいえ'];
const ENGLISH = new Set(['yes', 'no', 'true', 'false']);
const VERDICT = `(${[...YES, ...NO].join('|')})`;

/** The question repeated: `Yes/No:`, `(yes or no)`. */
const CHOICES = /[([]?(?<![\p{L}\p{N}])(?:yes\s?(?:\/|\||or)\s?no|no\s?(?:\/|\||or)\s?yes)(?![\p{L}\p{N}])[)\]]?/giu;
/** `(no. 2)`, an ordinal. */
const ORDINAL = /(?<!\p{L})no\.?\s?#?\d/giu;

/** A sentence that is nothing but its verdict. */
const ALONE = new RegExp(`^[^\\p{L}\\p{N}]*${VERDICT}[^\\p{L}\\p{N}]*$`, 'iu');
const LETTER_ALONE = /^[^\p{L}\p{N}]*([yn])[^\p{L}\p{N}]*$/iu;
/** One that begins with it; the "no" of "no statement" and of "no-one" is none. */
const BEGINS = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:${VERDICT}(?=[^\\p{L}\\p{N}\\s-]|\\s[–—-]|$)|(yes)(?=\\s(?!(?:and|or) no(?!\\p{L})))|(no)(?=\\s(?:because|since|as|it|the|this|that|there|they|all|both|everything)(?!\\p{L})))`,
  'iu',
);
/** One that ends with it. */
const ENDS =
  /(?:[,:;–—-]\s*|(?<!\p{L})(?:so|therefore|thus|hence|is|answer|conclusion|say|it's|be)[\s:]{1,3})["'“(*]{0,3}(yes|no)["'”)*.!\s]*$/iu;
/** `Contradiction: none`, `Consistent: true`: what it is the answer to. */
const LABELLED =
  /^[^\p{L}\p{N}]*(?:(contradict\p{L}*|inconsisten\p{L}*|conflict\p{L}*|hallucinat\p{L}*|misinformation|discrepanc\p{L}*)|(consisten\p{L}*|in line|support\p{L}*|accura\p{L}*|faithful\p{L}*|correct|align\p{L}*|agree\p{L}*))[^:=\n]{0,40}[:=][^\p{L}\p{N}]*(yes|no(?! \p{L})|true|false|none|nothing|zero|\d{1,4})(?![\p{L}\p{N}])/iu;
/** A judgement of one part, in a list of them. */
const ITEM = /^[^\p{L}\p{N}]*(?:\d{1,4}[.):]\s*)?(?:statement|claim|sentence)\s?#?\d/iu;
const ONE_PART = /(?<!\p{L})(?:statement \d|(?:the )?(?:first|second|third|last|one) (?:statement|sentence|claim))/iu;
const HEDGED =
  /(?<!\p{L})(?:not sure|unsure|maybe|perhaps|possibly|unclear|hard to (?:say|tell)|cannot|can['’]t|neither|either|not)(?!\p{L})/iu;

const findingOf = (word: string): Finding => (/^y$/i.test(word) || YES.includes(word.toLowerCase()) ? 'yes' : 'no');

const sentencesIn = (text: string): string[] =>
  text
    .split(/\n+|(?<=[.!?])\s+|(?<=[。！？])/)
    .map(sentence => sentence.trim())
    .filter(sentence => /[\p{L}\p{N}]/u.test(sentence));

/** The verdict that a sentence begins with, and what is said in words after it. */
function begun(sentence: string): { word: string; rest: string } | undefined {
  const found = BEGINS.exec(sentence);
  const word = found?.[1] ?? found?.[2] ?? found?.[3];
  return found && word !== undefined ? { word, rest: sentence.slice(found[0].length) } : undefined;
}

/** The verdict of a sentence that begins with one; undefined where its own words, or the next sentence, say the opposite. */
function firstVerdict(sentences: readonly string[]): Finding | 'unsure' | undefined {
  const [sentence = '', next = ''] = sentences;
  const start = begun(sentence);
  if (!start || ITEM.test(sentence)) return undefined;
  const finding = findingOf(start.word);
  const isBare = !/\p{L}/u.test(start.rest);
  const words = isBare && !ONE_PART.test(next) && !begun(next) ? next : start.rest;
  const contradicts = contradictsInWords(words);
  if (contradicts !== undefined) return contradicts === (finding === 'yes') ? finding : 'unsure';
  return isBare || ENGLISH.has(start.word.toLowerCase()) ? finding : 'unsure';
}

/** The last verdict that a sentence ends with, or is. */
function lastVerdict(sentences: readonly string[]): Finding | 'unsure' | undefined {
  const ending = sentences
    .filter(sentence => !ITEM.test(sentence) && (ALONE.test(sentence) || ENDS.test(sentence)))
    .at(-1);
  if (ending === undefined) return undefined;
  const alone = ALONE.exec(ending)?.[1];
  if (alone !== undefined) return findingOf(alone);
  const found = ENDS.exec(ending);
  const before = ending.slice(0, found?.index);
  const contradicts = contradictsInWords(before);
  const finding = findingOf(found?.[1] ?? '');
  if (contradicts !== undefined) return contradicts === (finding === 'yes') ? finding : 'unsure';
  return HEDGED.test(before.split(/[,;:]/).at(-1) ?? '') ? 'unsure' : finding;
}

/** What a list of judgements of single statements says, where all are the same. */
function ofItems(sentences: readonly string[]): Finding | 'unsure' | undefined {
  const found = sentences.flatMap(sentence => (ITEM.test(sentence) ? (ENDS.exec(sentence)?.[1] ?? []) : []));
  if (found.length === 0) return undefined;
  const all = new Set(found.map(findingOf));
  return all.size === 1 ? findingOf(found[0] ?? '') : 'unsure';
}

function labelled(sentences: readonly string[]): Finding | undefined {
  const found = sentences.map(sentence => LABELLED.exec(sentence)).findLast(each => each !== null);
  if (!found) return undefined;
  const isYes = /^(?:yes|true|0*[1-9]\d*)$/i.test(found[3] ?? '');
  return isYes === (found[1] !== undefined) ? 'yes' : 'no';
}

/** Of all that an answer says: behind a mark its first word counts, elsewhere its first and its last, which must not differ. */
function read(text: string, isMarked: boolean): Finding | 'unsure' | undefined {
  const letter = LETTER_ALONE.exec(text)?.[1];
  if (letter !== undefined) return findingOf(letter);
  const sentences = sentencesIn(text);
  const label = labelled(sentences);
  if (label) return label;
  const first = firstVerdict(sentences);
  if (first && isMarked) return first;
  const last = lastVerdict(first ? sentences.slice(1).filter((_, at) => !/\?$/.test(sentences[at] ?? '')) : sentences);
  if (first) return last === undefined || last === first ? first : 'unsure';
  if (last) return last;
  const contradicts = contradictsInWords(text);
  if (contradicts !== undefined) return contradicts ? 'yes' : 'no';
  return ofItems(sentences);
}

/**
 * Whether an answer finds a contradiction. Known are: yes and no (also true and false, Y and N, and those of some other languages) behind a
 * mark, in a field, at the beginning, as a sentence or at the end of one ("so yes"); labels (`Contradiction: none`, `Consistent: yes`); and
 * words ("nothing contradicts it"). What is hedged, says both, or says in words the opposite of its yes or no, is not read.
 *
 * @throws Failure `answer-unparsable`
 */
export function parseFinding(text: string): Finding {
  const { text: said, isMarked } = answerText(text.replace(CHOICES, ' '), { said: true });
  const found = read(wordsOf(said), isMarked);
  if (found === 'unsure') throw new Failure('answer-unparsable', 'It says both yes and no.');
  if (found === undefined) throw new Failure('answer-unparsable', 'It says neither yes nor no.');
  return found;
}

/** Plain characters, without the markup of LaTeX, ordinals and the question repeated. */
const wordsOf = (text: string): string =>
  plainText(text)
    .replace(/\\(?:text|mathrm|mathbf|textbf)\s?(?=\{)/g, '')
    .replace(CHOICES, ' ')
    .replace(ORDINAL, ' ')
    .replace(/[*_`$]+|```\w{0,10}/g, '')
    .trim();
