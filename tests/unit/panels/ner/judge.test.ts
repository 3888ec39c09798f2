import { describe, expect, it } from 'vitest';
import { judge } from '@/lib/panels/ner/metrics/judge';
import { mentionSet } from '@/lib/panels/ner/metrics/mention-set';
import { metrics } from '@/lib/panels/ner/metrics/registry';
import { partialSpans, strictSpans } from '@/lib/panels/ner/metrics/spans';
import { evaluate } from './judged';

/** "Ulm" stands twice, behind a character of two UTF-16 units. */
const sentence = {
  text: '😀 Ulm beats Ulm II .',
  entities: [
    { start: 2, end: 5, label: 'Club' },
    { start: 12, end: 18, label: 'Club' },
  ],
};
const labels = ['Club', 'Place'];

describe('a prediction beside its sentence', () => {
  it('has gold mentions from the spans, and spans from the predicted mentions', () => {
    const { gold, predicted } = judge(sentence, new Map([['Ulm', 'Club']]));
    expect([...gold.mentions]).toEqual([
      ['Ulm', 'Club'],
      ['Ulm II', 'Club'],
    ]);
    expect(predicted.spans).toEqual([
      { start: 2, end: 5, label: 'Club' },
      { start: 12, end: 15, label: 'Club' },
    ]);
    expect(judge(sentence, new Map([['Ulm', 'Club']]), 'first').predicted.spans).toEqual(predicted.spans.slice(0, 1));
  });

  it('shows what the set of mentions cannot see', () => {
    const item = judge(sentence, new Map([['Ulm', 'Club']]));
    const total = (metric: (typeof metrics)[number]) => evaluate(metric, [item], labels).total.counts;
    expect(total(mentionSet)).toEqual({ gold: 2, predicted: 1, correct: 1 });
    expect(total(strictSpans)).toEqual({ gold: 2, predicted: 2, correct: 1 });
    expect(total(partialSpans)).toEqual({ gold: 2, predicted: 2, correct: 1.5 });
  });

  it('counts mentions that are not there, or written otherwise, as predicted and wrong', () => {
    const item = judge(
      sentence,
      new Map([
        ['ULM', 'Club'],
        ['Rome', 'Place'],
        ['Ulm II', 'Club'],
      ]),
    );
    expect(item.predicted.unplaced).toEqual(['Club', 'Place']);
    for (const metric of metrics.filter(({ id }) => !id.endsWith('tags')))
      expect(evaluate(metric, [item], labels).total.counts, metric.id).toMatchObject({ predicted: 3, correct: 1 });
    expect(evaluate(strictSpans, [item], labels).byLabel.get('Club')?.counts).toEqual({
      gold: 2,
      predicted: 2,
      correct: 1,
    });
  });
});
