import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file below a folder `shared` beside a checkout or one of the folders above it; undefined, with a notice, where there is none. */
function sharedFile(file: string): Buffer | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); dirname(folder) !== folder; folder = dirname(folder)) {
    const path = join(folder, 'shared', file);
    if (existsSync(path)) return readFileSync(path);
  }
  console.info(`Skipped: there is no shared/${file} beside this checkout.`);
  return undefined;
}

/** A collection of cases from the field that is not part of this repository; undefined, with a notice, where it is absent. */
export const sharedCases = (file: string): Buffer | undefined => sharedFile(`cases/${file}`);

/** Data that other implementations computed or recorded, not part of this repository; undefined, with a notice, where it is absent. */
export const sharedOracle = (file: string): Buffer | undefined => sharedFile(`oracle/${file}`);

/** The same, as JSON of a shape that the test knows. */
export function oracleJson<T>(file: string): T | undefined {
  const bytes = sharedOracle(file);
  return bytes && (JSON.parse(bytes.toString('utf8')) as T);
}
