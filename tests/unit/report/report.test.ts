import { openAsBlob } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/core/json';
import type { JournalEntry } from '@/lib/experiment/entry';
import { importFile } from '@/lib/experiment/import';
import { createJournal } from '@/lib/experiment/journal';
import type { Panel, UnitResult } from '@/lib/experiment/panel';
import { findPanel, findPanelInfo } from '@/lib/panels/index';
import { reportBounds, type ReportSubject, writeReport } from '@/lib/report/report';
import { call } from '../../support/entries';
import { finishedRun } from '../experiment/finished';
import { sums } from '../experiment/sums';

const link = 'https://example.org/loupe/sums/#1abc_-';

async function reportOf(subject: ReportSubject<never> | ReportSubject): Promise<string> {
  let text = '';
  for await (const piece of writeReport(subject as ReportSubject)) text += piece;
  return text;
}

const subjectOf = async (change: Partial<ReportSubject> = {}): Promise<ReportSubject> => {
  const { entries, ...run } = await finishedRun();
  return { ...run, panel: sums, sentence: 'Look at the halves.', journal: createJournal(entries), link, ...change };
};

async function recordedSubject(file: string): Promise<ReportSubject> {
  const url = new URL(`../../../public/experiments/${file}`, import.meta.url);
  const imported = await importFile(await openAsBlob(url), findPanel);
  if (imported.kind !== 'run') throw new Error('no run');
  const { entries, ...run } = imported.run;
  const panel = await findPanel(run.experiment.panel);
  const info = findPanelInfo(run.experiment.panel);
  if (!panel || !info) throw new Error('no panel');
  return { ...run, panel, sentence: '', journal: createJournal(entries), link, paper: info.paper };
}

const bytes = (text: string): number => new TextEncoder().encode(text).length;
const tagsOf = (text: string): string[] => text.match(/<[^>]*>/g) ?? [];
/** What a reader sees, for text without markup of its own. */
const textOf = (text: string): string =>
  text
    .replace(/<style>[^]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');

/** A run of as many units as there are texts, each with calls of long prompts and answers. */
const longSubject = (units: number, callsEach: number, text: string): Promise<ReportSubject> => {
  const names = Array.from({ length: units }, (_, at) => `unit ${at}`);
  const entries = names.flatMap(name =>
    Array.from({ length: callsEach }, (_, at): JournalEntry => {
      const entry = call([name, `part ${at % 7}`, `solve ${at}`], text);
      return { ...entry, request: { ...entry.request, messages: [{ role: 'user', content: text }] } };
    }),
  );
  const results = names.map((name): UnitResult => ({ name, value: { total: 1 } }));
  return subjectOf({ results, journal: createJournal(entries) });
};

describe('the report of a run', () => {
  it('holds the result, the settings in words, what it ran on, every call, the link and the citations', async () => {
    const subject = await recordedSubject('one-multiplication.json');
    const text = textOf(await reportOf(subject));
    const { columns, rows } = await subject.panel.table(subject.experiment, subject.results, subject.journal.entries());
    for (const cell of [...columns, ...rows.flat()]) expect(text).toContain(cell);
    for (const words of ['Loupe Arithmetic (embedded)', 'Long multiplication', 'Seed', 'Temperature', 'Longest answer'])
      expect(text).toContain(words);
    for (const [name, fact] of Object.entries(subject.environment)) expect(text).toContain(`${name}${fact}`);
    for (const entry of subject.journal) {
      if (entry.kind !== 'call') continue;
      for (const { content } of entry.request.messages) expect(text).toContain(content);
      expect(text).toContain(entry.text);
    }
    expect(text).toContain(link);
    expect(text).toContain('@misc{loupe');
    expect(text).toContain('eprint = {2402.05359}');
    expect(text).not.toContain('left out');
  });

  it('says what each strategy came to, and judges a step as the page does', async () => {
    const subject = await recordedSubject('one-multiplication.json');
    const text = textOf(await reportOf(subject));
    expect(text).toContain('The right answer is 44242317.');
    expect(text).toMatch(/Divide and conquer: 44242317, correct\./);
    expect(text).toMatch(/wrong\. (This single call was wrong|The error entered)/);
    expect(text).toContain('error entered here');
  });

  it('is one file that loads nothing, runs nothing and sends nothing', async () => {
    const text = await reportOf(await recordedSubject('votes.json'));
    expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    const names = new Set(tagsOf(text).map(tag => /^<\/?!?([\w]+)/.exec(tag)?.[1]));
    for (const name of ['script', 'img', 'iframe', 'link', 'object', 'form', 'input'])
      expect(names).not.toContain(name);
    expect(text).not.toMatch(/url\(|@import/);
  });

  it('shows whatever a journal holds as text', async () => {
    const plain = await subjectOf();
    const hostile = fc.string({
      unit: fc.constantFrom(
        '<',
        '>',
        '&',
        '"',
        "'",
        '`',
        '-->',
        '</pre>',
        '</style>',
        '<script>',
        '\0',
        '\r',
        '\n',
        '\uD800',
        'a',
        ' ',
      ),
      minLength: 1,
      maxLength: 12,
    });
    const replaced = (text: string) =>
      subjectOf({
        title: `t${text}t`,
        sentence: `s${text}s`,
        link: `https://example.org/x${text}x`,
        environment: { [`e${text}e`]: `f${text}f` },
        results: plain.results.map((result, at) =>
          at === 0 ? { name: result.name, failure: { kind: `k${text}k`, detail: `d${text}d` } } : result,
        ),
        journal: createJournal(
          plain.journal.entries().map((entry): JournalEntry => {
            const path = [entry.path[0] ?? '', `p${text}p`, ...entry.path.slice(1)];
            if (entry.kind !== 'call') return { ...entry, path, roles: path.map(() => '') };
            const messages = [{ role: 'user' as const, content: `m${text}m` }];
            const request = { ...entry.request, messages };
            const failure = { kind: 'answer-unparsable' as const, detail: `u${text}u` };
            return {
              ...entry,
              path,
              roles: path.map(() => ''),
              request,
              text: `a${text}a`,
              engine: `g${text}g`,
              failure,
            };
          }),
        ),
      });
    const expected = tagsOf(await reportOf(await replaced('b'))).map(tag => tag.replace(/href="[^"]*"/, 'href'));
    await fc.assert(
      fc.asyncProperty(hostile, async text => {
        const report = await reportOf(await replaced(text));
        expect(tagsOf(report).map(tag => tag.replace(/href="[^"<>]*"/, 'href'))).toEqual(expected);
        const read = text.replace(/\r\n?/g, '\n').replace(/\0|\p{Cs}/gu, '\uFFFD');
        expect(textOf(report)).toContain(`a${read}a`);
      }),
      { numRuns: 40 },
    );
  });

  it('makes no link of an address that is not of the web', async () => {
    const text = await reportOf(await subjectOf({ link: 'javascript:alert(1)' }));
    expect(text).not.toContain('href=');
  });

  it('of 20 problems with very long calls stays within 2 MB, names every problem, and says what it leaves out', async () => {
    const text = await reportOf(await longSubject(20, 120, 'é<'.repeat(30_000)));
    expect(bytes(text)).toBeLessThanOrEqual(reportBounds.bytes);
    for (let at = 0; at < 20; at++) expect(text).toContain(`<h3>unit ${at}</h3>`);
    expect(text).toMatch(/57,000 more characters are left out/);
    expect(text).toMatch(/\d+ steps of this unit are left out/);
  });

  it('of many units keeps the whole table and the first of them, and says so', async () => {
    const text = await reportOf(await longSubject(1_000, 1, 'short'));
    expect(text.match(/<h3>/g)).toHaveLength(reportBounds.units);
    expect(text).toContain('900 further units of this run are left out');
    expect(text).toContain('n = 1,000 units');
  });

  it('tells of the writing after each unit', async () => {
    const heard: number[][] = [];
    const pieces = writeReport(await subjectOf(), (done, total) => heard.push([done, total]));
    while (!(await pieces.next()).done);
    expect(heard).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it('names what was not answered, and what had not ended', async () => {
    const { results, journal, ...rest } = await subjectOf();
    const spoiled = { name: 'sum 1', failure: { kind: 'endpoint-down', detail: 'Nobody is there.' } };
    const text = textOf(
      await reportOf({
        ...rest,
        journal,
        results: [spoiled, ...results.slice(1, 2)],
        unanswered: 2,
        status: 'incomplete',
      }),
    );
    expect(text).toContain('The run is incomplete');
    expect(text).toContain('2 calls got no answer');
    expect(text).toMatch(/sum 1: .*Nobody is there\./);
    expect(text).toContain('It had not ended.');
  });

  it('counts what was not answered in no figure', async () => {
    const { results } = await subjectOf();
    const spoiled = results.map(({ name }, at) =>
      at === 0 ? { name, failure: { kind: 'endpoint-down', detail: '' } } : results[at],
    ) as UnitResult[];
    const text = textOf(await reportOf(await subjectOf({ results: spoiled })));
    expect(text).toContain(`n = ${results.length - 1} units`);
    expect(text).toContain('Not answered');
    expect(text).not.toContain('0 calls');
  });

  it('blames no step where a server failed', async () => {
    const subject = await recordedSubject('one-multiplication.json');
    const [unit] = subject.results;
    const { strategies, ...problem } = unit?.value as { strategies: Record<string, { correct?: boolean }> };
    const wrong = Object.keys(strategies).filter(id => strategies[id]?.correct === false);
    const failure = { kind: 'endpoint-down', detail: '' };
    const spoiled = { ...strategies, ...Object.fromEntries(wrong.map(id => [id, { failure }])) };
    const results = [{ name: unit?.name ?? '', value: { ...problem, strategies: spoiled } as Json }];
    const text = textOf(await reportOf({ ...subject, results }));
    expect(text.match(/: not answered\./g)).toHaveLength(wrong.length);
    expect(text).not.toMatch(/not answered\. (This|The|Errors)/);
  });

  it('stays within 2 MB however much a panel has to say of its units', async () => {
    const panel: Panel = {
      ...(sums as unknown as Panel),
      readUnit: () => ({ about: '', endings: Array<string>(10_000).fill("'".repeat(600)), verdicts: new Map() }),
    };
    const text = await reportOf({ ...(await longSubject(100, 1, 'short')), panel });
    expect(bytes(text)).toBeLessThanOrEqual(reportBounds.bytes);
    expect(text).toContain('9,900 further lines of this unit are left out');
    expect(text).toMatch(/\d+ further units of this run are left out/);
  });

  it('says where an experiment is too large for a link, and cites it without one', async () => {
    const text = textOf(await reportOf(await subjectOf({ link: null })));
    expect(text).toContain('too large for a link');
    expect(text).not.toContain('url = {}');
  });

  it('shows a unit as it is where its panel cannot read it', async () => {
    const subject = await subjectOf();
    const panel = { ...sums, readUnit: () => Promise.reject(new TypeError('no')) };
    expect(textOf(await reportOf({ ...subject, panel }))).toContain('Result: {"salt"');
  });
});

describe('a unit of a panel', () => {
  it.each(['one-multiplication.json', 'ner-fifty.jsonl.gz', 'kv-learned.jsonl.gz'])(
    'whose result is none of the panel is read as nothing (%s)',
    async file => {
      const { panel, experiment } = await recordedSubject(file);
      const reading = await panel.readUnit?.({ name: 'x', value: 3 }, [], experiment);
      expect(reading).toEqual({ about: '', endings: [], verdicts: new Map() });
    },
  );

  it('is a sentence with what people marked and what each answer found', async () => {
    const { panel, experiment, results } = await recordedSubject('ner-fifty.jsonl.gz');
    const tested = results.find(({ value }) => (value as { kind?: string }).kind === 'test');
    const value = tested?.value as { sentence: { text: string }; conditions: object };
    const reading = await panel.readUnit?.(tested ?? { name: '' }, [], experiment);
    expect(reading?.about).toBe(value.sentence.text);
    const [gold, first, ...others] = reading?.endings ?? [];
    expect(gold).toMatch(/^Marked by people: .+\.$/);
    expect(first).toMatch(/^No demonstrations: .+\.$/);
    expect(others).toHaveLength(Object.keys(value.conditions).length - 1);
  });

  it('is a text under a policy with what each budget kept', async () => {
    const { panel, experiment, results } = await recordedSubject('kv-products.jsonl.gz');
    const [first = { name: '' }] = results;
    const value = first.value as { title: string; budgets: number[] };
    const reading = await panel.readUnit?.(first, [], experiment);
    expect(reading?.about).toContain(value.title);
    expect(reading?.endings).toHaveLength(value.budgets.length);
    expect(reading?.endings[0]).toMatch(
      /^At [\d.]+×: KL \d+\.\d{3} nats a token, same token \d+ of \d+, \d+\.\d times fewer bytes/,
    );
  });
});
