import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partingOf } from '@/components/workbench/replay/first-difference';

describe('partingOf', () => {
  it.each([
    ['1008', '1018', { shared: '10', place: 3, marks: ['0', '1'], rests: ['8', '8'] }],
    ['108', '10', { shared: '10', place: 3, marks: ['8', ''], rests: ['', ''] }],
    ['', 'a', { shared: '', place: 1, marks: ['', 'a'], rests: ['', ''] }],
    // Pairs of halves and letters with their accents are whole characters.
    ['a😀b', 'a😁b', { shared: 'a', place: 2, marks: ['😀', '😁'], rests: ['b', 'b'] }],
    ['xe\u0301', 'xe\u0300', { shared: 'x', place: 2, marks: ['e\u0301', 'e\u0300'], rests: ['', ''] }],
  ])('cuts %j and %j where they part', (a, b, parting) => {
    expect(partingOf(a, b)).toEqual(parting);
  });

  it('is null for equal texts only, and puts both texts together again', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom('1', '0', '\n') }));
    fc.assert(
      fc.property(text, text, (a, b) => {
        const parting = partingOf(a, b);
        expect(parting === null).toBe(a === b);
        if (!parting) return;
        const { shared, marks, rests } = parting;
        expect([shared + marks[0] + rests[0], shared + marks[1] + rests[1]]).toEqual([a, b]);
        expect(marks[0]).not.toBe(marks[1]);
      }),
    );
  });
});
