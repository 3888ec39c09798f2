import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createJournal } from '@/lib/experiment/journal';
import type { Experiment, Panel } from '@/lib/experiment/panel';
import type { Run } from '@/lib/experiment/run';
import { encodeLink } from '@/lib/experiment/write-link';
import { findPanelInfo } from '@/lib/panels/index';
import { writeReport } from '@/lib/report/report';
import { inPlaceOf } from './run-file';

/**
 * Writes a run as one HTML file in the place of the old one.
 *
 * @param source the link, fragment or file of the command: a link says on which site it can be repeated
 * @returns the name of the file
 */
export function writeReportFile(name: string, run: Run, panel: Panel, source: string): Promise<string> {
  const { entries, ...rest } = run;
  const link = linkOf(run.experiment, panel, source);
  const paper = findPanelInfo(panel.id)?.paper;
  const pieces = writeReport({ ...rest, panel, sentence: '', journal: createJournal(entries), link, paper });
  return inPlaceOf(name, part => pipeline(Readable.from(pieces), createWriteStream(part, { flush: true })));
}

/** Where `npm start` serves the site. */
const localSite = 'http://localhost:3000';

/** Null where the experiment is too large for a link. */
function linkOf(experiment: Experiment, panel: Panel, source: string): string | null {
  const page = /^https?:\/\/[^#?]+/.exec(source)?.[0] ?? `${localSite}/${panel.id}/`;
  try {
    return page + encodeLink(experiment, panel);
  } catch {
    return null;
  }
}
