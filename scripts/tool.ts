import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** The file behind a command of an installed package. Started by Node itself, it needs no shell and runs alike on every system. */
function commandFile(packageName: string, command: string): string {
  const manifest = path.join(root, 'node_modules', packageName, 'package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: string | Record<string, string> };
  const file = typeof bin === 'string' ? bin : bin[command];
  if (file === undefined) throw new Error(`${packageName} has no command ${command}.`);
  return path.join(path.dirname(manifest), file);
}

/** Runs a Node program to its end, its output shown as it comes; gives its exit code (1 where a signal ended it). */
export function node(args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    });
    child.on('error', reject);
    child.on('close', code => resolve(code ?? 1));
  });
}

/** Runs a command of an installed package: `tool('next', ['build'])`. */
export function tool(command: string, args: string[], env: Record<string, string> = {}, packageName = command) {
  return node([commandFile(packageName, command), ...args], env);
}
