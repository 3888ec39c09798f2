import { createAligner } from '../align';
import { compareSpans, type Span } from '../corpus';
import { goldPrediction } from '../demonstrations';
import type { Judged } from '../metrics/contract';
import type { Exportable } from '../report/exports';
import { judgedOnce, type System } from '../report/systems';
import type { Named, SentenceResult, TestResult } from '../result';
import type { PredictedSentence } from './read';

/** How the sentences of a file fit the test sentences of a run. The first two add up to the test sentences. */
export interface Match {
  matched: number;
  /** Test sentences that the file says nothing of: they are not judged. */
  missing: number;
  /** Sentences of the file that are none of the test. */
  unmatched: number;
  /** Sentences of the file with a text that came before: the first counts. */
  repeated: number;
}

/** Texts that differ in white space and Unicode form only are the same sentence. */
const keyOf = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/** Predictions by the text of their sentence. */
export type PredictionsByText = ReadonlyMap<string, PredictedSentence>;

export function byText(sentences: readonly PredictedSentence[]): PredictionsByText {
  const found = new Map<string, PredictedSentence>();
  for (const sentence of sentences) {
    const key = keyOf(sentence.text);
    if (!found.has(key)) found.set(key, sentence);
  }
  return found;
}

export function matchOf(
  predictions: PredictionsByText,
  { length }: readonly PredictedSentence[],
  tests: readonly Named<TestResult>[],
): Match {
  const keys = tests.map(({ value }) => keyOf(value.sentence.text));
  const wanted = new Set(keys);
  const matched = keys.filter(key => predictions.has(key)).length;
  return {
    ...{ matched, missing: keys.length - matched },
    unmatched: [...predictions.keys()].filter(key => !wanted.has(key)).length,
    repeated: length - predictions.size,
  };
}

/**
 * Another system beside the conditions of a run, by its predictions. Labels that differ from one of the set in case only are that one;
 * others stay, and metrics decide about them.
 */
export function otherSystem(
  id: string,
  title: string,
  predictions: PredictionsByText,
  labels: readonly string[],
): System {
  const labelled = labelledBy(labels);
  return {
    ...{ id, title, source: 'other' },
    judge: judgedOnce(({ sentence }) => {
      const predicted = predictions.get(keyOf(sentence.text));
      return predicted && sentence.entities ? judgedOf(sentence, predicted, labelled) : null;
    }),
  };
}

type Labelled = (label: string) => string;

function labelledBy(labels: readonly string[]): Labelled {
  const known = new Map(labels.map(label => [label.toLowerCase(), label]));
  return label => known.get(label.toLowerCase()) ?? label;
}

/** The predictions of another system for the test sentences of a run, as they are judged there. */
export const exportOfOther = (id: string, title: string, predictions: PredictionsByText): Exportable => ({
  id: `other ${id}`,
  title: `Predictions: ${title}`,
  take({ tests, labels }) {
    const labelled = labelledBy(labels);
    const found = tests.flatMap(({ value: { sentence } }) => {
      const predicted = predictions.get(keyOf(sentence.text));
      return predicted ? [{ sentence, ...placesOf(sentence.text, predicted, labelled) }] : [];
    });
    return {
      sentences: found.map(({ sentence: { id: name, text }, spans }) => ({
        ...{ id: name, text },
        entities: spans.sort(compareSpans),
      })),
      absent: found.reduce((sum, { unplaced }) => sum + unplaced.length, 0),
    };
  },
});

/** Places count where the texts are the same; else, and where a system names none, all places of the mention. */
function placesOf(text: string, predicted: PredictedSentence, labelled: Labelled) {
  const align = createAligner(text);
  const spans: Span[] = [];
  const unplaced: string[] = [];
  for (const { mention, label: given, place } of predicted.mentions) {
    const label = labelled(given);
    if (place && predicted.text === text) spans.push({ ...place, label });
    else {
      const { places } = align(mention);
      if (places.length === 0) unplaced.push(label);
      spans.push(...places.map(({ start, end }) => ({ start, end, label })));
    }
  }
  return { spans, unplaced };
}

function judgedOf(sentence: SentenceResult, predicted: PredictedSentence, labelled: Labelled): Judged {
  return {
    text: sentence.text,
    gold: { mentions: goldPrediction(sentence), spans: sentence.entities ?? [] },
    predicted: {
      mentions: new Map(predicted.mentions.map(({ mention, label }) => [mention, labelled(label)])),
      ...placesOf(sentence.text, predicted, labelled),
    },
  };
}
