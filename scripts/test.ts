import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Part } from './testing/parts';
import { parts } from './testing/parts';
import type { Tally } from './testing/tally';
import { stepTally, sum } from './testing/tally';

/**
 * `npm test`: everything, or only the groups that are named (`npm test -- check unit`). A part that fails does not keep the others from
 * running. Closes with a table of parts, what failed and, alone on the last line, `N passed, N failed`.
 */
const groups = new Set<string>(parts.map(part => part.group));
const asked = process.argv.slice(2);
const wrong = asked.filter(word => !groups.has(word));
if (wrong.length > 0) {
  console.error(`There is no part "${wrong[0]}": npm test -- ${[...groups].join(' | ')}`);
  process.exit(2);
}

interface Row {
  part: Part;
  tally: Tally;
  seconds: number;
}

const reports = await mkdtemp(path.join(tmpdir(), 'loupe-tests-'));

async function runPart(part: Part): Promise<Row> {
  console.log(`\n== ${part.name}`);
  const start = performance.now();
  const tally = await part.run(reports).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return stepTally(1);
  });
  return { part, tally, seconds: (performance.now() - start) / 1000 };
}

/** Checks use one core each, so that two of them run side by side; everything else uses all cores by itself. */
const atOnce = (group: Part['group']): number => (group === 'check' ? 2 : 1);

const rows: Row[] = [];
const chosen = parts.filter(({ group }) => asked.length === 0 || asked.includes(group));
for (const group of new Set(chosen.map(part => part.group))) {
  const queue = chosen.filter(part => part.group === group).values();
  const worker = async () => {
    for (const part of queue) rows.push(await runPart(part));
  };
  await Promise.all(Array.from({ length: atOnce(group) }, worker));
}
await rm(reports, { recursive: true });

const width = Math.max(...rows.map(({ part }) => part.name.length));
console.log('');
for (const { part, tally, seconds } of rows) {
  const counts = `${tally.passed} passed, ${tally.failed} failed${tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''}`;
  console.log(`${part.name.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s  ${counts}`);
}
for (const { part, tally } of rows) {
  for (const failure of tally.failures) console.log(`\nfailed: ${part.name}: ${failure}`);
}
const total = sum(rows.map(row => row.tally));
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
