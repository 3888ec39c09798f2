import { Failure, throwIfCancelled } from '@/lib/core/failure';
import { createYield } from '@/lib/core/pace';
import { decode, type Encoding, type ReadOptions } from '@/lib/data/decode';
import { dataLimits } from '@/lib/data/limits';
import { type Corpus, labelsOf, type Sentence } from '../corpus';
import type { CorpusFile, Format, FormatOptions } from './contract';
import { pairFiles, recognise, refuseDocBin } from './recognise';
import { createReport, type Report, reportOf } from './report';

export interface ReadCorpusOptions extends ReadOptions, FormatOptions {
  /** The format; recognised file by file where it is not given. */
  format?: Format;
  /** Whether the first sentence or span that would be left out is a failure instead. */
  isStrict?: boolean;
}

/** A corpus as it was read, and what was not. */
export interface ReadCorpus {
  corpus: Corpus;
  /** How each file was read. */
  files: { name: string; format: Format; reason: string; encoding: Encoding }[];
  report: Report;
}

/**
 * Reads a corpus from files: one, several that belong together, or texts with their annotations. Memory holds the sentences and one
 * piece of a file.
 *
 * @throws Failure `data-malformed` if there is no sentence, or by its line in a strict reading; what {@link decode} throws
 */
export async function readCorpus(
  files: readonly { name: string; blob: Blob }[],
  options: ReadCorpusOptions = {},
): Promise<ReadCorpus> {
  const report = createReport(options.isStrict);
  const sentences: Sentence[] = [];
  const known: ReadCorpus['files'] = [];
  const takeName = namesOnce();
  const rest = createYield();
  const encodings = new Map<string, Encoding>();
  const opened: CorpusFile[] = [];
  for (const { name, blob } of files) {
    refuseDocBin(name, new Uint8Array(await blob.slice(0, 2).arrayBuffer()));
    // An annotation file is empty where a text has no entity.
    if (blob.size === 0 && /\.ann$/i.test(name)) opened.push({ name, pieces: () => [] });
    else {
      const { encoding, isDamaged, pieces } = await decode(blob, options);
      if (isDamaged) report.note(1, `${name} has bytes that are wrong in its encoding; they are read as U+FFFD.`);
      encodings.set(name, encoding);
      opened.push({ name, pieces });
    }
  }
  const paired = pairFiles(opened);
  for (const file of paired) {
    const own = paired.length === 1 ? report : reportOf(report, file.name);
    const chosen = options.format;
    const { format, reason } = chosen ? { format: chosen, reason: 'It was chosen.' } : await recognise(file);
    known.push({ name: file.name, format, reason, encoding: encodings.get(file.name) ?? 'utf-8' });
    for await (const sentence of format.read(file, own, options)) {
      sentences.push({ ...sentence, id: takeName(sentence.id) });
      await rest(options.signal);
    }
  }
  if (options.signal) throwIfCancelled(options.signal);
  if (sentences.length === 0) {
    const [first] = report.sentences.listed;
    throw new Failure(
      'data-malformed',
      `It has no sentence that can be read.${first ? ` Line ${first.line}: ${first.reason}` : ''}`,
    );
  }
  const name = (files[0]?.name ?? '').replace(/\.\w+$/, '').slice(0, dataLimits.name) || 'corpus';
  return { corpus: { name, labels: labelsOf(sentences), sentences }, files: known, report };
}

/** Makes names unique: a second `7` is `7 (2)`. */
function namesOnce(): (name: string) => string {
  const taken = new Set<string>();
  /** How often a name was asked for, so that a thousand equal ones do not take a million looks. */
  const counts = new Map<string, number>();
  return name => {
    let count = counts.get(name) ?? 1;
    let unique = name || 'sentence';
    while (taken.has(unique)) unique = `${name.slice(0, dataLimits.id - 10)} (${++count})`;
    counts.set(name, count);
    taken.add(unique);
    return unique;
  };
}
