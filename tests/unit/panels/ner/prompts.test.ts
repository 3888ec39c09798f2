import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromJSONSchema } from 'zod';
import { parseAnswer } from '@/lib/panels/ner/answers/parse';
import { answerSchema, answerText, promptFor } from '@/lib/panels/ner/prompts';

const labels = ['Person', 'Place'];
const demonstrations = [
  {
    text: 'Max left Ulm .',
    prediction: new Map([
      ['Max', 'Person'],
      ['Ulm', 'Place'],
    ]),
  },
  { text: 'It "rained" .', prediction: new Map<string, string>() },
  { text: 'A very long sentence about Zoë and nothing else .', prediction: new Map([['Zoë', 'Person']]) },
];

describe('a prompt', () => {
  it('names the labels, shows demonstrations in their order and ends in an open answer', () => {
    const { text } = promptFor('Who left ?', labels, demonstrations);
    expect(text).toContain('["Person","Place"]');
    expect(
      text.endsWith(`Text: Max left Ulm .
Answer: [{"Max": "Person"}, {"Ulm": "Place"}]

Text: It "rained" .
Answer: []

Text: A very long sentence about Zoë and nothing else .
Answer: [{"Zoë": "Person"}]

Text: Who left ?
Answer:`),
    ).toBe(true);
  });

  it('holds all demonstrations where there is no budget', () => {
    expect(promptFor('Who left ?', labels, demonstrations)).toMatchObject({ demonstrations: 3, tokens: null });
  });

  it('keeps the sentence on its line', () => {
    expect(promptFor('\none\r\ntwo \u2028 three', labels).text).toMatch(/\nText: one two three\nAnswer:$/);
  });

  it('drops the first demonstration that does not fit and all behind it', () => {
    const count = (text: string) => text.length;
    const sizes = [0, 1, 2, 3].map(n => promptFor('Who left ?', labels, demonstrations.slice(0, n)).text.length);
    const fitting = (tokens: number, list = demonstrations) => promptFor('Who left ?', labels, list, { count, tokens });
    sizes.forEach((tokens, n) => {
      expect(fitting(tokens)).toMatchObject({ demonstrations: n, tokens });
      if (n > 0) expect(fitting(tokens - 1)).toMatchObject({ demonstrations: n - 1, tokens: sizes[n - 1] });
    });
    // The short one behind the long one would fit, and is left out all the same.
    const reversed = [...demonstrations].reverse();
    expect(fitting((sizes[1] ?? 0) - 1, reversed).demonstrations).toBe(0);
    expect(fitting(10)).toMatchObject({ demonstrations: 0, tokens: sizes[0] });
  });

  it('shows answers that the parser reads back', () => {
    const mention = fc.string({ unit: 'grapheme', minLength: 1 }).filter(one => !/[\]，。：]|null/.test(one));
    fc.assert(
      fc.property(fc.dictionary(mention, fc.constantFrom(...labels)), pairs => {
        const prediction = new Map(Object.entries(pairs));
        const read = parseAnswer(answerText(prediction), { sentence: '', labels, mode: 'few-shot' });
        expect([...read.prediction]).toEqual([...prediction]);
      }),
    );
  });

  it('has a schema that its answers fit, and no answer with another label or two keys in an object', () => {
    const schema = fromJSONSchema(answerSchema(labels) as never);
    const fits = (answer: string) => schema.safeParse(JSON.parse(answer)).success;
    for (const { prediction } of demonstrations) expect(fits(answerText(prediction))).toBe(true);
    for (const answer of [
      '[{"Ulm": "Animal"}]',
      '[{"Max": "Person", "Ulm": "Place"}]',
      '[{}]',
      '[{"": "Place"}]',
      '{}',
    ])
      expect(fits(answer)).toBe(false);
  });

  it('shows answers that are read back under a schema, whatever the names are', () => {
    const mention = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(fc.array(fc.tuple(mention, fc.constantFrom(...labels))), pairs => {
        const prediction = new Map(pairs);
        const read = parseAnswer(answerText(prediction), { sentence: '', labels, mode: 'few-shot', isJson: true });
        expect([[...read.prediction], read.failure]).toEqual([[...prediction], undefined]);
      }),
    );
    // By the rules for any answer, either name would make it unreadable.
    const odd = new Map([
      ['annulled [1]', 'Place'],
      ['，null', 'Person'],
    ]);
    expect([
      ...parseAnswer(answerText(odd), { sentence: '', labels, mode: 'zero-shot', isJson: true }).prediction,
    ]).toEqual([...odd]);
  });

  it('may be answered in another form all the same', () => {
    const context = { sentence: 'Max left Ulm', labels, mode: 'zero-shot', isJson: true } as const;
    for (const answer of [
      "Here: [{'Ulm': 'Place'}]",
      '{"Ulm": "Place"}',
      '[{"Entity Name": "Ulm", "Entity Label": "Place"}]',
    ])
      expect([...parseAnswer(answer, context).prediction]).toEqual([['Ulm', 'Place']]);
  });
});
