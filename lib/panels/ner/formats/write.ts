import type { Corpus } from '../corpus';
import type { Format, FormatOptions } from './contract';
import { createReport, type Report } from './report';

export interface WrittenCorpus {
  /** One file; two for each document in brat. */
  files: { name: string; blob: Blob }[];
  report: Report;
}

/** The files of a corpus in a format, and what that format cannot hold. */
export function writeCorpus(corpus: Corpus, format: Format, options: FormatOptions = {}): WrittenCorpus {
  const report = createReport();
  const files = new Map<string, string[]>();
  for (const { file, text } of format.write(corpus.sentences, corpus.name, report, options)) {
    const pieces = files.get(file);
    if (pieces) pieces.push(text);
    else files.set(file, [text]);
  }
  return { files: Array.from(files, ([name, pieces]) => ({ name, blob: new Blob(pieces) })), report };
}
