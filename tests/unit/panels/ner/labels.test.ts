import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelsIn, labelsText } from '@/lib/panels/ner/labels';
import { fields } from '@/lib/panels/ner/settings';
import { beginningOf } from '@/lib/panels/ner/text/beginning';

describe('the labels of an experiment', () => {
  it.each([
    ['Person, Ship', ['Person', 'Ship']],
    [' Person ,, Ship,Person ', ['Person', 'Ship']],
    ['["a, b", "\\u{1f6a2} \\"x\\"", " y "]'.replace('\\u{1f6a2}', '\u{1f6a2}'), ['a, b', '\u{1f6a2} "x"', ' y ']],
    ['[x], "y"', ['[x]', '"y"']],
    ['["open', ['["open']],
    [' , ', []],
    ['', []],
  ])('in %j are %j', (text, labels) => {
    expect(labelsIn(text)).toEqual(labels);
  });

  it('of any kind are written on one line and read again', () => {
    const label = fc
      .oneof(fc.string({ unit: 'binary' }), fc.constantFrom(',', '[a]', ' x', 'x\ny', '"', "'", '\u2028', '\u{1f6a2}'))
      .filter(text => text.trim() !== '');
    fc.assert(
      fc.property(fc.uniqueArray(label), labels => {
        const text = labelsText(labels);
        expect(labelsIn(text)).toEqual(labels);
        expect(text).toMatch(fields.labels.pattern);
      }),
    );
  });
});

describe('the beginning of a sentence', () => {
  const text = `${'\u{1f6a2}'.repeat(3)} Nell`;
  const entities = [
    { start: 0, end: 2, label: 'Ship' },
    { start: 4, end: 8, label: 'Person' },
  ];

  it('is cut between code points, with the entities that are whole in it', () => {
    expect(beginningOf({ text, entities }, 3)).toEqual({
      text: '\u{1f6a2}'.repeat(3),
      entities: entities.slice(0, 1),
      isCut: true,
    });
    expect(beginningOf({ text, entities }, 8)).toEqual({ text, entities, isCut: false });
    expect(beginningOf({ text, entities: null }, 3).entities).toBeNull();
  });
});
