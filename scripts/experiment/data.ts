import { openAsBlob } from 'node:fs';
import path from 'node:path';
import { Failure } from '@/lib/core/failure';
import type { Dataset } from '@/lib/panels/divide-and-conquer/tasks/verification/data/dataset';
import {
  fromColumns,
  fromHaluEval,
  fromSciFact,
  readSource,
  type ReadFile,
} from '@/lib/panels/divide-and-conquer/tasks/verification/data/importing';
import { isComplete } from '@/lib/panels/divide-and-conquer/tasks/verification/data/mapping';
import { keepData } from '@/lib/panels/divide-and-conquer/tasks/verification/own-data';
import { UsageError } from './arguments';

const { signal } = new AbortController();

/**
 * Takes in the user's data for this process: one file, or the two of SciFact. Throws UsageError where a file cannot be opened or does not
 * say by itself what its columns mean, and what reading throws.
 */
export async function takeIn(files: readonly string[]): Promise<Dataset> {
  const [one, other] = await Promise.all(files.map(read));
  if (!one || files.length > 2) throw new UsageError('--data takes one file, or two for SciFact.');
  const dataset = await (other ? fromSciFact(one, other, signal) : fromOne(one));
  await keepData(dataset);
  return dataset;
}

async function read(name: string): Promise<ReadFile> {
  const blob = await openAsBlob(name).catch(() => {
    throw new UsageError(`There is no file ${JSON.stringify(name.slice(0, 200))}.`);
  });
  return readSource({ kind: 'file', file: new File([blob], path.basename(name)) }, { signal });
}

function fromOne(file: ReadFile): Promise<Dataset> {
  const { recognition } = file;
  if (recognition.kind === 'halueval') return fromHaluEval(file, signal);
  if (recognition.kind === 'columns' && recognition.task && isComplete(recognition.mapping)) {
    return fromColumns(file, recognition.task, recognition.mapping, signal);
  }
  throw new Failure(
    'data-malformed',
    `${recognition.sentence} Here its columns must be named document, summary and label, or evidence, article and label.`,
  );
}
