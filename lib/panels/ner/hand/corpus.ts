import type { Experiment } from '@/lib/experiment/panel';
import { type Corpus, labelsOf, type Sentence } from '../corpus';
import { corpusOf } from '../experiment-corpus';
import type { Registry } from '../registry';
import type { SentenceResult } from '../result';
import type { NerSettings } from '../settings';
import { annotationOf, type HandAnnotations } from './annotation';

/** What a corpus of annotations holds: the sentences that the person annotated, or all; the others with the gold that they have. */
export type Scope = 'mine' | 'all';

/** Sentences as a corpus in which the annotations of the person are gold. Labels of the set come first, then others that occur. */
export function corpusByHand(
  name: string,
  labels: readonly string[],
  sentences: Iterable<Sentence>,
  byHand: HandAnnotations,
  scope: Scope,
): Corpus {
  const kept: Sentence[] = [];
  for (const sentence of sentences) {
    const mine = annotationOf(byHand, sentence);
    if (mine) kept.push({ ...sentence, entities: mine.entities });
    else if (scope === 'all') kept.push(sentence);
  }
  return { name, labels: [...new Set([...labels, ...labelsOf(kept)])], sentences: kept };
}

/**
 * Sentences of a run with the tokens and documents of their corpus, which results do not hold. Where the corpus is not here, they stay as
 * they are.
 */
export async function withCorpusFacts(
  sentences: readonly SentenceResult[],
  experiment: Experiment<NerSettings>,
  registry: Registry,
): Promise<Sentence[]> {
  const stored = new Map<string, Sentence>();
  try {
    const { unlabelled, test } = await corpusOf(experiment, registry);
    for (const sentence of [...unlabelled, ...test]) stored.set(sentence.id, sentence);
  } catch {
    // The run came from elsewhere, and holds all but tokens and documents.
  }
  return sentences.map(sentence => {
    const found = stored.get(sentence.id);
    return found?.text === sentence.text ? { ...found, entities: sentence.entities } : sentence;
  });
}
