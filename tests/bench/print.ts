import { spread } from './measure';
import type { Comparison, Results } from './results';
import {
  accuracySection,
  commandLineSection,
  evaluationSection,
  factsSection,
  filesSection,
  firstTokenSection,
  framesSection,
  gpuSection,
  journalSection,
  memorySection,
  nerSection,
  pageSection,
  policiesSection,
  samplesSection,
  type Section,
  short,
  speedSections,
  sweepSection,
  targetsSection,
} from './tables';
import { judge } from './targets';

/** Everything that was measured, in the order in which it is read. */
export function sectionsOf(results: Results): Section[] {
  const { node, browser, targets, page, evaluation, cli, journal, policies, frames, sweep, ner, files } = results;
  const compared = (where: string, one: Comparison) => [
    ...speedSections(where, one),
    firstTokenSection(where, one),
    ...(one.samples ? [samplesSection(where, one.samples)] : []),
    accuracySection(where, one.accuracy),
  ];
  return [
    ...(node ? compared(`Node ${node.environment.node}`, node) : []),
    ...(browser ? compared(`Chromium ${browser.environment.chromium}`, browser) : []),
    ...(browser ? [memorySection(browser.memory), factsSection(browser.facts), gpuSection(browser.gpu)] : []),
    ...(page ? [pageSection(page)] : []),
    ...(evaluation ? [evaluationSection(evaluation)] : []),
    ...(cli ? [commandLineSection(cli)] : []),
    ...(journal ? [journalSection(journal)] : []),
    ...(policies ? [policiesSection(policies)] : []),
    ...(frames ? [framesSection(frames)] : []),
    ...(sweep ? [sweepSection(sweep)] : []),
    ...(ner ? [nerSection(ner)] : []),
    ...(files ? [filesSection(files.files)] : []),
    ...(targets ? [samplesSection('Chromium', targets.samples), targetsSection(judge(results))] : []),
  ];
}

/** Aligned columns; those after the first are aligned right. */
export function asText({ heading, rows, text }: Section): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ');
  return ['', heading, ...rows.map(line), ...(text ? [text] : [])].join('\n');
}

/** The README's tables, so that no figure is typed: speed in Chromium in short, then the targets, then where it was measured. */
export function asMarkdown(results: Results): string {
  const { browser, targets, page, evaluation, cli, journal, policies, frames, sweep, ner, files } = results;
  if (!browser) return 'Nothing was measured in a browser: run `npm run bench` first.';
  const { environment, accuracy, memory, speed } = browser;
  const columns = ['decode at 16, B=1', 'decode at 1024, B=1', 'decode at 16, B=16', 'prefill 256'];
  const contenders = [...new Set(speed.map(({ contender }) => contender))];
  const rows = contenders.map(contender => {
    const cells = columns.map(scenario => {
      const figure = speed.find(one => one.scenario === scenario && one.contender === contender);
      return figure ? short(spread(figure.rounds).median) : '';
    });
    const logits = accuracy.find(one => one.contender === contender)?.difference;
    const bytes = memory.find(one => one.contender === contender)?.processes;
    return [contender, ...cells, logits ? logits.toExponential(1) : '', bytes ? `${(bytes / 1e6).toFixed(0)} MB` : ''];
  });
  const heading = ['tokens/s', ...columns, 'largest logit difference', 'memory of the page'];
  const peers = Object.entries(environment.peers ?? {}).map(([name, version]) => `${name} ${version}`);
  const { rounds } = spread(speed[0]!.rounds);
  return [
    markdownTable([heading, ...rows]),
    markdownTable(targetsSection(judge(results)).rows),
    `Measured ${environment.date} on ${environment.cores} cores (${environment.cpu}), load ${environment.load}, Chromium ` +
      `${environment.chromium}, ${peers.join(', ')}; medians of ${rounds} alternated rounds` +
      `${targets?.duels[0] ? `, of the targets ${targets.duels[0].rounds.length}` : ''}.`,
    ...(page ? [markdownTable(pageSection(page).rows)] : []),
    ...(evaluation ? [markdownTable(evaluationSection(evaluation).rows)] : []),
    ...(cli ? [markdownTable(commandLineSection(cli).rows)] : []),
    ...(journal ? [markdownTable(journalSection(journal).rows)] : []),
    ...(policies ? [markdownTable(policiesSection(policies).rows)] : []),
    ...(frames ? [markdownTable(framesSection(frames).rows)] : []),
    ...(sweep ? [markdownTable(sweepSection(sweep).rows)] : []),
    ...(ner ? [markdownTable(nerSection(ner).rows)] : []),
    ...(files ? [markdownTable(filesSection(files.files).rows)] : []),
  ].join('\n\n');
}

const markdownTable = ([heading = [], ...rows]: readonly (readonly string[])[]): string =>
  [heading, heading.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');
