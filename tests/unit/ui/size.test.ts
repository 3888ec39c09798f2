import { expect, it } from 'vitest';
import { sizeOf, sizeText } from '@/components/ui/size';

it.each([
  [0, '0 kB'],
  [1, '1 kB'],
  [12_400, '13 kB'],
  [999_000, '999 kB'],
  [999_001, '1 MB'],
  [3_000_500, '3 MB'],
  [8_430_000, '8.4 MB'],
  [9_970_000, '10 MB'],
  [269_060_552, '269 MB'],
  [999_499_999, '999 MB'],
  [999_500_000, '1 GB'],
  [2_520_000_000, '2.5 GB'],
  [1_234_000_000_000, '1,234 GB'],
])('%i bytes are written as %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

it('names the whole only where it is known', () => {
  expect(sizeOf(3_100_000, 8_400_000)).toBe('3.1 MB of 8.4 MB');
  expect(sizeOf(3_100_000, null)).toBe('3.1 MB');
});
