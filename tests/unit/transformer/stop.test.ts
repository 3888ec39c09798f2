import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StopFilter } from '@/lib/transformer/generation/stop';

const through = (stops: string[], pieces: string[]) => {
  const filter = new StopFilter(stops);
  const shown = pieces.map(piece => filter.push(piece));
  return { shown: [...shown, filter.flush()], stopped: filter.stopped };
};

describe('stop strings', () => {
  it('end the text before them, also across pieces', () => {
    expect(through(['\n\n'], ['a\nb\n', '\nc', 'd'])).toEqual({ shown: ['a\nb', '', '', ''], stopped: true });
  });
  it('give back what only looked like one', () => {
    expect(through(['END'], ['xE', 'N', 'Dx'.slice(1), 'E'])).toEqual({
      shown: ['x', '', 'ENx', '', 'E'],
      stopped: false,
    });
  });
  it('count in the order in which they end', () => {
    expect(through(['abcd', 'bc'], ['abcd']).shown.join('')).toBe('a');
    expect(through(['abc', 'bc'], ['xabc']).shown.join('')).toBe('x');
  });
  it('do nothing when empty', () => {
    expect(through(['', 'z'], ['ab']).shown.join('')).toBe('ab');
  });

  it('cut any text at the same place, however it is cut into pieces', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 8 }), fc.array(letters, { maxLength: 4 }), (pieces, stops) => {
        const text = pieces.join('');
        const real = stops.filter(stop => stop !== '');
        // The plain definition: read letter by letter until some stop string ends here, and take the longest of those.
        let answer = text;
        for (let end = 1; end <= text.length; end++) {
          const ending = real.filter(stop => text.slice(0, end).endsWith(stop)).map(stop => stop.length);
          if (ending.length === 0) continue;
          answer = text.slice(0, end - Math.max(...ending));
          break;
        }
        const { shown, stopped } = through(stops, pieces);
        expect(shown.join('')).toBe(answer);
        expect(stopped).toBe(answer !== text);
      }),
      { numRuns: 500 },
    );
  });
});
