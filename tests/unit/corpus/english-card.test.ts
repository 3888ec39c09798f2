import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type MeasuredGroup, withMeasured } from '@/scripts/measure/english/card';

const group: MeasuredGroup = {
  columns: ['demonstrations', 'n'],
  rows: [['none', '70']],
  worlds: [
    {
      name: 'sea',
      sentences: 100,
      pool: {
        voted: { gold: 10, predicted: 10, correct: 5 },
        kept: { gold: 4, predicted: 4, correct: 3 },
        keptSentences: 2,
      },
      labels: { gold: { Ship: 3, Port: 1 }, none: { Ship: 4, Port: 0 }, self: { Ship: 2, Port: 2 } },
    },
  ],
};
const card = readFileSync('public/models/loupe-english/README.md', 'utf8');

test('writes what was measured into the card, and nothing else', () => {
  const written = withMeasured(card, { 'known subjects': group });
  expect(written).toContain('### Known subjects\n\n| demonstrations | n |\n| --- | --- |\n| none | 70 |');
  expect(written).toContain('| sea | 100 | 50.0 | 2 | 75.0 |');
  expect(written).toContain('| sea | Ship 3, Port 1 | Ship 4, Port 0 | Ship 2, Port 2 |');
  expect(withMeasured(written, { 'known subjects': group })).toBe(written);
  expect(written.split('<!-- measured')[0]).toBe(card.split('<!-- measured')[0]);
});

test('does not write into a card without a place for it', () => {
  expect(() => withMeasured('# A card', {})).toThrow('no place');
});

test('the card that ships says what was measured last', () => {
  const { groups } = JSON.parse(readFileSync('training/english/measured.json', 'utf8')) as {
    groups: Record<string, MeasuredGroup>;
  };
  expect(withMeasured(card, groups)).toBe(card);
});
