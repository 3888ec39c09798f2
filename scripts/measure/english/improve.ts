import { random } from '@/lib/core/random';
import { parseAnswer } from '@/lib/panels/ner/answers/parse';
import type { Counts } from '@/lib/panels/ner/metrics/contract';
import { mentionSet } from '@/lib/panels/ner/metrics/mention-set';
import { sumCounts } from '@/lib/panels/ner/metrics/score';
import type { Prediction } from '@/lib/panels/ner/prediction';
import { type Demonstration, promptFor } from '@/lib/panels/ner/prompts';
import { nearestRetrieval } from '@/lib/panels/ner/retrieval/nearest';
import { randomRetrieval } from '@/lib/panels/ner/retrieval/random';
import { fitTfIdf, sparseCosine } from '@/lib/panels/ner/retrieval/tf-idf';
import { sampleThreshold } from '@/lib/panels/ner/selection/sample-threshold';
import { predictionOf } from '@/lib/panels/ner/voting/scores';
import { tally } from '@/lib/panels/ner/voting/tally';
import { twoStageVoting } from '@/lib/panels/ner/voting/two-stage';
import type { Ask } from './ask';
import type { Sentence, Setting } from './settings';

const SAMPLES = 5;
const TEMPERATURE = 0.7;
const THRESHOLD = 4;
const SHOWN = 8;
/** As the panel cuts its prompts by default: in UTF-16 units. */
const BUDGET = { count: (text: string) => text.length, tokens: 2000 };

/** Where demonstrations come from, and which of them are taken. */
export const METHODS = ['none', 'gold nearest', 'self random', 'self nearest', 'vote nearest'] as const;
export type Method = (typeof METHODS)[number];

/** Counts of each test sentence under each method, and what the pool was like. */
export interface Measured {
  counts: Record<Method, Counts[]>;
  unreadable: Record<Method, number>;
  /** Annotations of the pool: of all after the vote, and of those that the threshold kept. */
  pool: { voted: Counts; kept: Counts; keptSentences: number };
  /** How often each label stands in the test sentences, by people and by the model: a collapse onto one label may look like a gain. */
  labels: { gold: LabelCounts; none: LabelCounts; self: LabelCounts };
}

export type LabelCounts = Record<string, number>;

const countLabels = (labels: readonly string[], predictions: readonly Prediction[]): LabelCounts =>
  Object.fromEntries(
    labels.map(label => [
      label,
      predictions.reduce((sum, prediction) => sum + [...prediction.values()].filter(one => one === label).length, 0),
    ]),
  );

const countOf = ({ text, gold }: Sentence, predicted: Prediction, labels: readonly string[]): Counts =>
  sumCounts(
    (
      mentionSet.count(
        { text, gold: { mentions: gold, spans: [] }, predicted: { mentions: predicted, spans: [] } },
        labels,
      ) ?? new Map<string, Counts>()
    ).values(),
  );

/** Demonstrations of a pool for one query. */
function retriever(pool: readonly Demonstration[], all: readonly Sentence[]) {
  const { embed } = fitTfIdf(all.map(({ text }) => text));
  const vectors = pool.map(({ text }) => embed(text));
  return (query: string, isNearest: boolean): Demonstration[] => {
    const vector = embed(query);
    const context = {
      size: pool.length,
      count: SHOWN,
      similarities: vectors.map(other => sparseCosine(vector, other)),
      scores: pool.map(() => 0),
      random: random(3).fork(query),
    };
    const positions = isNearest
      ? nearestRetrieval.retrieve(context, { skip: 0 })
      : randomRetrieval.retrieve(context, {});
    return positions.flatMap(position => pool[position] ?? []);
  };
}

/** The method of arXiv 2311.08921 by the panel's own parts, on one world. */
export async function improve({ labels, pool, test }: Setting, ask: Ask): Promise<Measured> {
  const sampled = await ask(
    pool.flatMap(({ text }) => Array.from({ length: SAMPLES }, () => promptFor(text, labels).text)),
    { temperature: TEMPERATURE, seed: 7 },
  );
  const annotated = pool.map((sentence, i) => {
    const votes = tally(
      sampled
        .slice(SAMPLES * i, SAMPLES * (i + 1))
        .map(answer => parseAnswer(answer, { sentence: sentence.text, labels, mode: 'zero-shot' }).prediction),
    );
    const voted = twoStageVoting.vote(votes, SAMPLES);
    return { sentence, voted, kept: sampleThreshold.select({ tally: votes, voted }, { threshold: THRESHOLD }) };
  });
  const voted = annotated.map(({ sentence, voted }) => ({
    ...sentence,
    prediction: predictionOf({ entities: voted, average: 0 }),
  }));
  const kept = annotated.flatMap(({ sentence, kept }) =>
    kept ? [{ ...sentence, prediction: predictionOf(kept) }] : [],
  );
  const gold = pool.map(({ text, gold: prediction }) => ({ text, prediction }));
  const pools: Record<Method, readonly Demonstration[]> = {
    none: [],
    'gold nearest': gold,
    'self random': kept,
    'self nearest': kept,
    'vote nearest': voted,
  };
  const counts = {} as Record<Method, Counts[]>;
  const unreadable = {} as Record<Method, number>;
  const predictions = {} as Record<Method, Prediction[]>;
  for (const method of METHODS) {
    const retrieve = retriever(pools[method], pool);
    const prompts = test.map(({ text }) => promptFor(text, labels, retrieve(text, method.endsWith('nearest')), BUDGET));
    const answers = await ask(
      prompts.map(({ text }) => text),
      { temperature: 0, seed: 1 },
    );
    const parsed = test.map(({ text }, i) =>
      parseAnswer(answers[i] ?? '', {
        sentence: text,
        labels,
        mode: (prompts[i]?.demonstrations ?? 0) > 0 ? 'few-shot' : 'zero-shot',
      }),
    );
    predictions[method] = parsed.map(({ prediction }) => prediction);
    counts[method] = test.map((sentence, i) =>
      countOf(sentence, predictions[method][i] ?? new Map<string, string>(), labels),
    );
    unreadable[method] = parsed.filter(({ failure }) => failure).length;
  }
  const poolCounts = (items: readonly (Sentence & Demonstration)[]) =>
    sumCounts(items.map(item => countOf(item, item.prediction, labels)));
  return {
    counts,
    unreadable,
    labels: {
      gold: countLabels(
        labels,
        test.map(sentence => sentence.gold),
      ),
      none: countLabels(labels, predictions.none),
      self: countLabels(labels, predictions['self nearest']),
    },
    pool: { voted: poolCounts(voted), kept: poolCounts(kept), keptSentences: kept.length },
  };
}
