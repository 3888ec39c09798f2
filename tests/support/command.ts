import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  /** Null where a signal ended it. */
  code: number | null;
  out: string;
  err: string;
}

export interface Started {
  child: ChildProcess;
  /** What it has said on its error output so far. */
  said(): string;
  ended: Promise<Ended>;
}

const running = new Set<ChildProcess>();

/** `npm run experiment` as a process of its own. Node with the loader of tsx, so that a signal reaches the program itself. */
export function startCommand(args: readonly string[], env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/experiment.ts', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let out = '';
  let err = '';
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  const ended = new Promise<Ended>(done =>
    child.on('close', code => {
      running.delete(child);
      done({ code, out, err });
    }),
  );
  return { child, said: () => err, ended };
}

/** Ends what a failed test left. */
export function killCommands(): void {
  for (const child of running) child.kill('SIGKILL');
}
