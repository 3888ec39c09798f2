import { describe, expect, it } from 'vitest';
import { heldAt } from '@/components/home/stories/strips';
import { countVotes, sayVotes } from '@/components/home/stories/votes';

describe('a strip', () => {
  // Tokens 0 and 3 stay, token 1 is gone at frame 1, token 2 at frame 11.
  const gone = '-1b-';
  it.each([
    [4, 0, [{ start: 0, length: 4 }]],
    [
      4,
      1,
      [
        { start: 0, length: 1 },
        { start: 2, length: 2 },
      ],
    ],
    [
      4,
      11,
      [
        { start: 0, length: 1 },
        { start: 3, length: 1 },
      ],
    ],
    [2, 0, [{ start: 0, length: 2 }]],
    [0, 0, []],
  ])('of %i tokens at frame %i holds %j', (read, frame, runs) => {
    expect(heldAt(gone, read, frame)).toEqual(runs);
  });
});

describe('votes', () => {
  it('are counted, the most frequent label first', () => {
    expect(countVotes([null, 'Ship', 'Person', 'Person'])).toEqual([
      { label: 'Person', votes: 2 },
      { label: 'Ship', votes: 1 },
    ]);
  });

  it.each([
    [['Ship', 'Ship'], 'Ship', 'Ship', '2 × Ship. Ship wins. People say Ship.'],
    [['Ship', null], null, null, '1 × Ship, 1 × not named. It loses the vote. People do not name it.'],
    [[null, null], null, 'Person', '2 × not named. It loses the vote. People say Person.'],
  ])('%j are said in words', (given, won, truth, words) => {
    expect(sayVotes({ start: 0, end: 1, votes: given, won, truth })).toBe(words);
  });
});
