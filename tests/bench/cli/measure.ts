import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Panel } from '@/lib/experiment/panel';
import { parseExperiment } from '@/lib/experiment/spec';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { exportExperiment } from '../../support/experiment-file';
import { kept, type Spread, spread } from '../measure';

export interface CommandLineFigures {
  calls: number;
  inFlight: number;
  /** Calls a second, as the server saw them, of each round. */
  ours: Spread;
  bare: Spread;
  /** Ours over bare, of each round. */
  ratio: Spread;
}

const calls = 3_000;
const inFlight = 256;

interface Told {
  calls: number;
  milliseconds: number;
  most: number;
}

/**
 * `npm run experiment` against a local server that takes 20 ms for a call, and a bare loop of `fetch` on the same server, in turns. Both
 * are timed by the server, from the first call to the last answer: what it takes to start a process does not count.
 */
export async function measureCommandLine(rounds: number): Promise<CommandLineFigures> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'loupe-bench-'));
  const server = fork(fileURLToPath(new URL('server.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] });
  try {
    const url = `http://127.0.0.1:${await heard<number>(server)}/v1`;
    const experiment = path.join(folder, 'experiment.json');
    await writeFile(experiment, exportExperiment(evaluation()));
    const clients = {
      bare: () => run([fileURLToPath(new URL('bare.ts', import.meta.url)), url, String(calls), String(inFlight)]),
      ours: (round: number) =>
        run([
          ...['scripts/experiment.ts', experiment, '--base-url', url, '--model', 'mock'],
          ...['--yes', '--concurrency', String(inFlight), '--out', path.join(folder, `run-${round}.jsonl`)],
        ]),
    };
    const speeds = { bare: [] as number[], ours: [] as number[] };
    // A round that does not count warms the server up.
    for (let round = 0; round <= rounds; round++)
      for (const name of round % 2 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
        server.send('begin');
        await clients[name](round);
        server.send('end');
        const told = await heard<Told>(server);
        if (told.calls !== calls) throw new Error(`${name} made ${told.calls} calls of ${calls}.`);
        if (round > 0) speeds[name].push(kept((told.calls / told.milliseconds) * 1000));
        console.log(`${name}: ${Math.round((told.calls / told.milliseconds) * 1000)} calls/s, ${told.most} in flight`);
      }
    const ratios = speeds.ours.map((speed, round) => kept(speed / (speeds.bare[round] ?? speed)));
    return { calls, inFlight, ours: spread(speeds.ours), bare: spread(speeds.bare), ratio: spread(ratios) };
  } finally {
    server.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

/** One call a problem: what is measured is the way of a call, not a program. */
const evaluation = () =>
  parseExperiment(
    {
      ...{ version: 1, panel: divideAndConquerPanel.id, seed: 7, model: { engine: 'endpoint', model: 'mock' } },
      settings: { problems: 'drawn', digits: ['4'], count: 1000, repeats: calls / 1000, strategies: ['io'] },
    },
    divideAndConquerPanel as unknown as Panel,
  );

/** The next message of a process. */
const heard = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`The server ended with ${code}.`));
    child.once('exit', onExit);
    child.once('message', message => {
      child.off('exit', onExit);
      resolve(message as T);
    });
  });

/** Runs one of our programs to its end. */
function run(args: string[]): Promise<void> {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said = `${said}${data.toString()}`.slice(-2000)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    // 1: the mock's answers are no right products, which is none of the bench's business.
    child.on('close', code => (code === 0 || code === 1 ? resolve() : reject(new Error(said))));
  });
}
