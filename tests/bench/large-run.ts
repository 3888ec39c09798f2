import { runBlob } from '@/lib/experiment/file';
import { runPanel } from '../support/panel-run';

/** Problems of eight digits, each multiplied ten times over by divide and conquer: about 120 calls each. */
const problems = 84;
const repeats = 10;

/** A finished run of the divide-and-conquer panel with more than 100,000 calls, as the file that the page exports. */
export async function largeRun(): Promise<{ file: Blob; calls: number }> {
  const { experiment, outcome, journal, calls } = await runPanel({
    settings: { problems: 'drawn', digits: ['8'], count: problems, strategies: ['divide-and-conquer'], repeats },
    script: { can: { concurrency: 1000 } },
  });
  const { results, status } = outcome;
  const record = { title: 'Many calls', createdAt: 1.7e12, environment: {}, experiment, status, results };
  const file = await runBlob({ ...record, entries: journal.entries() }, { gzip: true });
  return { file, calls: calls.length };
}
