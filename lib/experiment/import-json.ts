import * as z from 'zod/mini';
import { asFailure, Failure } from '@/lib/core/failure';
import { parseJson } from '@/lib/core/json';
import { jsonVersion } from './file';
import type { Line } from './file-lines';
import { fileHead, type Imported } from './imported';
import { type JsonMeter, measureJson } from './json-meter';
import type { Limits } from './limits';
import { largestFile } from './limits';
import { parseRecord, partLimits } from './run-schema';
import { loadExperiment, type PanelLookup } from './spec';

/** A file of one JSON value: 20 MB of an honest run, indented as it is written, have about half as many values. */
export const jsonLimits: Limits = { depth: partLimits.depth + 2, values: 2_000_000, text: partLimits.text };

const list = z.array(z.unknown()).check(z.maxLength(100_000));

/** A file of one JSON value, from its first line on, which `meter` has measured. `rest` is awaited after every item. */
export async function readJson(
  first: Line,
  lines: AsyncGenerator<Line, void, void>,
  panels: PanelLookup,
  rest: () => Promise<void>,
  meter: JsonMeter,
): Promise<Imported> {
  const texts = [first.text];
  let length = first.text.length;
  for await (const { text } of lines) {
    length += text.length + 1;
    if (length > largestFile) break;
    meter.add('\n');
    await measureJson(meter, text, rest);
    texts.push(text);
  }
  if (length > largestFile) throw new Failure('file-too-large', 'A .json file holds at most 20 MB.');
  const value = parseJson(texts.join('\n'), 'file-malformed', 'It is not JSON.');
  const kind = fileHead.safeParse(value);
  if (!kind.success) throw new Failure('file-malformed', 'It does not begin as an experiment or a run does.');
  if (kind.data.loupe > jsonVersion) throw new Failure('file-malformed', 'It was made by a newer Loupe.');
  const { entries, results, ...record } = value as Record<string, unknown>;
  if (kind.data.kind === 'experiment') {
    return { kind: 'experiment', experiment: (await loadExperiment(record['experiment'], panels)).experiment };
  }
  const { value: run, parseEntry, parseResult } = await parseRecord(record, panels);
  const all = await each('results', 'Result', results, parseResult, rest);
  const read = all.filter(result => result !== undefined);
  const unread = all.length - read.length;
  return {
    kind: 'run',
    run: { ...run, results: read, entries: await each('entries', 'Entry', entries, parseEntry, rest) },
    ...(unread > 0 && { unread }),
  };
}

/** The items of a list of a JSON file. @throws Failure `file-malformed`, naming the item */
async function each<T>(
  name: string,
  noun: string,
  value: unknown,
  read: (value: unknown) => T,
  rest: () => Promise<void>,
): Promise<T[]> {
  const items = list.safeParse(value);
  if (!items.success) throw new Failure('file-malformed', `${name}: must be a list of at most 100000.`);
  const all: T[] = [];
  for (const item of items.data) {
    try {
      all.push(read(item));
    } catch (error) {
      throw new Failure('file-malformed', `${noun} ${all.length + 1}: ${asFailure(error).detail}`, { cause: error });
    }
    await rest();
  }
  return all;
}
