import { Failure } from '@/lib/core/failure';
import { makeDataset, type Dataset } from './dataset';
import type { ReadOptions } from '@/lib/data/decode';
import { fetchData } from '@/lib/data/from-url';
import { mapHaluEval } from './halueval';
import type { Mapped } from './items';
import { joinLeftOut } from '@/lib/data/left-out';
import { applyMapping, type Mapping } from './mapping';
import { readTable, type Table } from '@/lib/data/read-table';
import { recognise, type Recognition } from './recognise';
import { joinSciFact } from './scifact';
import type { DataTask } from './suggest';

/** Where a table comes from. */
export type Source =
  { kind: 'file'; file: File } | { kind: 'text'; text: string } | { kind: 'address'; address: string };

/** A file as it was read, and what it is taken for. */
export interface ReadFile {
  name: string;
  table: Table;
  recognition: Recognition;
}

/** Reads a source through. Throws what {@link readTable} and {@link fetchData} throw, and `cancelled`. */
export async function readSource(source: Source, options: ReadOptions): Promise<ReadFile> {
  const { blob, name } = await blobOf(source, options);
  const table = await readTable(blob, options);
  return { name, table, recognition: recognise(table) };
}

async function blobOf(source: Source, options: ReadOptions): Promise<{ blob: Blob; name: string }> {
  switch (source.kind) {
    case 'file':
      return { blob: source.file, name: source.file.name };
    case 'text':
      return { blob: new Blob([source.text]), name: 'pasted text' };
    case 'address': {
      const { file, name } = await fetchData(source.address, options);
      return { blob: file, name };
    }
  }
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
  tables: Table[],
  { items, leftOut }: Mapped,
  signal: AbortSignal,
): Promise<Dataset> {
  const { encoding } = tables[0]!;
  const all = joinLeftOut(...tables.map(table => table.leftOut), leftOut);
  return makeDataset({ name, task, encoding, leftOut: all, items }, signal);
}
