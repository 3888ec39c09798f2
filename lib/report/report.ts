import { counted } from '@/lib/core/in-words';
import { createPace } from '@/lib/core/pace';
import type { Paper } from '@/lib/experiment/cite';
import type { JournalEntry } from '@/lib/experiment/entry';
import type { Journal } from '@/lib/experiment/journal';
import { createNamer } from '@/lib/experiment/names';
import type { Experiment, Panel, Settings, UnitReading, UnitResult } from '@/lib/experiment/panel';
import type { RunRecord } from '@/lib/experiment/run';
import { frontOf } from './front';
import { bytesOf, type Markup, markup } from './markup';
import { style } from './style';
import { totalsOf } from './totals';
import { type ReportedUnit, unitMarkup } from './unit';

/** A run that a report is written of. */
export interface ReportSubject<S extends Settings = Settings> extends Omit<RunRecord, 'experiment'> {
  experiment: Experiment<S>;
  panel: Panel<S>;
  /** What to see in it; empty where nobody has said it. */
  sentence: string;
  results: readonly UnitResult[];
  journal: Journal;
  /** The link that repeats it; null where the experiment is too large for one. */
  link: string | null;
  /** What the panel follows. */
  paper?: Paper | undefined;
}

export const reportBounds = {
  /** Of the whole file. */
  bytes: 2_000_000,
  /** Units that are shown with their steps: the first ones, as many as find room. */
  units: 100,
} as const;

/**
 * A run as one HTML file, in pieces of text: everything is in it, nothing is fetched and no script runs. Whatever a journal holds, it is
 * text in the report. Gives the event loop a turn every few milliseconds.
 *
 * @param onProgress hears of the units written so far
 */
export async function* writeReport<S extends Settings>(
  subject: ReportSubject<S>,
  onProgress: (done: number, total: number) => void = () => {},
): AsyncGenerator<string, void, void> {
  const { panel, experiment, results, journal, title } = subject;
  const pace = createPace();
  const totals = await totalsOf(journal);
  const table = await panel.table(experiment, results, journal.entries());
  const head = markup`${begin}<title>${title} – Loupe</title>
</head>
<body>
<main>
${frontOf(subject, totals, table)}
`;
  yield head.text;
  const units = namesOf(results, totals.units);
  const shown = units.slice(0, reportBounds.units);
  let left = reportBounds.bytes - bytesOf(head.text) - 1_000;
  yield markup`<h2>${shown.length === 1 ? 'The unit' : 'The units'}</h2>\n`.text;
  let written = 0;
  for (const [name, result] of shown) {
    const entries = journal.unit(name);
    const unit: ReportedUnit = {
      name,
      result,
      entries,
      reading: result && (await readingOf(subject, result, entries)),
    };
    const text = unitMarkup(unit, left / (shown.length - written), units.length === 1).text;
    left -= bytesOf(text);
    if (left < 0) break;
    yield text;
    onProgress(++written, shown.length);
    await pace();
  }
  yield endOf(units.length - written).text;
}

const begin = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<style>${style}</style>
`;

const endOf = (unshown: number): Markup => markup`
${unshown > 0 && markup`<p class="cut">${counted(unshown, 'further unit')} of this run are left out, so that the report stays small. The run file has them.</p>`}
</main>
</body>
</html>
`;

/** Names of the units in the journal, with their results: those that have ended first, in the order of the run. */
function namesOf(results: readonly UnitResult[], begun: ReadonlySet<string>): [string, UnitResult | undefined][] {
  const rootOf = createNamer();
  const units = new Map<string, UnitResult | undefined>(results.map(result => [rootOf(result.name), result]));
  for (const name of begun) if (!units.has(name)) units.set(name, undefined);
  return [...units];
}

/** A unit that its panel cannot read is shown as it is: a file may hold anything. */
async function readingOf<S extends Settings>(
  { panel, experiment }: ReportSubject<S>,
  result: UnitResult,
  entries: readonly JournalEntry[],
): Promise<UnitReading | undefined> {
  try {
    return await panel.readUnit?.(result, entries, experiment);
  } catch {
    return undefined;
  }
}
