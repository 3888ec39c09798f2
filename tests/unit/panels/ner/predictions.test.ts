import { describe, expect, it } from 'vitest';
import { mentionSet } from '@/lib/panels/ner/metrics/mention-set';
import { strictSpans } from '@/lib/panels/ner/metrics/spans';
import { byText, matchOf, otherSystem } from '@/lib/panels/ner/predictions/match';
import { readPredictions } from '@/lib/panels/ner/predictions/read';
import { scoreTests } from '@/lib/panels/ner/report/comparison';
import { resultsOf } from '@/lib/panels/ner/result';
import { runHarbour } from '../../../support/ner-run';

const read = (...records: unknown[]) =>
  readPredictions({ name: 'x.jsonl', blob: new Blob([records.map(one => JSON.stringify(one)).join('\n')]) });

const text = '\u{1F6A2} Aldona met Osk.';
const aldona = { mention: 'Aldona', label: 'Ship', place: { start: 2, end: 8 } };

describe('predictions of another system', () => {
  it.each([
    ['GLiNER', { text, entities: [{ start: 2, end: 8, text: 'Aldona', label: 'Ship', score: 0.93 }] }],
    ['spaCy', { text, ents: [{ start: 2, end: 8, label: 'Ship' }], tokens: [] }],
    ['spaCy as triples', { text, entities: [[2, 8, 'Ship']] }],
    ['Prodigy', { text, spans: [{ start: 2, end: 8, label: 'Ship', token_start: 1 }] }],
    [
      'LangExtract',
      {
        document_id: 'd',
        text,
        extractions: [
          {
            extraction_class: 'Ship',
            extraction_text: 'aldona',
            char_interval: { start_pos: 2, end_pos: 8 },
            alignment_status: 'match_fuzzy',
          },
        ],
      },
    ],
    ['places in UTF-16, by their text', { text, entities: [{ start: 3, end: 9, text: 'Aldona', label: 'Ship' }] }],
  ])('are read as %s writes them', async (_, record) => {
    expect((await read(record)).sentences).toEqual([{ text, mentions: [aldona] }]);
  });

  it('may name no place', async () => {
    const extraction = { extraction_class: 'Person', extraction_text: 'Osk', char_interval: null };
    const { sentences } = await read(
      { text, extractions: [extraction] },
      { text, entities: [{ text: 'Osk', label: 'P' }] },
    );
    expect(sentences.map(({ mentions }) => mentions)).toEqual([
      [{ mention: 'Osk', label: 'Person', place: null }],
      [{ mention: 'Osk', label: 'P', place: null }],
    ]);
  });

  it('count what cannot be read', async () => {
    const { sentences, report } = await read(
      { text, entities: [{ start: 2, end: 99, label: 'Ship' }, 7, { label: 'Ship' }] },
      { words: [] },
      { text },
    );
    expect(sentences).toEqual([{ text, mentions: [] }]);
    expect([report.sentences.total, report.spans.total]).toEqual([2, 3]);
    await expect(read({ words: [] })).rejects.toMatchObject({ kind: 'data-malformed' });
  });

  it('are matched by text, and the others counted', async () => {
    const { outcome } = await runHarbour({ settings: { unlabelled: 0, baselines: ['none'] } });
    const tests = resultsOf(outcome.results, 'test');
    const { sentences } = await read(
      { text: 'Aldona  came back. ', entities: [{ start: 0, end: 6, label: 'ship' }] },
      { text: 'We met Nell Voss there.', entities: [{ start: 7, end: 16, label: 'Person' }] },
      { text: 'We met Nell Voss there.', entities: [] },
      { text: 'Something else.', entities: [] },
    );
    const predictions = byText(sentences);
    expect(matchOf(predictions, sentences, tests)).toEqual({ matched: 2, missing: 2, unmatched: 1, repeated: 1 });
    const system = otherSystem('system 1', 'gliner', predictions, ['Person', 'Ship']);
    for (const metric of [mentionSet, strictSpans]) {
      const [score] = scoreTests([system], tests, ['Person', 'Ship'], metric);
      expect(score).toMatchObject({ n: 2, unreadable: 0 });
      expect(score?.evaluation.total.counts).toEqual({ gold: 2, predicted: 2, correct: 2 });
    }
  });

  it('are wrong where a mention is not in the sentence, or a label not in the set', async () => {
    const { outcome } = await runHarbour({ settings: { unlabelled: 0, baselines: ['none'] } });
    const tests = resultsOf(outcome.results, 'test');
    const { sentences } = await read({
      text: 'Aldona came back.',
      entities: [
        { text: 'Brisk', label: 'Ship' },
        { start: 0, end: 6, label: 'Vessel' },
      ],
    });
    const system = otherSystem('system 1', 'x', byText(sentences), ['Person', 'Ship']);
    const [set] = scoreTests([system], tests, ['Person', 'Ship'], mentionSet);
    expect(set?.evaluation.total.counts).toEqual({ gold: 1, predicted: 1, correct: 0 });
    const [spans] = scoreTests([system], tests, ['Person', 'Ship'], strictSpans);
    expect(spans?.evaluation.total.counts).toEqual({ gold: 1, predicted: 2, correct: 0 });
  });
});
