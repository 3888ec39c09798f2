import type { AccuracyFigure } from './accuracy';
import type { PageFigures } from './page';
import type { SpeedFigure } from './speed';
import { short, table } from './table';

export function printAccuracy(figures: readonly AccuracyFigure[]): void {
  const rows = figures.map(({ backend, difference, rms }) => [backend, difference.toExponential(1), short(rms)]);
  console.log(`\nLogits against the reference\n${table([['backend', 'largest difference', 'rms'], ...rows])}`);
}

export function printSpeed(figures: readonly SpeedFigure[]): void {
  const rows = figures.map(({ scenario, backend, speed, ratio }) => [
    scenario,
    backend,
    short(speed.median),
    `${short(speed.low)}..${short(speed.high)}`,
    `${short(ratio.median)}x`,
    `${short(ratio.low)}..${short(ratio.high)}`,
  ]);
  const heading = ['scenario', 'backend', 'tokens/s', 'lowest..highest', 'reference', 'lowest..highest'];
  console.log(`\nSpeed, median of ${figures[0]?.speed.rounds} alternated rounds\n${table([heading, ...rows])}`);
}

export function printPage({ firstToken, scripts }: PageFigures): void {
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  console.log(
    `\nCold open to first streamed token: ${seconds(firstToken.median)} (${seconds(firstToken.low)} to ` +
      `${seconds(firstToken.high)}, median of ${firstToken.rounds})`,
  );
  console.log(
    `Scripts of the panel, compressed: ${kilobytes(scripts.first)} on its first load, ${kilobytes(scripts.total)} with what it fetches once idle`,
  );
  for (const { name, bytes } of scripts.largest) console.log(`  ${kilobytes(bytes).padStart(9)}  ${name}`);
}
