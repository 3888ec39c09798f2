import { Failure } from '@/lib/core/failure';
import { random } from '@/lib/core/random';
import type { Experiment } from '@/lib/experiment/panel';
import type { Sentence } from './corpus';
import { labelsIn } from './labels';
import { findOverlap, type Overlap, withoutOverlap } from './overlap';
import type { Registry } from './registry';
import type { NerSettings } from './settings';

/** The sentences and labels of an experiment. */
export interface ExperimentCorpus {
  labels: readonly string[];
  /** In the order of the corpus. */
  unlabelled: readonly Sentence[];
  test: readonly Sentence[];
  /** Labels that occur in the gold of the unlabelled part, or that the corpus states. */
  ownLabels: readonly string[];
  /** Texts that stand in both parts. Their sentences are left out of the unlabelled one. */
  overlaps: readonly Overlap[];
  /** How many sentences that are. */
  excluded: number;
  /** How many there are to draw from. */
  available: { unlabelled: number; test: number };
}

/**
 * The corpus of an experiment: sentences that are in both parts are left out of the unlabelled one, then the seed draws as many as are
 * asked for.
 *
 * @throws Failure `data-missing` where there is no label, and what the corpus throws
 */
export async function corpusOf(
  { settings, seed }: Pick<Experiment<NerSettings>, 'settings' | 'seed'>,
  { corpora }: Pick<Registry, 'corpora'>,
): Promise<ExperimentCorpus> {
  const source = corpora.find(({ id }) => id === settings.corpus);
  if (!source) throw new RangeError(`There is no corpus ${settings.corpus}.`);
  const { unlabelled, test } = await source.load(settings.source[source.id] ?? {});
  const overlaps = findOverlap(unlabelled, test);
  const kept = withoutOverlap(unlabelled, overlaps);
  const stream = random(seed).fork('corpus');
  const labels = labelsIn(settings.labels);
  const ownLabels = unlabelled.labels.length > 0 ? unlabelled.labels : test.labels;
  if (labels.length === 0 && ownLabels.length === 0)
    throw new Failure('data-missing', 'The corpus has no labels. Name those to find in the field “Labels”.');
  return {
    labels: labels.length > 0 ? labels : ownLabels,
    ownLabels,
    unlabelled: drawn(kept.corpus.sentences, settings.unlabelled, stream.fork('unlabelled')),
    test: drawn(test.sentences, settings.tests, stream.fork('test')),
    overlaps,
    excluded: kept.excluded,
    available: { unlabelled: kept.corpus.sentences.length, test: test.sentences.length },
  };
}

/** `count` sentences in the order of the corpus; all of them where there are not more. */
function drawn(sentences: readonly Sentence[], count: number, stream: ReturnType<typeof random>): readonly Sentence[] {
  if (sentences.length <= count) return sentences;
  const places = [...sentences.keys()];
  for (let i = 0; i < count; i++) {
    const j = stream.integer(i, places.length - 1);
    [places[i], places[j]] = [places[j] as number, places[i] as number];
  }
  return places
    .slice(0, count)
    .sort((a, b) => a - b)
    .flatMap(place => sentences[place] ?? []);
}
