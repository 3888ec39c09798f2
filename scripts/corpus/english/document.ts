import type { Random } from '@/lib/core/random';
import { changed, CHANGES } from './change';
import { chance, pick, shuffled } from './choose';
import type { Domain } from './domain';
import { drawFact, drawNames, type Fact, rewordingsOf, sentenceOf } from './fact';
import type { Part } from './held-out';
import type { Mention } from './sentence';
import type { WordNet } from './wordnet';

/** Sentences of one subject, and what they say. */
export interface Document {
  facts: readonly Fact[];
  text: string;
}

export interface Statement {
  text: string;
  /** What it says, in whatever words. */
  fact: Fact;
  /** The fact of the document that it is, or that it contradicts. */
  source: Fact;
  isContradicted: boolean;
}

export interface StatementOptions {
  /** Share of the statements that are in other words than the document. */
  reworded: number;
  /** The most statements of either kind, supported and contradicted. */
  most: number;
}

/** What a fact says, without what no sentence of it shows. */
export const keyOf = ({ pattern, choices, names, numbers, isNegated }: Fact): string =>
  JSON.stringify([pattern, choices, Object.entries(names).sort(), numbers, isNegated]);

/** A document, and the names of its world, those that it says first. */
export function drawDocument(
  domain: Domain,
  sentences: number,
  part: Part,
  random: Random,
  wordNet: WordNet,
): { document: Document; names: Mention[] } {
  const names = drawNames(domain, random.integer(2, 4), part, random, wordNet);
  const facts: Fact[] = [];
  for (let tries = 0; facts.length < sentences && tries < 20; tries++) {
    const fact = drawFact(domain, names, random);
    // A pattern that comes twice would say two things at once of its names.
    if (Object.keys(fact.names).length > 0 && facts.every(({ pattern }) => pattern !== fact.pattern)) facts.push(fact);
  }
  const all = [...names].flatMap(([type, list]) => list.map((name): Mention => ({ name, type })));
  return { document: { facts, text: facts.map(sentenceOf).join(' ') }, names: all };
}

/** Names of the document's own, more often than others of its world. */
function candidates(document: Document, names: readonly Mention[], random: Random): Mention[] {
  const said = document.facts.flatMap(fact => Object.values(fact.names));
  return chance(random, 0.7) && said.length > 2 ? said : [...names];
}

function textOf(fact: Fact, source: Fact, { reworded }: StatementOptions, random: Random): string {
  const others = chance(random, reworded) ? rewordingsOf(fact, source) : [];
  return others.length > 0 ? pick(random, others) : sentenceOf(fact);
}

const supported = (source: Fact, options: StatementOptions, random: Random): Statement => ({
  text: textOf(source, source, options, random),
  fact: source,
  source,
  isContradicted: false,
});

function contradiction(
  source: Fact,
  document: Document,
  names: readonly Mention[],
  options: StatementOptions,
  random: Random,
): Statement | undefined {
  for (const change of shuffled(random, [...CHANGES, 'name', 'name'] as const)) {
    const own = changed(source, change, candidates(document, names, random), random);
    const fact = own ?? changed(source, change, names, random);
    if (fact && document.facts.every(other => keyOf(other) !== keyOf(fact)))
      return { text: textOf(fact, source, options, random), fact, source, isContradicted: true };
  }
  return undefined;
}

/**
 * Statements about a document, as many supported ones as contradicted ones on average, in a random order. No statement comes twice, so
 * that no judgement can be read off an earlier one.
 */
export function drawStatements(
  document: Document,
  names: readonly Mention[],
  options: StatementOptions,
  random: Random,
): Statement[] {
  const found = new Map<string, Statement>();
  const most = Math.min(options.most, document.facts.length);
  for (const isContradicted of [false, true])
    for (const source of shuffled(random, document.facts).slice(0, random.integer(0, most))) {
      const statement = isContradicted
        ? contradiction(source, document, names, options, random)
        : supported(source, options, random);
      if (statement) found.set(statement.text, found.get(statement.text) ?? statement);
    }
  return shuffled(random, [...found.values()]);
}

/** Statements that are a summary of some of the document; one of them contradicts it, or none. */
export function drawSummary(
  document: Document,
  names: readonly Mention[],
  options: StatementOptions,
  random: Random,
): Statement[] {
  const most = Math.min(options.most, document.facts.length);
  const sources = shuffled(random, document.facts).slice(0, random.integer(1, Math.max(1, most)));
  const planted = chance(random, 0.5) ? random.integer(0, sources.length - 1) : -1;
  return sources.map((source, place) => {
    const contradicting = place === planted ? contradiction(source, document, names, options, random) : undefined;
    return contradicting ?? supported(source, options, random);
  });
}
