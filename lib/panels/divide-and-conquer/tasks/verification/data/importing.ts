import { Failure } from '@/lib/core/failure';
import type { ReadOptions } from '@/lib/data/decode';
import { joinLeftOut } from '@/lib/data/left-out';
import { readTable, type Table } from '@/lib/data/read-table';
import { blobsOf, type Source } from '@/lib/data/source';
import { type Dataset, makeDataset } from './dataset';
import { mapHaluEval } from './halueval';
import type { Mapped } from './items';
import { applyMapping, type Mapping } from './mapping';
import { recognise, type Recognition } from './recognise';
import { joinSciFact } from './scifact';
import type { DataTask } from './suggest';

/** A file as it was read, and what it is taken for. */
export interface ReadFile {
  name: string;
  table: Table;
  recognition: Recognition;
}

/** Reads a source through; of several files the first. Throws what {@link readTable} and {@link blobsOf} throw, and `cancelled`. */
export async function readSource(source: Source, options: ReadOptions): Promise<ReadFile> {
  const [{ blob, name }] = await blobsOf(source, options);
  const table = await readTable(blob, options);
  const recognition = recognise(table);
  const place = table.path === null ? '' : `The rows are the list "${table.path}" of the file. `;
  return { name, table, recognition: { ...recognition, sentence: `${place}${recognition.sentence}` } };
}

/** HaluEval as it was published. Throws what {@link makeDataset} throws. */
export const fromHaluEval = ({ name, table }: ReadFile, signal: AbortSignal): Promise<Dataset> =>
  datasetOf('hallucination', name, [table], mapHaluEval(table.rows), signal);

/** SciFact from its two files, in either order. Throws `data-malformed` if they are not one of each, and what {@link makeDataset} throws. */
export async function fromSciFact(one: ReadFile, other: ReadFile, signal: AbortSignal): Promise<Dataset> {
  const files = [one, other];
  const claims = files.find(({ recognition }) => recognition.kind === 'scifact-claims');
  const corpus = files.find(({ recognition }) => recognition.kind === 'scifact-corpus');
  if (!claims || !corpus) {
    const wanted = claims
      ? 'the corpus of abstracts (corpus.jsonl)'
      : 'the claims (claims_train.jsonl or claims_dev.jsonl)';
    throw new Failure('data-malformed', `The second file is not ${wanted}.`);
  }
  const mapped = joinSciFact(claims.table.rows, corpus.table.rows);
  return datasetOf('misinformation', claims.name, [claims.table], mapped, signal);
}

/** Any table, by the columns that the user confirmed. Throws what {@link makeDataset} throws. */
export const fromColumns = (
  { name, table }: ReadFile,
  task: DataTask,
  mapping: Mapping,
  signal: AbortSignal,
): Promise<Dataset> => datasetOf(task, name, [table], applyMapping(table.rows, mapping), signal);

function datasetOf(
  task: DataTask,
  name: string,
  tables: readonly [Table, ...Table[]],
  { items, leftOut }: Mapped,
  signal: AbortSignal,
): Promise<Dataset> {
  const [{ encoding }] = tables;
  const all = joinLeftOut(...tables.map(table => table.leftOut), leftOut);
  return makeDataset({ name, task, encoding, leftOut: all, items }, signal);
}
