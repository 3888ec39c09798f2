import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('..', import.meta.url));

/** Where the peers' packages lie once {@link installPeers} has run. */
export const packages = `${folder}node_modules`;

/** Installs the peers as their lock file says, unless they are there; their versions by name. Scripts of packages are not run. */
export function installPeers(): Record<string, string> {
  const wanted = (JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as { dependencies: Record<string, string> })
    .dependencies;
  const there = Object.entries(wanted).every(([name, version]) => versionOf(name) === version);
  if (!there) {
    console.log('Installing the peers (onnxruntime-web, wllama) ...');
    const arguments_ = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
    execFileSync('npm', arguments_, { cwd: folder, stdio: 'inherit', shell: true });
  }
  return wanted;
}

function versionOf(name: string): string | undefined {
  const file = `${packages}/${name}/package.json`;
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : undefined;
}
