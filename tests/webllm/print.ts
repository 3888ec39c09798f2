import type { Row } from './run';
import { seconds } from './scenario';

/** A row as soon as it is known, with what was seen below it. */
export const asText = ({ scenario, what, outcome, milliseconds, seen }: Row): string =>
  `${outcome.padEnd(9)} ${seconds(milliseconds).padStart(8)}  ${scenario}: ${what}\n${seen.replace(/^/gm, ' '.repeat(20))}`;

/** All rows, in columns. */
export function asTable(rows: readonly Row[]): string {
  const wide = Math.max(...rows.map(({ scenario }) => scenario.length));
  const lines = rows.map(
    ({ scenario, what, outcome, milliseconds }) =>
      `${scenario.padEnd(wide)}  ${outcome.padEnd(9)} ${seconds(milliseconds).padStart(8)}  ${what}`,
  );
  const total = rows.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const ok = rows.filter(({ outcome }) => outcome === 'ok').length;
  return [...lines, `${ok} of ${rows.length} ok, ${seconds(total)}`].join('\n');
}
