import { describe, expect, it } from 'vitest';
import { nameOfKey } from '@/components/ui/key-caps';

describe('the name of a key', () => {
  it.each([
    [' ', 'Space'],
    ['ArrowLeft', '←'],
    ['Shift ArrowRight', 'Shift →'],
    ['Escape', 'Esc'],
    ['k', 'K'],
    ['?', '?'],
    ['Home', 'Home'],
  ])('of %j is %s', (key, name) => {
    expect(nameOfKey(key)).toBe(name);
  });
});
