import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest, numberError, readNumber } from '@/components/ui/number';

const digits = { min: 1, max: 40, step: 1 };
const temperature = { min: 0, max: 2, step: 0.1 };

describe('a number field', () => {
  it.each([
    '',
    ' ',
    'four',
    '4a',
    '1e3',
    '0x10',
    '--1',
    '1 2',
    '4.5',
    'NaN',
    'Infinity',
    '1,000',
    '0',
    '41',
    '-1',
    '４１',
  ])('says what is allowed for %j', text => expect(numberError(text, digits)).toBe('Use a whole number from 1 to 40.'));

  it('says what is allowed where fractions are', () => {
    expect(numberError('-1', temperature)).toBe('Use a number from 0 to 2.');
    expect(numberError('2.1', temperature)).toBe('Use a number from 0 to 2.');
  });

  it.each([
    [' 12 ', 12],
    ['\u00a012\u3000', 12],
    ['１２', 12],
    ['－３', -3],
    ['.5', 0.5],
    ['０．７', 0.7],
    ['7.', 7],
  ])('reads %j as %d', (text, value) => expect(readNumber(text)).toBe(value));

  it('takes fractions only where the step is one', () => {
    expect(numberError('0.7', temperature)).toBeUndefined();
    expect(numberError('0.7', { ...temperature, step: 1 })).toBe('Use a whole number from 0 to 2.');
  });

  it('steps to allowed values without the error of binary fractions', () => {
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
