import { Failure } from '@/lib/core/failure';
import type { Dataset } from './data/dataset';
import { fromColumns, fromHaluEval, fromSciFact, type ReadFile, readSource } from './data/importing';
import { isComplete } from './data/mapping';
import { datasets } from './own-data';

const { signal } = new AbortController();

/**
 * Reads one file of claims, or the two of SciFact, which must say by themselves what their columns mean. Keeps the data and tells how
 * to name it in an experiment.
 *
 * @throws Failure `data-malformed`, and what reading throws
 */
export async function takeIn(files: readonly File[]): Promise<string> {
  const [one, other] = await Promise.all(files.map(file => readSource({ kind: 'files', files: [file] }, { signal })));
  if (!one || files.length > 2) throw new Failure('data-malformed', 'It takes one file, or two for SciFact.');
  const { hash, task, name, items } = await (other ? fromSciFact(one, other, signal) : fromOne(one)).then(kept);
  return `${name}: ${items.length.toLocaleString('en')} items for ${task}, fingerprint ${hash}.`;
}

async function kept(dataset: Dataset): Promise<Dataset> {
  await datasets.keep(dataset);
  return dataset;
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
