import type { Result, Results } from './results';

const number = (value: number): string => value.toLocaleString('en');

/** The README's table, so that no figure is typed; then when and where it was measured. */
export function asMarkdown(results: Results): string {
  const all = Object.values(results);
  const rows = all.map(({ what, tried, passed, counted }) => [what, number(tried), number(passed), counted]);
  const table = [['what was tried', 'times', 'passed', 'counted'], ['---', '---:', '---:', '---'], ...rows];
  return [table.map(row => `| ${row.join(' | ')} |`).join('\n'), whereOf(all)].join('\n\n');
}

function whereOf(results: readonly Result[]): string {
  const dates = [...new Set(results.map(({ environment }) => environment.date))].sort();
  const last = results.at(-1)?.environment;
  const range = dates.length > 1 ? `${dates[0]} to ${dates.at(-1)}` : dates[0];
  return last ? `Measured ${range} on ${last.cores} cores (${last.cpu}), Node ${last.node}.` : 'Not measured yet.';
}

/** A line a trial, its faults below it. */
export function asText({ what, tried, passed, counted, faults }: Result): string {
  const head = `${passed === tried ? 'passed' : 'FAILED'}  ${number(passed)} of ${number(tried)}  ${what}`;
  return [head, `        ${counted}`, ...faults.map(fault => `        - ${fault}`)].join('\n');
}
