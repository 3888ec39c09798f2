import { describe, expect, it } from 'vitest';
import type { UnitResult } from '@/lib/experiment/panel';
import { parseExperiment } from '@/lib/experiment/spec';
import { storySchema } from '@/lib/experiment/story';
import type { Sentence } from '@/lib/panels/ner/corpus';
import { registry } from '@/lib/panels/ner/registry';
import { storyOf } from '@/lib/panels/ner/story';
import { harbourPanel, marked } from '@/tests/support/ner-run';

const answers = 3;
const experiment = parseExperiment(
  { version: 1, panel: 'ner', settings: { corpus: 'harbour', answers } },
  harbourPanel,
);

type Pairs = [mention: string, label: string][];

/** A run in which these sentences were annotated, each with the pairs of its answers. */
function tell(...annotated: [sentence: Sentence, answers: Pairs[]][]) {
  const results = annotated.map(([sentence, all]) => ({
    name: sentence.id,
    value: {
      ...{ kind: 'annotation', sentence, round: 1, demonstrations: [] },
      answers: all.map(pairs => ({ pairs, dropped: [], unreadable: null })),
    },
  }));
  return storyOf(
    { experiment, environment: {}, createdAt: 0, results: results as unknown as UnitResult[], entries: [] },
    registry,
  );
}

const osk: [string, string] = ['Osk', 'Person'];

describe('the story of votes', () => {
  it('is told of a sentence with a right name, a wrong one and a missed one', () => {
    const story = tell(
      [marked('plain', '[Osk](Person) left.'), [[osk], [osk], [osk]]],
      [
        marked('telling', '🚢 The Brisk left with [Osk](Person) and [Nell](Person).'),
        [
          [['Brisk', 'Person'], osk],
          [['Brisk', 'Ship'], osk],
          [['Brisk', 'Person'], osk],
        ],
      ],
    );
    expect(story?.text).toBe('🚢 The Brisk left with Osk and Nell.');
    expect(story?.spans.map(({ start, end, ...rest }) => ({ said: story.text.slice(start, end), ...rest }))).toEqual([
      { said: 'Brisk', votes: ['Person', 'Ship', 'Person'], won: 'Person', truth: null },
      { said: 'Osk', votes: ['Person', 'Person', 'Person'], won: 'Person', truth: 'Person' },
      { said: 'Nell', votes: [null, null, null], won: null, truth: 'Person' },
    ]);
    expect(story?.verdict).toBe('2 names won the vote. People agree with 1 of them, and name 1 that the vote missed.');
    expect(storySchema.parse(JSON.parse(JSON.stringify(story)))).toEqual(story);
  });

  it('is not told where all votes are right, or where pieces overlap', () => {
    expect(tell([marked('right', '[Osk](Person) left.'), [[osk], [osk], [osk]]])).toBeNull();
    const overlapping: Pairs = [osk, ['Osk and', 'Ship'], ['left', 'Ship']];
    const sentence = marked('o', '[Osk](Person) and [Nell](Person) left.');
    expect(tell([sentence, [overlapping, overlapping, [osk]]])).toBeNull();
  });
});
