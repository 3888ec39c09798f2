import type { Sentence } from '../corpus';
import type { SchemeId } from '../tags/schemes';
import type { Unit } from '../text/units';
import type { Head } from './head';
import type { Report } from './report';

/** A file that a corpus is read from. */
export interface CorpusFile {
  name: string;
  /** The text in order, in pieces of any size. Reads the file again at each call. */
  pieces(): AsyncIterable<string> | Iterable<string>;
  /** The second file of a format that keeps text and entities apart (brat). */
  annotations?: CorpusFile;
}

export interface FormatOptions {
  /** The scheme of the tags. When reading, it is detected where it is not given; when writing, it is IOB2. */
  scheme?: SchemeId;
  /** How mentions are read whose tags break the scheme; lenient by default. See `decodeTags`. */
  decoding?: 'strict' | 'lenient';
  /** What places in the text count; by default what the program counts that the format is from. */
  unit?: Unit;
}

/** A piece of a written file. Pieces with the same name belong to one file, in order. */
export interface Part {
  file: string;
  text: string;
}

/** A file format of corpora. */
export interface Format {
  id: string;
  title: string;
  /** What it is and what it cannot hold, in a sentence or two. */
  summary: string;
  /** Which options its files leave open, when they are read and when they are written. */
  choices: readonly ('scheme' | 'unit')[];
  /** Whether its entities have scores. */
  holdsScores?: true;
  /** Endings of its files, the one that is written first. */
  extensions: readonly [string, ...string[]];
  /** Why a file is of this format, as a sentence; null where it is not. */
  recognise(head: Head): string | null;
  /**
   * The sentences of a file, each as soon as it is read. What cannot be read is left out and reported by its line.
   * @throws Failure `data-malformed` in a strict report, and what `pieces` throws
   */
  read(file: CorpusFile, report: Report, options: FormatOptions): AsyncGenerator<Sentence, void, void>;
  /**
   * The files of a corpus, piece by piece.
   * @param name of the file, without its ending
   * @throws Failure `data-malformed` in a strict report
   */
  write(
    sentences: Iterable<Sentence>,
    name: string,
    report: Report,
    options: FormatOptions,
  ): Generator<Part, void, void>;
}
