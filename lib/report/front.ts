import { duration } from '@/lib/core/duration';
import { isOfTheModel } from '@/lib/core/failure';
import { counted } from '@/lib/core/in-words';
import { modelInWords } from '@/lib/engines/models';
import { bibtexOfExperiment, bibtexOfPaper } from '@/lib/experiment/cite';
import type { ResultTable, Settings, UnitResult } from '@/lib/experiment/panel';
import type { RunRecord } from '@/lib/experiment/run';
import { type Markup, markup } from './markup';
import type { ReportSubject } from './report';
import { settingsInWords } from './settings';
import { facts, inShort, sentenceOf, verbatim } from './texts';
import type { Totals } from './totals';

/** What stands before the units: the result, what it was measured on, and how to repeat and cite it. */
export function frontOf<S extends Settings>(subject: ReportSubject<S>, totals: Totals, table: ResultTable): Markup {
  const { title, sentence, panel, experiment, results, environment } = subject;
  return markup`<h1>${title}</h1>
<p class="lead">${sentence || panel.summary}</p>
<h2>Result</h2>
<p>${[statusWords[subject.status], panel.score(experiment, results)].filter(Boolean).join(' ')}</p>
${tableMarkup(table, provenanceOf(subject))}
${unansweredMarkup(subject)}
<h2>Settings</h2>
<p>${panel.title}: ${panel.describe(experiment)}</p>
${facts(settingsInWords(panel, experiment))}
<h2>What it ran on</h2>
${facts([...Object.entries(environment), ...amountsOf(totals)])}
<h2>Repeat it</h2>
${linkMarkup(subject.link)}
<h2>Cite it</h2>
${citationMarkup(subject)}
`;
}

const statusWords: Readonly<Record<RunRecord['status'], string>> = {
  finished: 'The run finished.',
  incomplete: 'The run is incomplete: some calls got no answer.',
  stopped: 'The run was stopped before its end.',
  running: 'The run was going on when this report was written.',
};

/** The units of which something else than the model failed: they have no part in any figure. */
const spoiledOf = (results: readonly UnitResult[]) =>
  results.flatMap(({ name, failure }) => (failure && !isOfTheModel(failure.kind) ? [{ name, failure }] : []));

/** On what the figures were measured. */
const provenanceOf = <S extends Settings>({ experiment, environment, createdAt, results }: ReportSubject<S>): string =>
  [
    `Measured on ${[experiment.model, ...experiment.compare].map(modelInWords).join(', ')}`,
    ...['backend', 'adapter'].flatMap(name => environment[name] || []),
    dateOf(createdAt),
    `seed ${experiment.seed}`,
    `n = ${counted(results.length - spoiledOf(results).length, 'unit')}`,
  ].join(' · ');

/** `2026-11-30 12:00 UTC` */
const dateOf = (time: number): string => `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Rows of a table that are shown. */
const mostRows = 200;

function tableMarkup({ columns, rows, keys = 1 }: ResultTable, caption: string): Markup {
  if (rows.length === 0) return markup`<p>There are no figures yet.</p><p class="muted">${caption}</p>`;
  const left = rows.length - mostRows;
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="Result table"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map(column => markup`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>
${rows.slice(0, mostRows).map(row => markup`<tr>${row.map((cell, place) => cellMarkup(cell, place < keys))}</tr>\n`)}</tbody>
</table></div>
${left > 0 && markup`<p class="cut">${counted(left, 'further row')} are left out.</p>`}`;
}

const cellMarkup = (cell: string, isName: boolean): Markup =>
  isName
    ? markup`<th scope="row">${inShort(cell, 200)}</th>`
    : markup`<td${/^[\d.\u2013\u2212-]+$/.test(cell) && markup` class="figure"`}>${inShort(cell, 200)}</td>`;

/** Units without an answer that are named. */
const mostNamed = 20;

function unansweredMarkup<S extends Settings>({ results, unanswered = 0 }: ReportSubject<S>): Markup | undefined {
  const spoiled = spoiledOf(results);
  if (unanswered === 0 && spoiled.length === 0) return undefined;
  return markup`<h2>Not answered</h2>
<p>${unanswered > 0 && `${counted(unanswered, 'call')} got no answer. `}What was not answered counts in no figure.</p>
<ul>${spoiled.slice(0, mostNamed).map(({ name, failure }) => markup`<li>${inShort(`${name}: ${sentenceOf(failure)}`, 400)}</li>`)}</ul>
${spoiled.length > mostNamed && markup`<p class="cut">${counted(spoiled.length - mostNamed, 'further unit')} are left out.</p>`}`;
}

const amountsOf = (totals: Totals): [string, string][] => [
  ...(['calls', 'embeddings', 'measurements'] as const).flatMap((name): [string, string][] =>
    totals[name] === 0 ? [] : [[`Model ${name}`, totals[name].toLocaleString('en')]],
  ),
  ...(totals.calls === 0
    ? []
    : ([
        ['Tokens in', totals.promptTokens.toLocaleString('en')],
        ['Tokens out', totals.completionTokens.toLocaleString('en')],
        ['Time of all calls', duration(totals.time)],
      ] satisfies [string, string][])),
];

function linkMarkup(link: string | null): Markup {
  if (link === null)
    return markup`<p>The experiment is too large for a link. The run file carries it, and Loupe opens it with “Import file”.</p>`;
  const isWeb = /^https?:\/\//.test(link);
  return markup`<p>The link opens this experiment in Loupe with the same settings, model and seed. Press Run there to repeat it.</p>
<p>${isWeb ? markup`<a href="${link}">${link}</a>` : link}</p>`;
}

function citationMarkup<S extends Settings>({
  title,
  link,
  environment,
  createdAt,
  experiment,
  paper,
}: ReportSubject<S>): Markup {
  const note = `${modelInWords(experiment.model)}, seed ${experiment.seed}`;
  const cited = { title, note, link, version: environment['loupe'] ?? '', date: createdAt };
  return markup`${paper && verbatim('The paper', bibtexOfPaper(paper))}${verbatim('This run', bibtexOfExperiment(cited))}`;
}
