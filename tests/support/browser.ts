import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright';

/** What the search for a browser asks of the machine; tests hand in their own. */
export interface Probes {
  env: Record<string, string | undefined>;
  platform: NodeJS.Platform;
  /** Whether this file is there and may be run. */
  runnable(file: string): boolean;
  /** Whether the browser starts at all: a download without its system libraries does not. */
  starts(file: string): boolean;
  /** Where Playwright keeps, or would keep, its own Chromium. */
  playwrightPath(): string;
  /** Downloads Playwright's Chromium; with `dependencies`, only installs the system libraries that it needs. */
  installPlaywright(what: 'browser' | 'dependencies'): boolean;
  /** Root on Debian or Ubuntu: the system's own package may be installed. */
  mayUseApt(): boolean;
  installWithApt(): boolean;
}

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
];

/** Usual places of Chrome, Chromium and Edge, in the order in which they are tried. */
function installedPlaces({ env, platform }: Probes): string[] {
  if (platform === 'darwin') {
    const apps = ['/Applications', ...(env.HOME ? [`${env.HOME}/Applications`] : [])];
    return apps.flatMap(folder =>
      ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(app => `${folder}/${app}.app/Contents/MacOS/${app}`),
    );
  }
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(root => root !== undefined);
    const places = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe'];
    return [...places, 'Microsoft\\Edge\\Application\\msedge.exe'].flatMap(place =>
      roots.map(root => `${root}\\${place}`),
    );
  }
  return ['/usr/bin', '/usr/local/bin', '/snap/bin'].flatMap(folder => names.map(name => `${folder}/${name}`));
}

/** Everything on PATH that has a browser's name. */
function onPath({ env, platform }: Probes): string[] {
  const windows = platform === 'win32';
  const folders = (env.PATH ?? env.Path ?? '').split(windows ? ';' : ':').filter(folder => folder !== '');
  return folders.flatMap(folder =>
    names.map(name => (windows ? path.win32.join(folder, `${name}.exe`) : path.posix.join(folder, name))),
  );
}

/**
 * The path of a Chromium that the tests can drive: CHROMIUM_PATH, an installed Chrome, Chromium or Edge, Playwright's own, or one
 * that is installed now. Throws an error of one sentence that says what to do where none can be had.
 */
export async function findBrowser(probes: Probes = machine): Promise<string> {
  const named = probes.env.CHROMIUM_PATH;
  if (named) {
    if (probes.runnable(named)) return named;
    throw new Error(
      `CHROMIUM_PATH names ${named}, which cannot be run: point it at a Chrome, Chromium or Edge program.`,
    );
  }
  const works = (file: string) => probes.runnable(file) && probes.starts(file);
  const installed = () => [...installedPlaces(probes), ...onPath(probes)].find(works);
  const own = () => [probes.playwrightPath()].find(works);

  const found = installed() ?? own();
  if (found) return found;

  probes.installPlaywright('browser');
  if (probes.runnable(probes.playwrightPath()) && !own() && probes.mayUseApt())
    probes.installPlaywright('dependencies');
  const downloaded = own();
  if (downloaded) return downloaded;

  if (probes.mayUseApt() && probes.installWithApt()) {
    const packaged = installed();
    if (packaged) return packaged;
  }
  throw new Error(
    'The tests need a browser and none could be installed: install Chrome, Chromium or Edge, or set CHROMIUM_PATH to one.',
  );
}

/** Installing may take minutes and must never wait for a question. */
function install(command: string, args: string[], env: Record<string, string> = {}): boolean {
  console.error(`> ${path.basename(command)} ${args.map(arg => path.basename(arg)).join(' ')}`);
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...env },
    timeout: 10 * 60_000,
  });
  return status === 0;
}

const apt = (...args: string[]) => install('apt-get', args, { DEBIAN_FRONTEND: 'noninteractive' });

const machine: Probes = {
  env: process.env,
  platform: process.platform,
  runnable(file) {
    try {
      accessSync(file, constants.X_OK);
      return statSync(file).isFile();
    } catch {
      return false;
    }
  },
  starts(file) {
    // Chrome on Windows opens a window instead of printing its version; there it needs no system libraries either.
    if (process.platform === 'win32') return true;
    return spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
  },
  playwrightPath: () => chromium.executablePath(),
  installPlaywright(what) {
    const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');
    const args = what === 'browser' ? ['install', '--no-shell', 'chromium'] : ['install-deps', 'chromium'];
    // A closed network must fail soon, so that the system's package gets its turn.
    return install(process.execPath, [cli, ...args], { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' });
  },
  mayUseApt: () => process.platform === 'linux' && process.getuid?.() === 0 && machine.runnable('/usr/bin/apt-get'),
  installWithApt: () => apt('update') && apt('install', '-y', 'chromium', 'fonts-liberation'),
};

/** Flags of every test browser: software WebGPU so that GPU paths run on any machine, and no traffic of the browser's own. */
export const browserFlags = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
