import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = `${root}lib/transformer/backends/wasm/`;
const binary = `${folder}kernels.wasm`;

/** The compiled kernels, built first when they are absent or older than their sources. */
export function readKernels(): Uint8Array<ArrayBuffer> {
  const changed = readdirSync(`${folder}assembly`).map(name => statSync(`${folder}assembly/${name}`).mtimeMs);
  if (!existsSync(binary) || statSync(binary).mtimeMs < Math.max(...changed))
    execFileSync('npm', ['run', '--silent', 'kernels'], { cwd: root, stdio: 'inherit', shell: true });
  return new Uint8Array(readFileSync(binary));
}
