import { Failure, throwIfCancelled } from '@/lib/core/failure';
import { createYield } from '@/lib/core/pace';
import { csvReader, loadCsv } from './csv';
import { decode, type Encoding, type ReadOptions } from './decode';
import { type DocumentReader, jsonDocumentReader } from './json-document';
import { jsonFormOf } from './json-form';
import { jsonListReader } from './json-list';
import { jsonlReader } from './jsonl';
import type { LeftOutList } from './left-out';
import { collectRows, type Reader, type Row, type RowSink } from './rows';

/** A file as rows, before the columns have a meaning. */
export interface Table {
  format: 'jsonl' | 'json' | 'csv';
  /** The delimiter of a CSV file; null for other formats. */
  delimiter: string | null;
  /** The list inside a JSON document that holds the rows, by the names on the way to it; null where they stand at the top. */
  path: string | null;
  encoding: Encoding;
  columns: string[];
  rows: Row[];
  leftOut: LeftOutList;
}

interface Opened {
  format: Table['format'];
  delimiter: string | null;
  reader: Reader & Partial<Pick<DocumentReader, 'path'>>;
}

/**
 * Reads the valid rows of JSONL, a JSON array, a JSON document or delimiter-separated values. Detects the format from the start of the
 * text. Memory holds the rows and one piece of the text, or all of a JSON document.
 *
 * @throws Failure `data-malformed` if there is no valid row, `data-too-large` for a JSON document of too many values; what {@link decode} throws
 */
export async function readTable(file: Blob, options: ReadOptions = {}): Promise<Table> {
  const { encoding, isDamaged, pieces } = await decode(file, options);
  const sink = collectRows(isDamaged);
  const yieldToEventLoop = createYield();
  const pause = () => yieldToEventLoop(options.signal);
  const blank: string[] = [];
  let opened: Opened | undefined;
  for await (const piece of pieces()) {
    if (!opened) {
      blank.push(piece);
      if (piece.trim() === '') continue;
      opened = await open(piece, sink, pause);
      for (const earlier of blank) opened.reader.push(earlier);
    } else opened.reader.push(piece);
    if (sink.isFull) break;
  }
  if (!opened) throw new Failure('data-malformed', 'The file is empty.');
  if (!sink.isFull) await opened.reader.end();
  if (options.signal) throwIfCancelled(options.signal);
  const { rows, columns, leftOut } = sink;
  if (rows.length === 0) {
    const first = leftOut.listed[0];
    throw new Failure(
      'data-malformed',
      `It has no row that can be read.${first ? ` Line ${first.line}: ${first.reason}` : ''}`,
    );
  }
  return {
    format: opened.format,
    delimiter: opened.delimiter,
    path: opened.reader.path ?? null,
    encoding,
    columns,
    rows,
    leftOut,
  };
}

/** @throws Failure `data-malformed` for a web page or a pointer of Git LFS */
async function open(piece: string, sink: RowSink, pause: () => Promise<void>): Promise<Opened> {
  const start = piece.trimStart().slice(0, 100);
  if (/^<(!doctype|html|head|body|\?xml)/i.test(start))
    throw new Failure(
      'data-malformed',
      'It is a web page: use the address of the file itself, often called raw or download.',
    );
  if (start.startsWith('version https://git-lfs'))
    throw new Failure('data-malformed', 'It is a pointer to a file in Git LFS: download the file itself.');
  if (/^[[{]/.test(start)) {
    const form = jsonFormOf(piece);
    if (form === 'lines') return { format: 'jsonl', delimiter: null, reader: jsonlReader(sink) };
    const reader = form === 'list' ? jsonListReader(sink) : jsonDocumentReader(sink, pause);
    return { format: 'json', delimiter: null, reader };
  }
  const reader = csvReader(await loadCsv(), piece, sink);
  return { format: 'csv', delimiter: reader.delimiter, reader };
}
