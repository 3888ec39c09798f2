import { describe, expect, it } from 'vitest';
import { dataLimits } from '@/lib/data/limits';
import { readTable } from '@/lib/data/read-table';
import type { Progress } from '@/lib/engines/contract';
import { mapHaluEval } from '@/lib/panels/divide-and-conquer/tasks/verification/data/halueval';
import { WatchedFile, writeCsv } from './files';

/** Some 4,500 characters, as a document of news has, with letters of two bytes. */
const document = 'The caf\u00e9 on the quay of Orta opened again in spring, and its owner said why. '.repeat(60).trim();
const columns = ['document', 'right_summary', 'hallucinated_summary'];
const record = (index: number): string[] => [
  `${index}. ${document}`,
  'The caf\u00e9, said "open",\nis open.',
  'It closed.',
];

/** Just under 50 MB in one of the forms. */
function fiftyMegabytes(unit: (index: number) => string, start = '', end = ''): [WatchedFile, number] {
  const size = new TextEncoder().encode(unit(1_000_000)).byteLength;
  const count = Math.floor((dataLimits.bytes - 1_000) / size);
  const units = Array.from({ length: count }, (_, index) => unit(index));
  return [new WatchedFile([start, ...units, end]), count];
}

const asObject = (index: number) =>
  JSON.stringify(Object.fromEntries(record(index).map((cell, at) => [columns[at], cell])));

const forms: Record<string, () => [WatchedFile, number]> = {
  jsonl: () => fiftyMegabytes(index => `${asObject(index)}\n`),
  json: () => fiftyMegabytes(index => `${asObject(index)},\n`, '[', '{}]'),
  csv: () => fiftyMegabytes(index => writeCsv([record(index)], ';', '\r\n', false), `${columns.join(';')}\r\n`),
};

describe('a file of 50 MB', { timeout: 120_000 }, () => {
  it.each(Object.keys(forms))('as %s is read in pieces, with progress, as a whole', async form => {
    const [file, count] = forms[form]!();
    expect(file.size).toBeGreaterThan(49 * 1024 * 1024);
    const told: Progress[] = [];
    const table = await readTable(file, { onProgress: progress => told.push(progress) });
    expect(table.format).toBe(form);
    expect(table.rows.filter(({ fields }) => 'document' in fields)).toHaveLength(count);
    expect(table.leftOut.total).toBe(0);
    for (const phase of ['checking', 'reading']) {
      const steps = told.filter(progress => progress.phase === phase).map(({ loaded }) => loaded);
      expect(steps.length).toBeGreaterThan(10);
      expect(steps).toEqual([...steps].sort((a, b) => a - b));
      expect(steps.at(-1)).toBe(file.size);
    }
    // Bounded by design: no more than one piece of the file is asked for at once, and never the whole.
    expect(file.largest).toBeLessThanOrEqual(dataLimits.piece);
    if (form === 'jsonl') expect(mapHaluEval(table.rows).items).toHaveLength(count * 2);
  });

  it('can be stopped in the middle of each phase', async () => {
    const [file] = forms['jsonl']!();
    for (const phase of ['checking', 'reading']) {
      const stop = new AbortController();
      let last = 0;
      const attempt = readTable(file, {
        signal: stop.signal,
        onProgress: progress => {
          last = progress.loaded;
          if (progress.phase === phase && progress.loaded > file.size / 2) stop.abort();
        },
      });
      await expect(attempt).rejects.toMatchObject({ kind: 'cancelled' });
      expect(last).toBeLessThan(file.size * 0.6);
    }
  });
});
