import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { JournalEntry } from '@/lib/experiment/entry';
import { entrySchema } from '@/lib/experiment/entry-schema';
import { exportRun } from '@/lib/experiment/file';
import type { Run } from '@/lib/experiment/run';
import { call } from '../../support/entries';
import { finishedRun } from './finished';

const page = await readFile(new URL('../../../docs/run-file.md', import.meta.url), 'utf8');

/** A member that may be absent has a question mark behind its name. */
type Members = string[];

/** The members that the page names below a heading. */
function documented(heading: string): Members {
  const section = page.split(/^## /m).find(text => text.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^\| `([^`]+)` +\| ([^|]+) \|/gm)].map(
    ([, name, type = '']) => `${name}${/or absent/.test(type) ? '?' : ''}`,
  );
}

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  const?: unknown;
}

const membersOf = ({ properties = {}, required = [] }: JsonSchema, above = ''): Members =>
  Object.entries(properties).flatMap(([name, schema]) => [
    `${above}${name}${required.includes(name) ? '' : '?'}`,
    ...membersOf(schema, `${above}${name}.`),
    ...(schema.items ? membersOf(schema.items, `${above}${name}[].`) : []),
  ]);

const { anyOf, oneOf } = z.toJSONSchema(entrySchema, { unrepresentable: 'any' }) as JsonSchema;
const kinds = new Map((oneOf ?? anyOf ?? []).map(schema => [schema.properties?.['kind']?.const, schema]));

/** The members of a value, those of objects in it included where the page names one of them. */
function found(value: Record<string, unknown>, known: Members, above = ''): Members {
  return Object.entries(value).flatMap(([name, inner]) => [
    `${above}${name}`,
    ...(known.some(member => member.startsWith(`${above}${name}.`))
      ? found(inner as Record<string, unknown>, known, `${above}${name}.`)
      : []),
  ]);
}

async function writtenLines(run: Run): Promise<string> {
  let text = '';
  for await (const piece of exportRun(run)) text += piece;
  return text;
}

/** A run of which every optional member is there. */
async function wholeRun(): Promise<Run> {
  const run = await finishedRun();
  const experiment = { ...run.experiment, embedder: run.experiment.model };
  const failed = { name: 'failed', failure: { kind: 'timed-out', detail: 'No answer.' } };
  const status = 'incomplete' as const;
  return { ...run, experiment, status, unanswered: 1, results: [...run.results, failed] };
}

const sorted = (members: Iterable<string>): string[] => [...new Set(members)].sort();

describe('the page about the file of a run', () => {
  it.each([
    ['A call of the model', 'call'],
    ['Embeddings of some texts', 'embedding'],
    ['A measurement inside the model', 'measurement'],
    ['A value that the program computed', 'value'],
  ])('names under "%s" what the schema reads, and what may be absent', (heading, kind) => {
    const schema = kinds.get(kind);
    expect(schema).toBeDefined();
    expect(sorted(documented(heading))).toEqual(sorted(membersOf(schema ?? {})));
  });

  it('names of the record, of results and of the end what a file holds', async () => {
    const lines = (await writtenLines(await wholeRun()))
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>);
    const of = (heading: string, kind: string) => {
      const known = documented(heading);
      const members = lines.filter(line => line['kind'] === kind).flatMap(line => found(line, known));
      expect(sorted(members)).toEqual(sorted(known.map(name => name.replace('?', ''))));
    };
    of('The record', 'run');
    of('The result of a unit', 'result');
    of('The end', 'end');
  });
});

const has = (...args: string[]): boolean => spawnSync('python3', args, { stdio: 'ignore' }).status === 0;
const hasPython = has('--version');
const hasPandas = hasPython && has('-c', 'import pandas');
if (!hasPandas) console.info(`Skipped: there is no ${hasPython ? 'pandas' : 'python3'} here.`);

describe('its examples in Python', () => {
  const [plain = '', pandas = ''] = [...page.matchAll(/```python\n([^]*?)```/g)].map(([, code]) => code);
  const entries: JournalEntry[] = [
    call(['4 × 7', 'io', 'solve'], '28'),
    call(['4 × 7', 'cot', 'reason'], '28'),
    call(['5 × 7', 'io', 'solve'], '35'),
  ];
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'loupe-python-'));
    const run = { ...(await finishedRun()), entries };
    await writeFile(path.join(folder, 'run.jsonl.gz'), gzipSync(await writtenLines(run)));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const printed = (code: string) =>
    execFileSync('python3', ['-c', code], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    })
      .trimEnd()
      .split('\n')
      .map(line => line.trim().split(/\s+/));

  it.skipIf(!hasPython)('reads every call with the standard library', () => {
    const [, ...calls] = printed(plain);
    expect(calls.map(words => words.join(' '))).toEqual([
      '4 × 7 / io / solve 3 5',
      '4 × 7 / cot / reason 3 5',
      '5 × 7 / io / solve 3 5',
    ]);
  });

  it.skipIf(!hasPandas)('adds up the calls of each strategy with pandas', () => {
    const [head, ...rows] = printed(pandas);
    expect(head?.slice(0, 2)).toEqual(['calls', 'prompt_tokens']);
    expect(rows.map(row => row.slice(0, 3))).toEqual([
      ['cot', '1', '10'],
      ['io', '2', '20'],
    ]);
  });
});
