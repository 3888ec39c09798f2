import type { Random } from '@/lib/core/random';
import type { Prediction } from '@/lib/panels/ner/prediction';
import { answerText, promptFor } from '@/lib/panels/ner/prompts';
import { blended } from '../blend';
import { chance, pick, shuffled } from '../choose';
import type { Domain } from '../domain';
import { drawLabels, type Labelling, type Naming } from '../labels';
import { classDomain, nounDomain } from '../noun-domain';
import { context, learned, type Piece, Role, type Row } from '../row';
import type { WorldSentence } from '../sentence';
import type { WordNet } from '../wordnet';
import { createWorld } from '../world';

/** A sentence with the answer that it is shown with. */
export interface Annotated {
  text: string;
  answer: Prediction;
  /** Whether the answer is as it should be: a wrong one is shown, and not learned. */
  isRight: boolean;
  /** Whether the sentence, the names and the label set tell which label is right. See `Role.untoldLabel`. */
  isTold: boolean;
}

/** The pieces of an answer, with the roles of its labels. Adds its mentions to those that are known. */
function answerPieces({ answer, isRight, isTold }: Annotated, known: Set<string>): Piece[] {
  if (!isRight) return [context(answerText(answer))];
  if (answer.size === 0) return [learned(answerText(answer))];
  const pieces: Piece[] = [...answer].flatMap(([mention, label], i): Piece[] => [
    learned(i === 0 ? '[{"' : '"}, {"'),
    learned(mention),
    learned('": "'),
    { text: label, role: known.has(mention) ? Role.knownLabel : isTold ? Role.label : Role.untoldLabel },
  ]);
  for (const mention of answer.keys()) known.add(mention);
  return [...pieces, learned('"}]')];
}

/**
 * A row of the panel's own prompt: all sentences but the last are demonstrations. Every right answer is learned, also those of the
 * demonstrations, so that one row teaches to answer with none to many of them.
 */
export function promptRow(sentences: readonly Annotated[], labels: readonly string[]): Row {
  const last = sentences.at(-1);
  if (!last) return [];
  const demonstrations = sentences.slice(0, -1);
  const prompt = promptFor(
    last.text,
    labels,
    demonstrations.map(({ text, answer }) => ({ text, prediction: answer })),
  ).text;
  const known = new Set<string>();
  const pieces: Piece[] = [context('<|user|>')];
  let at = 0;
  for (const demonstration of demonstrations) {
    // Behind its sentence, so that an answer is not found in a sentence or in the instruction.
    const line = `Text: ${demonstration.text}\nAnswer: `;
    const from = prompt.indexOf(line, at) + line.length;
    pieces.push(context(prompt.slice(at, from)), ...answerPieces(demonstration, known));
    at = from + answerText(demonstration.answer).length;
  }
  pieces.push(context(prompt.slice(at)), context('<|assistant|>'), ...answerPieces(last, known), learned('<|end|>'));
  return pieces;
}

/** The gold answer under these labels; names of types without a label are no entities. */
export const goldOf = ({ mentions }: WorldSentence, { byType }: Labelling): Prediction =>
  new Map(
    mentions.flatMap(({ name, type }) => {
      const label = byType.get(type);
      return label === undefined ? [] : [[name, label] as const];
    }),
  );

/** An answer with one mistake, as self-annotation makes them: another label, or a mention left out. */
function spoilt(answer: Prediction, labels: readonly string[], random: Random): Prediction {
  const mentions = [...answer];
  const wrong = random.integer(0, mentions.length - 1);
  if (mentions.length > 1 && chance(random, 0.3)) return new Map(mentions.filter((_, i) => i !== wrong));
  return new Map(mentions.map(([name, label], i) => [name, i === wrong ? pick(random, labels) : label]));
}

export interface NerRowOptions {
  /** Least and most demonstrations. */
  demonstrations: readonly [number, number];
  naming: (random: Random) => Naming;
  /** Least and most share of neutral sentences. */
  neutral: readonly [number, number];
  /** Least and most names of each type: with many, few come again. */
  names: readonly [number, number];
  /** Share of the worlds whose names have a form that is typical of their type. */
  shaped: number;
  /** Forms of the names that do not tell their type. */
  neutralForms?: readonly string[];
  /** Share of the rows whose types are common nouns. */
  nouns: number;
  /** Share of the rows whose types are classes of common nouns. */
  classes?: number;
  /** Whether label sets change: see `blended`. */
  isBlended?: boolean;
  /** Share of the rows in which some demonstrations are wrong. */
  spoilt: number;
}

function drawDomain(
  domains: readonly Domain[],
  { nouns }: WordNet,
  { nouns: share, classes = 0, isBlended = false }: NerRowOptions,
  random: Random,
): Domain {
  if (chance(random, share)) return nounDomain(random, nouns);
  if (classes > 0 && chance(random, classes)) return classDomain(random, nouns);
  return isBlended ? blended(random, domains) : pick(random, domains);
}

export function nerRow(domains: readonly Domain[], wordNet: WordNet, options: NerRowOptions, random: Random): Row {
  const domain = drawDomain(domains, wordNet, options, random);
  const naming = options.naming(random);
  const labelling = drawLabels(domain, naming, random, wordNet);
  const isShaped = chance(random, options.shaped);
  const [least, most] = options.neutral;
  const world = createWorld(
    domain,
    random,
    {
      part: 'training',
      names: random.integer(...options.names),
      neutral: least + (most - least) * random.next(),
      empty: 0.04,
      twice: 0.12,
      isShaped,
      ...(options.neutralForms && { neutralForms: options.neutralForms }),
    },
    wordNet,
  );
  const count = random.integer(...options.demonstrations) + 1;
  const isSpoilt = chance(random, options.spoilt);
  const texts = new Set<string>();
  const sentences = Array.from({ length: count }, (_, i): Annotated => {
    let sentence = world.sentence(random);
    for (let tries = 0; texts.has(sentence.text) && tries < 5; tries++) sentence = world.sentence(random);
    texts.add(sentence.text);
    const answer = goldOf(sentence, labelling);
    const isTold = naming !== 'renamed' && (isShaped || !sentence.isNeutral);
    const isWrong = isSpoilt && i < count - 1 && answer.size > 0 && chance(random, 0.25);
    return isWrong
      ? { text: sentence.text, answer: spoilt(answer, labelling.labels, random), isRight: false, isTold }
      : { text: sentence.text, answer, isRight: true, isTold };
  });
  return promptRow(sentences, shuffled(random, labelling.labels));
}
