import { spawn } from 'node:child_process';

/** Opens an address in the user's browser where there is a screen and a person; never fails, since the address is printed anyway. */
export function openInBrowser(url: string): void {
  const command = opener();
  if (command === null) return;
  const [program, ...args] = [...command, url];
  if (program === undefined) return;
  const child = spawn(program, args, { stdio: 'ignore', detached: true, windowsVerbatimArguments: true });
  child.on('error', () => undefined);
  child.unref();
}

function opener(): string[] | null {
  const { env, platform } = process;
  if (env.CI || env.BROWSER === 'none') return null;
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['cmd', '/c', 'start', '""'];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open'] : null;
}
