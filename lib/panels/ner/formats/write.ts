import { createYield } from '@/lib/core/pace';
import type { Corpus, Sentence } from '../corpus';
import type { Format, FormatOptions } from './contract';
import { createReport, type Report } from './report';

export interface WrittenCorpus {
  /** One file; two for each document in brat. */
  files: { name: string; blob: Blob }[];
  report: Report;
}

/** The files of a corpus in a format, and what that format cannot hold. Written in slices, so that a page stays responsive. */
export async function writeCorpus(corpus: Corpus, format: Format, options: FormatOptions = {}): Promise<WrittenCorpus> {
  const report = createReport();
  const files = new Map<string, string[]>();
  const rest = createYield();
  for (const { file, text } of format.write(corpus.sentences, corpus.name, report, options)) {
    const pieces = files.get(file);
    if (pieces) pieces.push(text);
    else files.set(file, [text]);
    await rest();
  }
  const scored = format.holdsScores ? -1 : corpus.sentences.findIndex(isScored);
  if (scored >= 0) report.note(scored + 1, `${format.title} holds no scores of entities.`);
  return { files: Array.from(files, ([name, pieces]) => ({ name, blob: new Blob(pieces) })), report };
}

const isScored = ({ entities }: Sentence): boolean => entities?.some(({ score }) => score !== undefined) === true;
