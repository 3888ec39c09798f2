import type { Experiment } from '@/lib/experiment/panel';
import type { Sentence } from '@/lib/panels/ner/corpus';
import { corpusOf } from '@/lib/panels/ner/experiment-corpus';
import type { Format, FormatOptions } from '@/lib/panels/ner/formats/contract';
import type { Report } from '@/lib/panels/ner/formats/report';
import { writeCorpus } from '@/lib/panels/ner/formats/write';
import type { HandAnnotations } from '@/lib/panels/ner/hand/annotation';
import { corpusByHand, type Scope } from '@/lib/panels/ner/hand/corpus';
import { packed } from '@/lib/panels/ner/hand/pack';
import { registry } from '@/lib/panels/ner/registry';
import type { AnnotationRow } from '@/lib/panels/ner/report/annotation-rows';
import type { NerSettings } from '@/lib/panels/ner/settings';

/**
 * Saves sentences of a run with the annotations of the person, and says what the format could not hold.
 *
 * @throws what a format throws
 */
export async function saveCorpus(
  experiment: Experiment<NerSettings>,
  rows: readonly AnnotationRow[],
  labels: readonly string[],
  byHand: HandAnnotations,
  scope: Scope,
  format: Format,
  options: FormatOptions,
): Promise<Report> {
  const sentences = await sentencesOf(experiment, rows);
  const corpus = corpusByHand(experiment.settings.corpus, labels, sentences, byHand, scope);
  const { files, report } = await writeCorpus(corpus, format, options);
  const { name, blob } = await packed(files, corpus.name);
  const url = URL.createObjectURL(blob);
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return report;
}

/** The sentences with the tokens and documents of their corpus. A run from elsewhere may be of one that is not here: then without them. */
async function sentencesOf(experiment: Experiment<NerSettings>, rows: readonly AnnotationRow[]): Promise<Sentence[]> {
  const stored = new Map<string, Sentence>();
  try {
    const { unlabelled, test } = await corpusOf(experiment, registry);
    for (const sentence of [...unlabelled, ...test]) stored.set(sentence.id, sentence);
  } catch {
    // The run holds all but tokens and documents.
  }
  return rows.map(({ sentence }) => {
    const found = stored.get(sentence.id);
    return found?.text === sentence.text ? { ...found, entities: sentence.entities } : sentence;
  });
}
