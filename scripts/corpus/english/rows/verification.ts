import type { Random } from '@/lib/core/random';
import { finding } from '@/lib/panels/divide-and-conquer/tasks/verification/problem';
import {
  concludePrompt,
  directPrompt,
  leafPrompt,
  stepPrompt,
  type Words,
} from '@/lib/panels/divide-and-conquer/tasks/verification/prompts';
import { chance, pick, weighted } from '../choose';
import { type Document, drawDocument, drawStatements, drawSummary, type Statement } from '../document';
import type { Domain } from '../domain';
import { sentenceOf } from '../fact';
import type { Part } from '../held-out';
import { context, judged, learned, type Piece, type Row } from '../row';
import { bareAnswer, taskWords } from '../verdict';
import type { WordNet } from '../wordnet';

/** Characters of a row with many judgements, which are some 450 tokens. */
const LONGEST = 1000;
/** Characters after which a row with judgements inside its statements begins no other document. */
const LONGEST_BEFORE_DOCUMENT = 500;

export interface VerificationOptions {
  /** Least and most sentences of a document. */
  sentences: readonly [number, number];
  /** Share of the statements in other words than the document's. */
  reworded: number;
  /** Which names; those for training where nothing is said. */
  part?: Part;
}

type DrawRow = (random: Random, wordNet: WordNet) => Row;

/** Documents one after another, each with its statements and their judgements, in the panel's words for earlier judgements. */
export const verifyRow =
  (domains: readonly Domain[], { sentences, reworded, part = 'training' }: VerificationOptions): DrawRow =>
  (random, wordNet) => {
    const row = [context('<|user|>')];
    for (let length = 0; ;) {
      const count = random.integer(...sentences);
      const { document, names } = drawDocument(pick(random, domains), count, part, random, wordNet);
      const statements = drawStatements(document, names, { reworded, most: 4 }, random);
      const size = document.text.length + statements.reduce((sum, { text }) => sum + text.length + 30, 12);
      if (length > 0 && length + size > LONGEST) return row;
      if (statements.length === 0) continue;
      row.push(context(`Document:\n${document.text}\n\n`));
      for (const { text, isContradicted } of statements) row.push(...judgedLine(text, isContradicted), context('\n\n'));
      length += size;
    }
  };

/**
 * Statements in a document's own words, with judgements inside, each of whether a sentence of the document begins with what stands before
 * it. So a judgement first needs the sentence that the last words stand in, and not the whole document.
 */
export const verifyRunningRow =
  (domains: readonly Domain[], sentences: readonly [number, number]): DrawRow =>
  (random, wordNet) => {
    const often = pick(random, [0.6, 0.3, 0.15]);
    const row = [context('<|user|>')];
    for (let length = 0; length < LONGEST_BEFORE_DOCUMENT;) {
      const count = random.integer(...sentences);
      const { document, names } = drawDocument(pick(random, domains), count, 'training', random, wordNet);
      const statements = drawStatements(document, names, { reworded: 0, most: 3 }, random);
      // What stands before a change is still in the document, so that supported statements are left out more often.
      const kept = statements.filter(({ isContradicted }) => isContradicted || chance(random, 0.4));
      if (kept.length === 0) continue;
      const said = document.facts.map(sentenceOf);
      row.push(context(`Document:\n${document.text}\n\n`));
      length += document.text.length + 12;
      for (const { text, isContradicted } of kept) {
        row.push(context('Statement:'));
        let begun = '';
        for (const word of text.split(' ')) {
          const before = begun;
          if (before !== '' && chance(random, often))
            row.push(judged(` ${finding(!said.some(sentence => sentence.startsWith(before)))}`));
          row.push(context(` ${word}`));
          begun += `${word} `;
        }
        row.push(context('\nContradicts:'), judged(` ${finding(isContradicted)}`), context('\n\n'));
        length += text.length * (1 + often / 2) + 30;
      }
    }
    return row;
  };

const judgedLine = (text: string, isContradicted: boolean): Piece[] => [
  context(`Statement: ${text}\nContradicts:`),
  judged(` ${finding(isContradicted)}`),
];

const claimOf = ({ text: source }: Document, text: string) => ({ id: '', source, text, isContradicted: null });

const answered = (prompt: readonly Piece[], answer: string): Row => [
  context('<|user|>'),
  ...prompt,
  context('<|assistant|>'),
  judged(answer),
  learned('<|end|>'),
];

/** One statement after another, and in the end perhaps the whole: every judgement in the prompt is learned. */
function stepsRow(words: Words, document: Document, statements: readonly Statement[], isConcluded: boolean): Row {
  const before = isConcluded ? statements : statements.slice(0, -1);
  const last = statements.at(-1);
  const claim = claimOf(document, '');
  const earlier = before.map(({ text, isContradicted }) => ({ question: text, answer: finding(isContradicted) }));
  const prompt = isConcluded
    ? concludePrompt(words, claim, earlier)
    : stepPrompt(words, claim, last?.text ?? '', earlier);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { text, isContradicted } of before) {
    const line = judgedLine(text, isContradicted);
    const from = prompt.indexOf(line.map(piece => piece.text).join(''), at);
    pieces.push(context(prompt.slice(at, from)), ...line);
    at = from + line.reduce((sum, piece) => sum + piece.text.length, 0);
  }
  const isContradicted = isConcluded
    ? statements.some(statement => statement.isContradicted)
    : (last?.isContradicted ?? false);
  return answered([...pieces, context(prompt.slice(at))], bareAnswer('words', isContradicted));
}

/** A prompt of the panel: a statement against a document, a whole summary, or statements one after another. */
export const panelRow =
  (domains: readonly Domain[], { sentences, reworded, part = 'training' }: VerificationOptions): DrawRow =>
  (random, wordNet) => {
    const words = pick(random, taskWords);
    const domain = pick(random, domains);
    const { document, names } = drawDocument(domain, random.integer(...sentences), part, random, wordNet);
    const way = weighted(random, [
      ['leaf', 4],
      ['steps', 3],
      ['whole', 2],
      ['concluded', 1],
    ] as const);
    const most = way === 'leaf' ? 1 : 4;
    const summary = drawSummary(document, names, { reworded, most }, random);
    const text = summary.map(statement => statement.text).join(' ');
    const isContradicted = summary.some(statement => statement.isContradicted);
    if (way === 'leaf')
      return answered([context(leafPrompt(words, claimOf(document, text)))], bareAnswer('letters', isContradicted));
    if (way === 'whole')
      return answered([context(directPrompt(words, claimOf(document, text)))], bareAnswer('words', isContradicted));
    if (way === 'concluded') return stepsRow(words, document, summary, true);
    const statements = drawStatements(document, names, { reworded, most }, random);
    return stepsRow(words, document, statements.length > 0 ? statements : summary, false);
  };
