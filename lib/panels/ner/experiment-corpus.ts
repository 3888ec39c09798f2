import { Failure } from '@/lib/core/failure';
import { random } from '@/lib/core/random';
import type { Experiment } from '@/lib/experiment/panel';
import type { CorpusParts } from './corpora/source';
import type { Sentence } from './corpus';
import { labelsIn } from './labels';
import { findOverlap, type Overlap, withoutOverlap } from './overlap';
import type { Registry } from './registry';
import type { NerSettings } from './settings';

/** The sentences and labels of an experiment. */
export interface ExperimentCorpus {
  /** One list, which all units share. */
  labels: string[];
  /** In the order of the corpus. */
  unlabelled: readonly Sentence[];
  test: readonly Sentence[];
  /** Labels that occur in the gold of the unlabelled part, or that the corpus states. */
  ownLabels: readonly string[];
  /** Texts that stand in both parts. Their sentences are left out of the unlabelled one. */
  overlaps: readonly Overlap[];
  /** How many sentences that are. */
  excluded: number;
}

/** What a source gives, without the sentences that are in both parts. */
export interface DistinctParts extends Pick<ExperimentCorpus, 'ownLabels' | 'overlaps' | 'excluded'> {
  unlabelled: readonly Sentence[];
  test: readonly Sentence[];
}

/** What was found in parts: a source may hold 100,000 sentences, give the same ones to every phase, and be asked at every change of a form. */
const found = new WeakMap<CorpusParts, DistinctParts>();

/** @throws what the corpus throws */
export async function partsOf(
  { corpus, source: own }: Pick<NerSettings, 'corpus' | 'source'>,
  { corpora }: Pick<Registry, 'corpora'>,
): Promise<DistinctParts> {
  const source = corpora.find(({ id }) => id === corpus);
  if (!source) throw new RangeError(`There is no corpus ${corpus}.`);
  const parts = await source.load(own[corpus] ?? {});
  const known = found.get(parts);
  if (known) return known;
  const { unlabelled, test } = parts;
  const overlaps = findOverlap(unlabelled, test);
  const { corpus: kept, excluded } = withoutOverlap(unlabelled, overlaps);
  const ownLabels = unlabelled.labels.length > 0 ? unlabelled.labels : test.labels;
  const distinct = { ownLabels, overlaps, excluded, unlabelled: kept.sentences, test: test.sentences };
  found.set(parts, distinct);
  return distinct;
}

/**
 * The corpus of an experiment: sentences that are in both parts are left out of the unlabelled one, then the seed draws as many as are
 * asked for.
 *
 * @throws Failure `data-missing` where there is no label, and what the corpus throws
 */
export async function corpusOf(
  { settings, seed }: Pick<Experiment<NerSettings>, 'settings' | 'seed'>,
  registry: Pick<Registry, 'corpora'>,
): Promise<ExperimentCorpus> {
  const { unlabelled, test, ownLabels, overlaps, excluded } = await partsOf(settings, registry);
  const asked = labelsIn(settings.labels);
  const labels = asked.length > 0 ? asked : ownLabels;
  if (labels.length === 0)
    throw new Failure('data-missing', 'The corpus has no labels. Name those to find in the field \u201cLabels\u201d.');
  const stream = random(seed).fork('corpus');
  return {
    labels: [...labels],
    ownLabels,
    unlabelled: drawn(unlabelled, settings.unlabelled, stream.fork('unlabelled')),
    test: drawn(test, settings.tests, stream.fork('test')),
    overlaps,
    excluded,
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
