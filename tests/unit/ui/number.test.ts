import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest, numberError, readNumber } from '@/components/ui/number';

const digits = { min: 1, max: 40, step: 1 };
const temperature = { min: 0, max: 2, step: 0.1 };

describe('a number field', () => {
  it.each(['', ' ', 'four', '4a', '１２', '1e3', '0x10', '--1', '4.5', 'NaN', 'Infinity', '1,000'])(
    'names what is allowed for %j',
    text => expect(numberError(text, digits)).toBe('Use a whole number from 1 to 40.'),
  );

  it('names the bound that is passed', () => {
    expect(numberError('0', digits)).toBe('Use at least 1.');
    expect(numberError('41', digits)).toBe('Use at most 40.');
    expect(numberError('-1', temperature)).toBe('Use at least 0.');
  });

  it('takes fractions only where the step is one', () => {
    expect(numberError('0.7', temperature)).toBeUndefined();
    expect(numberError(' 4 ', digits)).toBeUndefined();
    expect(readNumber('.5')).toBe(0.5);
  });

  it('steps to allowed values without the dust of binary fractions', () => {
    expect(nearest(0.1 + 0.2, temperature)).toBe(0.3);
    expect(nearest(41, digits)).toBe(40);
    fc.assert(
      fc.property(
        fc.double({ min: -100, max: 100, noNaN: true }),
        fc.constantFrom(digits, temperature),
        (value, bounds) => {
          const result = nearest(value, bounds);
          expect(numberError(String(result), bounds)).toBeUndefined();
        },
      ),
    );
  });
});
