import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface CommandEnded {
  /** Null where a signal ended it. */
  code: number | null;
  out: string;
  err: string;
}

const running = new Set<ChildProcess>();

/** Ends what a failed test left. */
export function killCommands(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** `npm run experiment` as a process of its own. Node with the loader of tsx, so that a signal reaches the program itself. */
export function startCommand(
  args: readonly string[],
  env: Record<string, string> = {},
): { child: ChildProcess; ended: Promise<CommandEnded> } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/experiment.ts', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let [out, err] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  const ended = new Promise<CommandEnded>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => {
      running.delete(child);
      resolve({ code, out, err });
    });
  });
  return { child, ended };
}

/** The options that choose an endpoint. */
export const atEndpoint = (baseUrl: string, concurrency: number): string[] => [
  ...['--engine', 'endpoint', '--base-url', baseUrl, '--model', 'tiny'],
  ...['--concurrency', String(concurrency)],
];
