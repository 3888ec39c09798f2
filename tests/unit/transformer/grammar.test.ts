import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromJSONSchema } from 'zod';
import { Failure } from '@/lib/core/failure';
import { type JsonSchema, tryParseJson } from '@/lib/core/json';
import { type Random, random } from '@/lib/core/random';
import { Automaton, dead } from '@/lib/transformer/grammar/automaton';
import { type Grammar, Grammars } from '@/lib/transformer/grammar/grammar';
import { graphOfSchema } from '@/lib/transformer/grammar/json-schema';
import type { TokenBytes } from '@/lib/transformer/grammar/vocabulary';
import { sample } from '@/lib/transformer/sampling';
import { createTokenizer } from '@/lib/transformer/tokenizer';
import { anyFitting, written } from '../../support/schemas';

const utf8 = new TextEncoder();

const folder = new URL('../../../public/models/loupe-arithmetic/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const tokenizer = createTokenizer(read('tokenizer.json'), read('tokenizer_config.json'));
const vocabSize = 450;
const endToken = 0;
const tokens = tokenizer.tokenBytes!();
const compile = (schema: JsonSchema): Grammar => new Grammars(() => tokens, vocabSize, [endToken]).of(schema);

const has = (mask: Uint32Array, id: number): boolean => ((mask[id >>> 5]! >>> (id & 31)) & 1) === 1;

/** Whether the automaton of a schema takes a whole text. */
function takes(schema: JsonSchema, text: string): boolean {
  const { graph, start } = graphOfSchema(schema);
  const automaton = new Automaton(graph, start, () => true);
  let state = 0;
  for (const byte of utf8.encode(text)) if (state !== dead) state = automaton.step(state, byte);
  return state !== dead && automaton.accepts(state);
}

/** Whether another implementation of JSON Schema, whose lengths count UTF-16 units, takes a value. */
const fits = (schema: JsonSchema, text: string): boolean => {
  const value = tryParseJson(text.replace(/[\u{10000}-\u{10ffff}]/gu, 'x'));
  return fromJSONSchema(schema as never).safeParse(value).success;
};

/** An answer of a model whose logits are random, and lean towards some tokens more than others. */
function randomAnswer(grammar: Grammar, most: number, stream: Random): { ids: number[]; isEnded: boolean } {
  const constraint = grammar.begin();
  const ids: number[] = [];
  while (ids.length < most) {
    const logits = Float32Array.from({ length: vocabSize }, () => 8 * stream.next() ** 3);
    const sampling = { temperature: stream.next() < 0.3 ? 0 : 1, top_p: 0.9, seed: stream.integer(0, 1e9) };
    const id = sample(logits, sampling, ids.length, constraint.allowed(most - ids.length));
    ids.push(id);
    if (id === endToken) return { ids, isEnded: true };
    constraint.accept(id);
  }
  return { ids, isEnded: false };
}

/** Milliseconds, for a machine that is busy with much else. */
const timeout = 300_000;

describe('the automaton of a schema', { timeout }, () => {
  it('takes every value that fits, in its form of writing', () => {
    fc.assert(
      fc.property(anyFitting, ({ schema, value }) => {
        expect(takes(schema, written(value))).toBe(true);
      }),
      { numRuns: 80 },
    );
  });

  it('takes no text that is not JSON of the schema', () => {
    const noise = fc.constantFrom(...'[]{}",: \\0aé\u2028\ud800\t\n-1.');
    const edit = fc.record({ at: fc.nat(), take: fc.nat(2), put: fc.array(noise, { maxLength: 2 }) });
    fc.assert(
      fc.property(anyFitting, fc.array(edit, { minLength: 1, maxLength: 3 }), ({ schema, value }, edits) => {
        let text = written(value);
        for (const { at, take, put } of edits) {
          const from = at % (text.length + 1);
          text = text.slice(0, from) + put.join('') + text.slice(from + take);
        }
        if (takes(schema, text)) expect(fits(schema, text)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it.each<[string, JsonSchema, string[], string[]]>([
    ['items', { type: 'array', items: { enum: [1] }, minItems: 1, maxItems: 2 }, ['[1]', '[1, 1]'], ['[]', '[1, 1, 1]']],
    ['no items at all', { type: 'array', items: { enum: [1] }, maxItems: 0 }, ['[]'], ['[1]']],
    ['numbers without a bound', { type: 'array', items: { type: 'number' } }, ['[]', '[-0.5, 10]'], ['[01]', '[1.]']],
    ['characters', { type: 'string', maxLength: 1 }, ['""', '"ü"', '"🎉"', '"\\n"'], ['"ab"', '"\t"', '"\\u0041"', '"']],
    ['a type beside values', { type: 'string', enum: ['a', 1] }, ['"a"'], ['1']],
    [
      'properties that may be missing',
      { type: 'object', properties: { a: { const: 1 }, b: { const: 2 } }, required: ['b'] },
      ['{"a": 1, "b": 2}', '{"b": 2}'],
      ['{"a": 1}', '{}', '{"b": 2, "a": 1}', '{, "b": 2}'],
    ],
  ])('counts %s', (_what, schema, right, wrong) => {
    expect(right.filter(text => !takes(schema, text))).toEqual([]);
    expect(wrong.filter(text => takes(schema, text))).toEqual([]);
  }); // prettier-ignore

  it('reads the bytes of well-formed characters alone', () => {
    const { graph, start } = graphOfSchema({ type: 'string', minLength: 1, maxLength: 1 });
    const automaton = new Automaton(graph, start, () => true);
    const end = automaton.step(automaton.step(automaton.step(0, 0x22), 0x61), 0x22);
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const isCharacter = (bytes: number[]) => {
      try {
        return [...decoder.decode(Uint8Array.from(bytes))].length === 1;
      } catch {
        return false;
      }
    };
    const byte = fc.oneof(fc.integer({ min: 0x80, max: 0xff }), fc.constantFrom(0x7f, 0xed, 0xa0, 0x9f, 0xf4, 0x8f, 0x90));
    fc.assert(
      fc.property(fc.array(byte, { minLength: 1, maxLength: 4 }), bytes => {
        const state = [0x22, ...bytes, 0x22].reduce((at, one) => (at === dead ? dead : automaton.step(at, one)), 0);
        expect(state === end).toBe(isCharacter(bytes));
      }),
      { numRuns: 500 },
    );
  }); // prettier-ignore

  it.each<[string, JsonSchema]>([
    ['a keyword that is not known', { type: 'string', pattern: 'a' }],
    ['a keyword of another type', { type: 'string', maxItems: 2 }],
    ['a reference', { $ref: '#' }],
    ['no type', {}],
    ['two types', { type: ['string', 'null'] }],
    ['items without a schema', { type: 'array' }],
    ['no value', { enum: [] }],
    ['no value of its type', { enum: [1], type: 'string' }],
    ['a bound that is no count', { type: 'string', maxLength: -1 }],
    ['bounds that leave nothing', { type: 'array', items: { const: 1 }, minItems: 2, maxItems: 1 }],
    ['known and other properties', { type: 'object', properties: {}, additionalProperties: { const: 1 } }],
    ['a required property that it lacks', { type: 'object', properties: {}, required: ['a'] }],
    ['more states than memory allows', { type: 'array', items: { const: 'x'.repeat(1000) }, maxItems: 1e9 }],
  ])('is refused for %s', (_what, schema) => {
    expect(() => graphOfSchema(schema)).toThrow(expect.objectContaining({ kind: 'schema-unfit' }));
  });
});

describe('the tokens of a model', { timeout }, () => {
  it('join to the bytes of a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const parts = tokenizer.encode(text).map(id => [...(tokens[id] ?? [])]);
        // A text may name special tokens, which have no bytes.
        if (!/<\|/.test(text)) expect(parts.flat()).toEqual([...utf8.encode(text)]);
      }),
    );
  });

  it('are allowed where their bytes lead to what can be completed, and nowhere else', () => {
    fc.assert(
      fc.property(anyFitting, fc.integer(), ({ schema }, seed) => {
        const grammar = compile(schema);
        const { graph, start } = graphOfSchema(schema);
        const automaton = new Automaton(graph, start, byte => tokens.some(one => one?.length === 1 && one[0] === byte));
        const stream = random(seed);
        const { ids } = randomAnswer(grammar, grammar.shortest + 20, stream);
        const constraint = grammar.begin();
        let state = 0;
        for (const id of ids) {
          const remaining = stream.integer(1, 40);
          const mask = constraint.allowed(remaining);
          for (let other = 0; other < vocabSize; other++) {
            const bytes = tokens[other];
            const after = bytes?.reduce((at, byte) => (at === dead ? dead : automaton.step(at, byte)), state) ?? dead;
            const isRight =
              other === endToken ? automaton.accepts(state) : after !== dead && automaton.distance(after) <= remaining - 2;
            if (has(mask, other) !== isRight) throw new Error(`Token ${other}: ${has(mask, other)}`);
          }
          if (id === endToken) break;
          constraint.accept(id);
          for (const byte of tokens[id]!) state = automaton.step(state, byte);
        }
      }),
      { numRuns: 20 },
    );
  }); // prettier-ignore
});

describe('an answer of random logits under a schema', { timeout }, () => {
  it('is JSON of the schema and ends within its tokens, however few there are', () => {
    fc.assert(
      fc.property(anyFitting, fc.integer(), fc.nat(60), ({ schema }, seed, more) => {
        const grammar = compile(schema);
        const { ids, isEnded } = randomAnswer(grammar, grammar.shortest + more, random(seed));
        expect(isEnded).toBe(true);
        const text = tokenizer.decode(ids.slice(0, -1));
        expect([text, fits(schema, text)]).toEqual([text, true]);
      }),
      { numRuns: 80 },
    );
  });
});

describe('the grammars of a model', () => {
  it('are compiled once for equal schemas', () => {
    const grammars = new Grammars(() => tokens, vocabSize, [endToken]);
    const schema = (order: boolean): JsonSchema =>
      order ? { type: 'string', maxLength: 3 } : { maxLength: 3, type: 'string' };
    expect(grammars.of(schema(true))).toBe(grammars.of(schema(false)));
    const schemas = Array.from({ length: 20 }, (_, n): JsonSchema => ({ const: n }));
    for (const each of schemas) grammars.of(each);
    expect(grammars.of({ const: 19 })).toBe(grammars.of({ const: 19 }));
  });

  it.each<[string, TokenBytes | null, number[]]>([
    ['has no bytes for its tokens', null, [0]],
    ['cannot write a byte of the form', [undefined, utf8.encode('[')], [0]],
    ['has no end token', tokens, []],
  ])('are refused where the model %s', (_what, bytes, ends) => {
    const grammars = new Grammars(bytes && (() => bytes), vocabSize, ends);
    expect(() => grammars.of({ type: 'array', items: { const: 1 } })).toThrow(Failure);
    expect(() => grammars.of({ type: 'array', items: { const: 1 } })).toThrow(
      expect.objectContaining({ kind: 'schema-unfit' }),
    );
  });
});
