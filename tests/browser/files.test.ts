import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '@/lib/experiment/entry';
import { runBlob } from '@/lib/experiment/file';
import { importFile } from '@/lib/experiment/import';
import { finishedRun } from '../unit/experiment/finished';
import { panels } from '../unit/experiment/sums';

describe('a file of a run, in a real browser', () => {
  it.each([false, true])('comes back as it was (compressed: %s)', async gzip => {
    const run = await finishedRun();
    const values = Array.from({ length: 20_000 }, (_, index): JournalEntry => ({
      kind: 'value',
      path: ['many', `${index}`],
      value: `× ${index}`,
    }));
    const whole = { ...run, entries: [...run.entries, ...values] };
    const blob = await runBlob(whole, { gzip });
    expect(await importFile(blob, panels)).toEqual({ kind: 'run', run: whole });
    const half = await importFile(blob.slice(0, blob.size >> 1), panels);
    expect(half).toMatchObject({ kind: 'run', torn: expect.stringContaining('entries') });
  });
});
