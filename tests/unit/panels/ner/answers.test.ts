import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAnswer } from '@/lib/panels/ner/answers/parse';
import type { Literal } from '@/lib/panels/ner/answers/python-value';
import { PythonDict, Unreadable } from '@/lib/panels/ner/answers/python-value';
import type { AnswerMode } from '@/lib/panels/ner/answers/read-pairs';
import { readPairs } from '@/lib/panels/ner/answers/read-pairs';
import { oracleJson } from '../../../support/shared-cases';

const labels = ['Person', 'Place'];
const sentence = "Zoë O'Hara left Lake Town for Ulm with Max .";
const read = (answer: string, mode: AnswerMode = 'few-shot') => parseAnswer(answer, { sentence, labels, mode });
const pairs = (answer: string, mode?: AnswerMode) => [...read(answer, mode).prediction];

describe('an answer that can be read', () => {
  it.each([
    ['JSON', '[{"Ulm": "Place"}, {"Max": "Person"}]'],
    ['Python', "[{'Ulm': 'Place'}, {'Max': 'Person'},]"],
    ['one object of several keys', '[{"Ulm": "Place", "Max": "Person"}]'],
    ['words and a fence around it', 'Here:\n```json\n[\n{"Ulm": "Place"},\n{"Max": "Person"}\n]\n```'],
    ['full-width punctuation', '[{"Ulm"：“Place”}]'.replace(/[“”]/g, '"').replace(']', '，{"Max"："Person"}]')],
    ['strings in parts and with prefixes', '[{u"U" "lm": r"Place"}, {"\\x4dax": "Per" \'son\'}]'],
    [
      'names of its parts',
      '[{"Entity Name": "Ulm", "Entity Label": "Place"}, {}, {"Entity Label": "Max", "Entity Name": "Person"}]',
    ],
    [
      'Chinese names of its parts',
      '[{"实体名称": "Ulm", "实体标签": "Place"}, {"实体名称": "Person", "实体标签": "Max"}]',
    ],
    ['an earlier list', '[none] [{"Ulm": "Place"}, {"Max": "Person"}]'],
  ])('%s', (_what, answer) => {
    expect(pairs(answer)).toEqual([
      ['Ulm', 'Place'],
      ['Max', 'Person'],
    ]);
    expect(read(answer).failure).toBeUndefined();
  });

  it.each(['', '[]', '[{}]', 'A: []', 'There is none.', '[].', '[]\nThere is none.', 'ERROR: too long'])(
    'without an entity: %s',
    answer => {
      for (const mode of ['zero-shot', 'few-shot'] as const)
        expect(read(answer, mode)).toEqual({ prediction: new Map(), dropped: [] });
    },
  );

  it('keeps what metrics decide about: unknown labels, mentions that are not there, the empty mention', () => {
    expect(pairs('[{"Ulm": "City"}, {"Rome": "Place"}, {"": "Place"}]')).toEqual([
      ['Ulm', 'City'],
      ['Rome', 'Place'],
      ['', 'Place'],
    ]);
  });

  it('reads full-width stops and commas as plain ones, also inside a mention', () => {
    expect(pairs('[{"St。 Ulm，D": "Place"}]')).toEqual([['St. Ulm,D', 'Place']]);
  });

  it('puts nothing in the place of a line break, also inside a mention', () => {
    expect(pairs('[{"Lake \nTown": "Place"},\n{"Zo\në": "Person"}]').map(([mention]) => mention)).toEqual([
      'Lake Town',
      'Zoë',
    ]);
  });

  it('keeps mentions that look like numbers where they stand', () => {
    expect(pairs('[{"b": "Place"}, {"12": "Place"}, {"1": "Person"}]').map(([mention]) => mention)).toEqual([
      'b',
      '12',
      '1',
    ]);
  });

  it('lets a later label win at the place of the first, and says so', () => {
    const { prediction, dropped } = read('[{"Ulm": "Person"}, {"Max": "Person"}, {"Ulm": "Place"}]');
    expect([...prediction]).toEqual([
      ['Ulm', 'Place'],
      ['Max', 'Person'],
    ]);
    expect(dropped).toEqual([
      { mention: 'Ulm', label: 'Person', reason: 'a later pair gives the mention another label' },
    ]);
  });

  it('reads loose objects in zero-shot mode only, and checks them', () => {
    const answer = '{"Ulm": "Place"} {"Rome": "Place", "Max": "Hero", "Lake Town": null}';
    expect(pairs(answer, 'zero-shot')).toEqual([['Ulm', 'Place']]);
    expect(read(answer, 'zero-shot').dropped).toEqual([
      { mention: 'Rome', label: 'Place', reason: 'the mention is not in the sentence' },
      { mention: 'Max', label: 'Hero', reason: 'the label is not in the label set' },
      { mention: 'Lake Town', label: 'O', reason: 'the label is O or null' },
    ]);
    expect(read(answer, 'few-shot')).toEqual({ prediction: new Map(), dropped: [] });
  });

  it.each([
    ['[{"Ulm": null}]', 'O', 'the label is O or null'],
    ['[{"Ulm": None}]', 'null', 'the mention or the label is not text'],
    ['[{"Ulm": {"is": 1}}]', '{is: 1}', 'the mention or the label is not text'],
    ['[{"Ulm": ("Place", b"x")}]', '(tuple Place (bytes x))', 'the mention or the label is not text'],
  ])('names what it leaves out: %s', (answer, label, reason) => {
    expect(read(answer)).toEqual({ prediction: new Map(), dropped: [{ mention: 'Ulm', label, reason }] });
  });

  it('takes one pair from each of several objects', () => {
    expect(read('[{"Ulm": "Place", "Max": "Person"}, {"Zoë": "Person"}]')).toEqual({
      prediction: new Map([
        ['Ulm', 'Place'],
        ['Zoë', 'Person'],
      ]),
      dropped: [{ mention: 'Max', label: 'Person', reason: 'its object has more than one key' }],
    });
  });
});

describe('an answer that cannot be read is empty as a whole and has a name', () => {
  it.each([
    ['an apostrophe in single quotes', "[{'Ulm': 'Place'}, {'O'Hara': 'Person'}]"],
    ['a quote in double quotes', '[{"Lake "Town"": "Place"}]'],
    ['a bracket in a mention', '[{"Ulm [GER]": "Place"}]'],
    ['curly quotes', '[{“Ulm”: “Place”}]'],
    ['words without quotes', '[{Ulm: Place}]'],
    ['true', '[{"Ulm": true}]'],
    ['null inside a mention', '[{"nullable": "Place"}]'],
    ['a missing comma', '[{"Ulm": "Place"} {"Max": "Person"}]'],
    ['a list of texts', '["Ulm", "Max"]'],
    ['a tuple', '[("Ulm", "Place")]'],
    ['an empty object beside others', '[{"Ulm": "Place"}, {}]'],
    ['a list that hides the good one', '[{"Ulm": "Place"}] as in [1]'],
    ['a name without a label', '[{"Entity Name": "Ulm", "Entity Label": "Place"}, {"Entity Name": "Max"}]'],
    ['an empty object beside Chinese names', '[{"实体名称": "Ulm", "实体标签": "Place"}, {}]'],
    ['a call', '[{"Ulm": str(1)}]'],
    ['a comprehension', '[{"Ulm": "Place"} for _ in (1, 2)]'],
    ['a no-break space', '[\u00a0{"Ulm": "Place"}]'],
  ])('%s', (_what, answer) => {
    for (const mode of ['zero-shot', 'few-shot'] as const) {
      const { prediction, failure } = read(answer, mode);
      expect(prediction.size).toBe(0);
      expect(failure?.kind).toBe('answer-unparsable');
      expect(failure?.detail).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('a loose object of zero-shot mode that is not Python, even beside a good one', () => {
    expect(read('{Ulm} {"Max": "Person"}', 'zero-shot').failure).toBeDefined();
    expect(read('{1: "Person"}', 'zero-shot').failure).toBeDefined();
    expect(read('{Ulm} {"Max": "Person"}', 'few-shot').failure).toBeUndefined();
  });
});

describe('an answer that was cut at the limit of its tokens', () => {
  const cut = (answer: string, more: object = {}) =>
    parseAnswer(answer, { sentence, labels, mode: 'few-shot', isCut: true, ...more });

  it.each([
    ['in a mention', '[{"Ulm": "Place"}, {"Max": "Person"}, {"Zo', ['Ulm', 'Max']],
    ['behind a comma', "[{'Ulm': 'Place'}, ", ['Ulm']],
    ['behind an item', '[{"Ulm": "Place"}', ['Ulm']],
    ['in a label', '[{"Ulm": "Place"}, {"Max": "Per', ['Ulm']],
    ['in an escape', '[{"Ulm": "Place"}, {"Max\\', ['Ulm']],
    ['in its first item', '[{"Ulm": "Pl', []],
    ['in its first item, which holds the end of an item', '[{"a}b": "Pl', []],
    ['before its first item', 'The entities are: [', []],
    ['in an item that holds the end of another', '[{"Ulm": "Place"}, {"a}, {b', ['Ulm']],
    ['behind a list that ends', '[{"Max": "Person"}] or rather [{"Ulm": "Place"}, {"Ma', ['Ulm']],
    ['in the first item of a list that it repeats', '[{"Ulm": "Place"}] [{"Ul', ['Ulm']],
    ['in words, behind its list', '[{"Ulm": "Place"}] These are all entit', ['Ulm']],
    ['in words, before any list', 'Let us look at the sentence. There is', []],
    ['among names of its parts', '[{"Entity Name": "Ulm", "Entity Label": "Place"}, {"Entity Name": "Ma', ['Ulm']],
  ])('%s', (_where, answer, mentions) => {
    for (const mode of ['zero-shot', 'few-shot'] as const) {
      const { prediction, failure } = cut(answer, { mode });
      expect([...prediction.keys()]).toEqual(mentions);
      expect(failure).toBeUndefined();
    }
  });

  it('is read as JSON where a schema gave it its form, brackets in names included', () => {
    const { prediction } = cut('[{"Ulm [GER]": "Place"}, {"null}": "Person"}, {"Ma', { isJson: true });
    expect([...prediction.keys()]).toEqual(['Ulm [GER]', 'null}']);
  });

  it('is unreadable as before where a whole item is', () => {
    expect(cut('[{Ulm: Place}, {"Max": "Per').failure?.kind).toBe('answer-unparsable');
  });

  it('has in few-shot mode no entity by the rules of the reference, which knows no end of an answer', () => {
    expect(read('[{"Ulm": "Place"}, {"Ma').prediction.size).toBe(0);
  });

  it('gives the first items of the whole answer, wherever it is cut', () => {
    const mention = fc.string({ unit: 'grapheme', minLength: 1 });
    const written = fc.uniqueArray(fc.tuple(mention, fc.constantFrom(...labels)), { selector: ([one]) => one });
    fc.assert(
      fc.property(written, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        const answer = JSON.stringify(list.map(([one, label]) => ({ [one]: label })));
        const part = answer.slice(0, Math.floor(share * answer.length));
        const found = [...cut(part, { isJson: true }).prediction];
        expect(found).toEqual(list.slice(0, found.length));
        // Every item but the one that was cut.
        const rest = JSON.stringify(list.slice(0, found.length + 1).map(([one, label]) => ({ [one]: label })));
        if (found.length < list.length) expect(part.length).toBeLessThan(rest.length - 1);
      }),
    );
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    ...['[', ']', '{', '}', '(', ')', '"', "'", '"""', '\\', ',', ':', '，', '：', '#', '\n', '\r', ' ', 'null', 'O'],
    ...[
      'None',
      '1',
      '-',
      '.5e3',
      'u',
      'rb',
      '\\x4',
      '\\N{DASH}',
      '...',
      'Ulm',
      'Place',
      '"Ulm"',
      '"Place"',
      '\0',
      '😀',
    ],
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 40 }).map(list => list.join('')),
  );

  it('is read without an exception, and only text comes out', () => {
    fc.assert(
      fc.property(text, fc.constantFrom<AnswerMode>('zero-shot', 'few-shot'), fc.boolean(), (answer, mode, isCut) => {
        const { prediction, failure } = parseAnswer(answer, { sentence, labels, mode, isCut });
        expect([...prediction].flat().every(part => typeof part === 'string')).toBe(true);
        if (failure) expect(prediction.size).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('survives as JSON: what is written as one-key objects is read back', () => {
    const mention = fc.string({ unit: 'grapheme' }).filter(one => !/[\]，。：]|null/.test(JSON.stringify(one)));
    const written = fc.uniqueArray(fc.tuple(mention, fc.constantFrom(...labels)), { selector: ([one]) => one });
    fc.assert(
      fc.property(written, list => {
        const answer = JSON.stringify(list.map(([one, label]) => ({ [one]: label })));
        expect(pairs(answer)).toEqual(list);
      }),
    );
  });

  it.each(['[', '{', '[{"a":', '(', '"', '\\', '#', '-', '[]', '{}', ' ', '"a" ', '1_'])(
    'of a million times %s takes no time that grows with its square, and exhausts no stack',
    part => {
      const many = part.repeat(1_000_000 / part.length);
      for (const answer of [many, `[${many}]`, `[{"${many}`, `[{${many}}]`])
        for (const mode of ['zero-shot', 'few-shot'] as const)
          for (const isCut of [false, true])
            expect(() => parseAnswer(answer, { sentence, labels, mode, isCut })).not.toThrow();
    },
  );
});

type Written = null | boolean | number | string | Written[] | { [key: string]: Written };
interface Expected {
  prediction?: [Written, Written][];
  crash?: string;
}

/** As the recording writes values: a dict as a JSON object. */
const plain = (value: Literal): unknown =>
  value instanceof PythonDict ? Object.fromEntries(value.pairs().map(([k, v]) => [k, plain(v)])) : value;

function asRecorded(answer: string, context: Parameters<typeof readPairs>[1]): Expected {
  try {
    const byMention = new Map<unknown, unknown>();
    for (const { mention, label } of readPairs(answer, context).pairs) byMention.set(plain(mention), plain(label));
    return { prediction: [...byMention] as [Written, Written][] };
  } catch (error) {
    if (error instanceof Unreadable) return { crash: error.message };
    throw error;
  }
}

describe('the reference implementation', () => {
  it('reads 130 crafted answers in both modes alike', ({ skip }) => {
    const file = oracleJson<{
      labels: string[];
      sentence: string;
      cases: { response: string; zs: Expected; pool: Expected }[];
    }>('ner/a3_parser_reference_cases.json');
    if (!file) return skip();
    let agreed = 0;
    for (const { response, zs, pool } of file.cases)
      for (const [mode, expected] of [
        ['zero-shot', zs],
        ['few-shot', pool],
      ] as const) {
        const context = { sentence: file.sentence, labels: file.labels, mode };
        const found = asRecorded(response, context);
        const parsed = parseAnswer(response, context);
        // The reference catches what it cannot read in a list; we name it.
        if (expected.crash || found.crash) {
          expect(found.crash, response).toBeDefined();
          expect(expected.prediction ?? [], response).toEqual([]);
          expect(parsed.failure, response).toBeDefined();
          expect([...parsed.prediction], response).toEqual([]);
        } else {
          expect(found, response).toEqual(expected);
          const texts = expected.prediction?.filter(pair => pair.every(part => typeof part === 'string'));
          expect([...parsed.prediction], response).toEqual(texts);
        }
        agreed++;
      }
    expect(agreed).toBe(260);
  });

  it('reads 19 recorded few-shot answers alike', ({ skip }) => {
    const file = oracleJson<{
      labels: string[];
      cases: { sentence: string; response: string; prediction: [string, string][] }[];
    }>('ner/a2_recorded_single_responses.json');
    if (!file) return skip();
    expect(file.cases).toHaveLength(19);
    for (const { sentence, response, prediction } of file.cases)
      expect([...parseAnswer(response, { sentence, labels: file.labels, mode: 'few-shot' }).prediction]).toEqual(
        prediction,
      );
  });
});
