import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { canonical } from '@/lib/core/json';
import { isCall } from '@/lib/evaluation/outcome';
import { importFile } from '@/lib/experiment/import';
import type { Panel } from '@/lib/experiment/panel';
import { textsHash } from '@/lib/experiment/request';
import { parseExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { solvePerfectly } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/perfect';
import { findPanel } from '@/lib/panels/index';
import { readArguments, UsageError } from '../../scripts/experiment/arguments';
import { openJournalFile } from '../../scripts/experiment/journal-file';
import { type CommandEnded, killCommands, startCommand } from '../support/command-line';
import { exportExperiment } from '../support/experiment-file';
import { runAndKill } from '../support/killed-run';
import { gate } from '../support/workbench';
import {
  type Behaviour,
  type ProtocolServer,
  type Seen,
  startServer,
  streamAnswer,
  wait,
} from './engines/protocol-server';

const secret = 'sk-of-the-test-0123456789';

const panel = divideAndConquerPanel as unknown as Panel;
const experiment = (count: number) =>
  parseExperiment(
    {
      version: 1,
      panel: 'divide-and-conquer',
      seed: 7,
      model: { engine: 'endpoint', model: 'tiny' },
      settings: { problems: 'drawn', digits: ['3'], count, strategies: ['io'] },
    },
    panel,
  );

let folder: string;
let server: ProtocolServer | undefined;
beforeAll(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'loupe-cli-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(async () => {
  killCommands();
  await server?.close();
  server = undefined;
});

const start = (args: string[], env?: Record<string, string>) => startCommand(args, { LOUPE_API_KEY: secret, ...env });

const run = (args: string[], env?: Record<string, string>): Promise<CommandEnded> => start(args, env).ended;

const serve = async (behave: Behaviour) => (server = await startServer(behave));

/** What a perfect model would answer. */
const answer = (seen: Seen): string => solvePerfectly(String(seen.body.messages?.at(-1)?.content));

const at = (baseUrl: string, ...more: string[]) => [
  '--engine',
  'endpoint',
  '--base-url',
  baseUrl,
  '--model',
  'tiny',
  ...more,
];
const file = (name: string) => path.join(folder, name);
const readFolder = () => readdir(folder);

describe('npm run experiment', { timeout: 180_000 }, () => {
  it('runs a whole link against a server, prints the table, writes the run, and the key nowhere', async () => {
    const { baseUrl, seen } = await serve((seen, response) => streamAnswer(response, [...answer(seen)]));
    const link = `https://example.org/divide-and-conquer/${encodeLink(experiment(3), panel)}`;
    const { code, out, err } = await run([
      ...[link, ...at(baseUrl, '--out', file('whole.json'))],
      ...['--report', file('whole.html')],
    ]);
    expect(err).not.toMatch(/Warning|at .*\.ts:/);
    expect(code).toBe(0);
    expect(seen).toHaveLength(3);
    const imported = await importFile(await readFile(file('whole.json'), 'utf8'), findPanel);
    if (imported.kind !== 'run') throw new Error('no run was written');
    const { columns } = await panel.table(imported.run.experiment, imported.run.results, imported.run.entries);
    for (const column of columns) expect(out).toContain(column);
    expect(imported.run.status).toBe('finished');
    expect(imported.run.results).toHaveLength(3);
    expect(imported.run.environment).toMatchObject({ served_model: 'tiny' });
    expect(imported.run.environment.runtime).toContain('Node');
    expect(seen[0]?.authorization).toBe(`Bearer ${secret}`);
    const report = await readFile(file('whole.html'), 'utf8');
    expect(report).toContain(`href="${link}"`);
    for (const { request } of imported.run.entries.filter(isCall))
      expect(report).toContain(request.messages[0]?.content.split('\n')[0]);
    const written = ['whole.json', 'whole.html', 'whole.json.journal.jsonl'].map(name => readFile(file(name), 'utf8'));
    expect([out, err, ...(await Promise.all(written))].join('\n')).not.toContain(secret);
  });

  it('takes a fragment, an experiment file and a run file; a recording answers without a server', async () => {
    const { baseUrl, seen } = await serve((seen, response) => streamAnswer(response, [answer(seen)]));
    await writeFile(file('experiment.json'), exportExperiment(experiment(2)));
    const fromFile = await run([file('experiment.json'), ...at(baseUrl, '--out', file('run.json'))]);
    const fromFragment = await run([encodeLink(experiment(2), panel).slice(1), ...at(baseUrl)]);
    const calls = seen.length;
    const replayed = await run([file('run.json'), '--engine', 'recorded']);
    expect([fromFile.code, fromFragment.code, replayed.code]).toEqual([0, 0, 0]);
    expect(seen).toHaveLength(calls);
    expect(replayed.out.split('\n').length).toBe(fromFile.out.split('\n').length);
  });

  it('killed again and again, asks the server nothing twice but what was under way, and nothing that is stored', async () => {
    const [calls, inFlight, kills] = [60, 4, 3];
    const { last, asked, distinct, inVain } = await runAndKill(file('killed.json'), { calls, inFlight, kills });
    expect(last.code).toBe(0);
    expect(last.err).toContain('Going on');
    expect(distinct).toBe(calls);
    expect(inVain).toBe(0);
    expect(asked - distinct).toBeLessThanOrEqual(kills * inFlight);
    expect(await readFolder()).not.toContainEqual(expect.stringMatching(/^killed.*(lock|part)/));
  });

  it('that has ended, run again asks nothing and prints the same', async () => {
    const { baseUrl, seen } = await serve((seen, response) => streamAnswer(response, [answer(seen)]));
    const args = [encodeLink(experiment(6), panel), ...at(baseUrl, '--out', file('again.json'))];
    const first = await run(args);
    // As if the machine had gone down while a line was written.
    const journal = `${file('again.json')}.journal.jsonl`;
    await writeFile(journal, `${await readFile(journal, 'utf8')}{"kind":"call","path":["torn`);
    const second = await run(args);
    expect([first.code, second.code, second.out]).toEqual([0, 0, first.out]);
    expect(seen).toHaveLength(6);
  });

  it('refuses to write what another process writes, says which, and sends nothing', async () => {
    const { open: letGo, opened } = gate();
    const { baseUrl, seen } = await serve(async (seen, response) => {
      await opened;
      streamAnswer(response, [answer(seen)]);
    });
    const args = [encodeLink(experiment(3), panel), ...at(baseUrl, '--out', file('held.json'))];
    const first = start(args);
    await expect.poll(() => seen.length, { timeout: 90_000 }).toBeGreaterThan(0);
    const before = seen.length;
    const second = await run(args);
    expect([second.code, second.out, seen.length]).toEqual([2, '', before]);
    expect(second.err).toContain(`is being written by process ${first.child.pid}, since`);
    letGo();
    expect((await first.ended).code).toBe(0);
    expect((await run(args)).code).toBe(0);
    expect(seen).toHaveLength(3);
  });

  it('stops in good order on Ctrl-C: exit code 130, the partial run written, and it goes on', async () => {
    const { baseUrl, seen } = await serve(async (seen, response) => {
      await wait(40);
      streamAnswer(response, [answer(seen)]);
    });
    const args = [
      encodeLink(experiment(16), panel),
      ...at(baseUrl, '--concurrency', '2', '--out', file('stopped.json')),
    ];
    const first = start(args);
    await expect.poll(() => seen.length, { timeout: 90_000, interval: 5 }).toBeGreaterThanOrEqual(5);
    first.child.kill('SIGINT');
    const { code, err } = await first.ended;
    expect([code, err]).toEqual([130, expect.stringContaining('finished calls are not repeated')]);
    const partial = await importFile(await readFile(file('stopped.json'), 'utf8'), findPanel);
    expect(partial.kind === 'run' && partial.run.status).toBe('stopped');
    expect((await run(args)).code).toBe(0);
    expect(new Set(seen.map(entry => canonical(entry.body))).size).toBe(16);
  });

  it('names what failed, in one sentence, with exit code 1', async () => {
    const { baseUrl } = await serve(
      (_, response) => void response.writeHead(401).end(`{"error":{"message":"bad key ${secret}"}}`),
    );
    const refused = await run([encodeLink(experiment(2), panel), ...at(baseUrl)]);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('endpoint-unauthorised: The endpoint refused the key.');
    expect(refused.err).not.toContain(secret);
    const damaged = await run(['#1AAAA', ...at(baseUrl)]);
    expect([damaged.code, damaged.err]).toEqual([1, expect.stringMatching(/^link-malformed: /)]);
  });

  it('gives a server up that only says it is busy, after a handful of requests, with its name and exit code 1', async () => {
    const { baseUrl, seen } = await serve((_, response) => void response.writeHead(429).end('{"error":"slow down"}'));
    const { code, err } = await run([encodeLink(experiment(24), panel), ...at(baseUrl, '--patience', '4')]);
    expect(code).toBe(1);
    expect(err).toContain(
      'endpoint-down: The endpoint answers no calls any more. The endpoint stayed busy. It said (429): slow down',
    );
    expect(err).toContain('Paused. The endpoint stayed busy.');
    expect(seen.length).toBeLessThan(20);
  });

  it('gives a server up at once that asks for a longer wait than the patience', async () => {
    const { baseUrl, seen } = await serve(
      (_, response) => void response.writeHead(429, { 'retry-after': '3600' }).end(),
    );
    const { code, err } = await run([encodeLink(experiment(24), panel), ...at(baseUrl)]);
    expect([code, err]).toEqual([1, expect.stringContaining('The next try would be in 3600 s.')]);
    expect(seen).toHaveLength(1);
  });

  it('says what a very large run will take, and sends nothing before it is told --yes', async () => {
    const { baseUrl, seen } = await serve((_, response) => void response.writeHead(401).end());
    const large = { ...experiment(1), settings: { ...experiment(500).settings, strategies: ['io', 'cot', 'cot-sc'] } };
    const asked = await run([encodeLink(large, panel), ...at(baseUrl)]);
    expect([asked.code, seen.length]).toEqual([2, 0]);
    expect(asked.err).toMatch(
      /about [\d,]+ calls to the endpoint, which write at most [\d,]+ tokens\. Nothing was sent\./,
    );
    expect((await run([encodeLink(large, panel), ...at(baseUrl, '--yes')])).code).toBe(1);
    expect(seen.length).toBeGreaterThan(0);
  });

  it('goes on by itself after an outage', async () => {
    const { baseUrl, seen } = await serve((seen, response, nth) => {
      if (nth > 4 && nth <= 10) response.destroy();
      else streamAnswer(response, [answer(seen)]);
    });
    const { code, out } = await run([encodeLink(experiment(24), panel), ...at(baseUrl, '--concurrency', '2')]);
    expect([code, out]).toEqual([0, expect.stringContaining('24')]);
    expect(seen).toHaveLength(24 + 6);
  });

  it('explains how to write it, with exit code 2', async () => {
    const { code, err } = await run(['nowhere.json']);
    expect(code).toBe(2);
    expect(err).toContain('There is no file "nowhere.json".');
    expect(err).toContain('npm run experiment');
  });
});

describe('the arguments', () => {
  it.each([
    [[], 'Name a link or a file.'],
    [['#x', 'y'], 'One link or file at a time'],
    [['#x', '--out', 'run.jsonl', '--report', './run.jsonl'], 'each need a file of their own'],
    [['#x', '--engine', 'webllm'], 'There is no engine "webllm" outside a browser'],
    [['#x', '--concurrency', '0'], '--concurrency'],
    [['#x', '--concurrency', '1.5'], '--concurrency'],
    [['#x', '--patience', 'long'], '--patience'],
    [['#x', '--leave-out', 'seed'], '--leave-out takes temperature and top_p, not "seed".'],
    [['#x', '--key', 'sk'], "Unknown option '--key'"],
  ])('%j are refused', (args, words) => {
    expect(() => readArguments(args)).toThrow(words);
  });

  it('are eight calls at once and LOUPE_API_KEY where nothing else is said', () => {
    expect(readArguments(['#x'])).toEqual({
      source: '#x',
      concurrency: 8,
      patience: 60,
      leaveOut: [],
      yes: false,
      keyName: 'LOUPE_API_KEY',
      data: [],
      resume: false,
    });
  });
});

describe('a journal file', () => {
  it('will not take the calls of another experiment', async () => {
    await (await openJournalFile(file('mine.jsonl'), experiment(1), panel)).close();
    await expect(openJournalFile(file('mine.jsonl'), experiment(2), panel)).rejects.toThrow(UsageError);
  });

  const value = (i: number) => ({ kind: 'value' as const, path: [`${i}`], value: i });

  it.each([
    ['a piece of it', (head: string) => head.slice(0, 30)],
    ['nothing', () => ''],
    ['zeros', (head: string) => `${head.slice(0, 30)}${'\u0000'.repeat(40)}`],
  ])('whose first line is %s, as a crash leaves it, begins anew', async (_, torn) => {
    const name = file('torn-head.jsonl');
    await rm(name, { force: true });
    await (await openJournalFile(name, experiment(1), panel)).close();
    const head = (await readFile(name, 'utf8')).trimEnd();
    await writeFile(name, torn(head));
    const again = await openJournalFile(name, experiment(1), panel);
    await again.append(value(1));
    await again.close();
    const lines = (await readFile(name, 'utf8')).split('\n');
    expect([lines[0], lines.length, again.entries]).toEqual([head, 3, []]);
    await expect(openJournalFile(name, experiment(2), panel)).rejects.toThrow(UsageError);
  });

  it('whose first line is damaged keeps the entries of its own model, and gets its first line back', async () => {
    const name = file('damaged-head.jsonl');
    const first = await openJournalFile(name, experiment(1), panel);
    const call = (engine: string, path: string) => ({
      ...{
        kind: 'embedding' as const,
        path: [path],
        hash: textsHash(['x']),
        texts: ['x'],
        vectors: [''],
        total_ms: 1,
        engine,
      },
    });
    for (const entry of [call('endpoint/tiny', 'a'), call('endpoint/other', 'b'), value(1)]) await first.append(entry);
    await first.close();
    const [head, ...lines] = (await readFile(name, 'utf8')).split('\n');
    await writeFile(name, [head?.replace('"experiment"', '"exp'), ...lines].join('\n'));
    const again = await openJournalFile(name, experiment(1), panel);
    await again.close();
    expect([again.entries.map(({ path }) => path[0]), again.skipped]).toEqual([['a', '1'], 1]);
    expect((await readFile(name, 'utf8')).split('\n')[0]).toBe(head);
  });

  it('is not begun in the place of a file of another kind', async () => {
    const name = file('notes.txt');
    await writeFile(name, 'My notes.\nMore of them.\n');
    await expect(openJournalFile(name, experiment(1), panel)).rejects.toThrow('is no journal of Loupe');
    expect(await readFile(name, 'utf8')).toContain('My notes.');
  });

  it('keeps every entry when many are written at once, and passes over torn lines wherever they are', async () => {
    const name = file('many.jsonl');
    const first = await openJournalFile(name, experiment(1), panel);
    const entry = (i: number) => ({ kind: 'value' as const, path: [`${i}`], value: 'x'.repeat(i) });
    await Promise.all(Array.from({ length: 50 }, (_, i) => first.append(entry(i))));
    await first.close();
    for (const torn of ['{"kind":"val', '\u0000\n{}']) {
      await writeFile(name, (await readFile(name, 'utf8')) + torn);
      const again = await openJournalFile(name, experiment(1), panel);
      await again.append(entry(50));
      await again.close();
    }
    const last = await openJournalFile(name, experiment(1), panel);
    await last.close();
    expect(new Set(last.entries.map(({ path }) => path[0])).size).toBe(51);
    expect(last.skipped).toBe(3);
  });
});
