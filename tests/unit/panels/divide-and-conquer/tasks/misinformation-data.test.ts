import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import pairs from '@/lib/panels/divide-and-conquer/tasks/misinformation/pairs.json';

// The built-in pairs are written by hand, so these are the promises that researchers rely on when they score on them.
const KINDS = ['direction', 'size', 'population', 'causation', 'negation', 'time', 'comparison', 'agent'] as const;
// One full stop, at the end: no decimals, no abbreviations. A splitter by rule and one by model then find the same sentences.
const sentence = z.string().check(z.regex(/^[A-Z][^.!?]*\.$/));
const plain = /^[ -~]*$/;
const Pair = z.strictObject({
  id: z.string().check(z.regex(/^m\d{2}$/)),
  domain: z.string().check(z.minLength(3)),
  evidence: z.string().check(z.regex(plain)),
  article: z.array(sentence.check(z.regex(plain))).check(z.minLength(6), z.maxLength(10)),
  planted: z.nullable(
    z.strictObject({ sentence: z.int().check(z.minimum(0)), kind: z.enum(KINDS), was: sentence.check(z.regex(plain)) }),
  ),
  coreference: z.optional(z.literal(true)),
});

const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);
const bare = (text: string): string[] => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
const grams = (text: string, n: number): Set<string> => {
  const tokens = bare(text);
  return new Set(tokens.slice(0, Math.max(0, tokens.length - n + 1)).map((_, i) => tokens.slice(i, i + n).join(' ')));
};
const count = <T>(items: readonly T[]): Map<T, number> => {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
};

const read = z.array(Pair).parse(pairs);
const planted = read.flatMap(pair => (pair.planted ? [{ ...pair, planted: pair.planted }] : []));
const faithful = read.filter(pair => !pair.planted);

describe('the built-in pairs of article and evidence', () => {
  it('are at least 60, each under an id of its own', () => {
    expect(read.length).toBeGreaterThanOrEqual(60);
    expect(new Set(read.map(pair => pair.id)).size).toBe(read.length);
  });

  it('hold a planted contradiction in exactly half', () => {
    expect(planted.length * 2).toBe(read.length);
  });

  it('come from at least 12 domains, each with as many planted articles as faithful ones', () => {
    const domains = count(read.map(pair => pair.domain));
    expect(domains.size).toBeGreaterThanOrEqual(12);
    const plantedIn = count(planted.map(pair => pair.domain));
    for (const [domain, n] of domains) expect(plantedIn.get(domain), domain).toBe(n / 2);
  });

  it('plant each kind equally often, and in each third of the article', () => {
    expect([...count(planted.map(pair => pair.planted.kind)).values()]).toEqual(KINDS.map(() => planted.length / 8));
    const thirds = count(planted.map(pair => Math.floor((3 * pair.planted.sentence) / pair.article.length)));
    for (const third of [0, 1, 2])
      expect(thirds.get(third), `third ${third}`).toBeGreaterThanOrEqual(planted.length / 4);
  });

  it('mark eight articles where a pronoun makes isolation hard, half of them planted', () => {
    expect(read.filter(pair => pair.coreference)).toHaveLength(8);
    expect(planted.filter(pair => pair.coreference)).toHaveLength(4);
  });

  it('do not betray the planted articles by their length', () => {
    const mean = (lengths: number[]): number => lengths.reduce((sum, n) => sum + n, 0) / lengths.length;
    const gap = (of: (pair: (typeof read)[number]) => number): number =>
      Math.abs(mean(planted.map(of)) - mean(faithful.map(of)));
    expect(gap(pair => pair.article.length)).toBeLessThan(0.5);
    expect(gap(pair => words(pair.article.join(' ')).length)).toBeLessThan(6);
    expect(gap(pair => words(pair.evidence).length)).toBeLessThan(6);
    const length = (text: string): number => words(text).length;
    const toTruth = planted.map(
      ({ article, planted: { sentence: at, was } }) => length(article[at] ?? '') - length(was),
    );
    expect(Math.abs(mean(toTruth))).toBeLessThan(1);
  });

  it.each(read.map(pair => [pair.id, pair] as const))('%s keeps to the form', (_, pair) => {
    expect(words(pair.evidence).length).toBeGreaterThanOrEqual(80);
    expect(words(pair.evidence).length).toBeLessThanOrEqual(150);
    const article = pair.article.join(' ');
    expect(words(article).length).toBeGreaterThanOrEqual(110);
    expect(words(article).length).toBeLessThanOrEqual(220);
    expect(new Set(pair.article).size).toBe(pair.article.length);
    const found = [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(article)];
    expect(found.map(({ segment }) => segment.trim())).toEqual(pair.article);
    if (pair.planted) {
      expect(pair.planted.sentence).toBeLessThan(pair.article.length);
      // Neither the planted sentence nor a copy of the truth elsewhere in the article.
      expect(pair.article).not.toContain(pair.planted.was);
    }
    // An article retells its evidence in other words: overlap alone must not tell support.
    const said = grams(pair.evidence, 8);
    for (const told of pair.article) {
      expect(
        [...grams(told, 8)].filter(gram => said.has(gram)),
        told,
      ).toEqual([]);
    }
  });

  it('share no run of eight words between two evidences', () => {
    const owner = new Map<string, string>();
    const shared: string[] = [];
    for (const { id, evidence } of read) {
      for (const gram of grams(evidence, 8)) {
        const other = owner.get(gram);
        if (other !== undefined) shared.push(`${other} and ${id}: ${gram}`);
        owner.set(gram, id);
      }
    }
    expect(shared).toEqual([]);
  });
});
