import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import data from '@/lib/panels/divide-and-conquer/tasks/hallucination/pairs.json';

/** One sentence in plain ASCII whose only full stop is its last character, so that every splitter agrees on where it ends. */
const sentence = z.string().check(z.regex(/^[A-Z0-9][ -~]*$/), z.regex(/^[^.!?"]+\.$/));

const pairs = z
  .array(
    z.strictObject({
      id: z.string().check(z.regex(/^h\d\d$/)),
      domain: z.string().check(z.minLength(3)),
      coreference: z.optional(z.literal(true)),
      document: z.string().check(z.regex(/^[ -~]+\.$/)),
      summary: z.array(sentence).check(z.minLength(3), z.maxLength(6)),
      planted: z.nullable(
        z.strictObject({
          sentence: z.int().check(z.minimum(0)),
          kind: z.enum(['number', 'name', 'place', 'time', 'negation', 'cause', 'quantity', 'relation']),
          was: sentence,
          facts: z.optional(z.literal(2)),
        }),
      ),
    }),
  )
  .parse(data);

const planted = pairs.flatMap(({ id, summary, planted }) => (planted ? [{ id, summary, ...planted }] : []));
const words = (text: string): string[] => text.toLowerCase().match(/[a-z0-9']+/g) ?? [];

/** Every run of `length` successive words. */
function runs(text: string, length: number): Set<string> {
  const all = words(text);
  return new Set(all.slice(length - 1).map((_, start) => all.slice(start, start + length).join(' ')));
}

/** How often each value occurs. */
function tally<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function sentencesOf(text: string): string[] {
  const segments = new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text);
  return Array.from(segments, ({ segment }) => segment.trim());
}

describe('the document and summary pairs', () => {
  it('are at least 60, each with an id of its own, from at least 12 domains', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(60);
    expect(new Set(pairs.map(({ id }) => id)).size).toBe(pairs.length);
    expect(new Set(pairs.map(({ domain }) => domain)).size).toBeGreaterThanOrEqual(12);
  });

  it('are planted in exactly half, in every domain, and as often in short summaries as in long ones', () => {
    expect(planted.length * 2).toBe(pairs.length);
    for (const feature of ['domain', 'length', 'coreference'] as const) {
      const of = (pair: (typeof pairs)[number]) => (feature === 'length' ? pair.summary.length : pair[feature]);
      const all = tally(pairs.map(of));
      const bad = tally(pairs.filter(pair => pair.planted).map(of));
      for (const [value, count] of all) expect([feature, value, bad.get(value)]).toEqual([feature, value, count / 2]);
    }
  });

  it.each(planted)('$id: what was planted stands in the summary, and the true sentence is another', pair => {
    expect(pair.summary[pair.sentence]).toBeTypeOf('string');
    expect(pair.summary).not.toContain(pair.was);
  });

  it('plant every kind equally often, at every place of a summary, and a quarter of them need two facts', () => {
    const kinds = tally(planted.map(({ kind }) => kind));
    expect(kinds.size).toBe(8);
    expect(new Set(kinds.values())).toEqual(new Set([planted.length / 8]));
    for (const length of [3, 4, 5, 6]) {
      const places = planted.filter(({ summary }) => summary.length === length).map(pair => pair.sentence);
      expect([...new Set(places)].sort()).toEqual(Array.from({ length }, (_, place) => place));
    }
    expect(planted.filter(({ facts }) => facts === 2)).toHaveLength(planted.length / 4);
  });

  it.each(pairs)('$id: a sentence splitter finds the sentences of the summary, planted or true', pair => {
    expect(sentencesOf(pair.summary.join(' '))).toEqual(pair.summary);
    if (!pair.planted) return;
    const repaired = pair.summary.with(pair.planted.sentence, pair.planted.was);
    expect(sentencesOf(repaired.join(' '))).toEqual(repaired);
  });

  it.each(pairs)('$id: the document has 80 to 180 words and no full stop inside a sentence', ({ document }) => {
    const count = document.split(' ').length;
    expect(count).toBeGreaterThanOrEqual(80);
    expect(count).toBeLessThanOrEqual(180);
    expect(sentencesOf(document).filter(part => !/^[A-Z][^.]+\.$/.test(part))).toEqual([]);
  });

  it.each(pairs)('$id: the summary is in words of its own', ({ document, summary, planted }) => {
    const copied = runs(document, 7);
    const sentences = planted ? [...summary, planted.was] : summary;
    expect(sentences.flatMap(text => [...runs(text, 7)].filter(run => copied.has(run)))).toEqual([]);
  });

  it.each(pairs)('$id: a sentence leans on the one before it only where that is marked', ({ summary, coreference }) => {
    const leaning = summary.filter(text => /^(He|She|It|They|His|Her|Its|Their|This|That|These|Those)\b/.test(text));
    expect(leaning.length > 0).toBe(coreference === true);
  });

  it('have no run of eight words that two documents share', () => {
    const owner = new Map<string, string>();
    const shared: string[] = [];
    for (const { id, document } of pairs) {
      for (const run of runs(document, 8)) {
        const other = owner.get(run);
        if (other !== undefined) shared.push(`${other} and ${id}: ${run}`);
        owner.set(run, id);
      }
    }
    expect(shared).toEqual([]);
  });
});
