import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder `shared` beside a checkout or one of the folders above it; undefined where there is none. */
function findFolder(): string | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); dirname(folder) !== folder; folder = dirname(folder)) {
    const shared = join(folder, 'shared');
    if (existsSync(join(shared, 'cases'))) return shared;
  }
  return undefined;
}

const folder = findFolder();

/** A file of data or cases from the field that is not part of this repository; undefined, with a notice, where it is absent. */
export function sharedFile(file: string): Buffer | undefined {
  const path = folder && join(folder, file);
  if (path && existsSync(path)) return readFileSync(path);
  console.info(`Skipped: there is no shared/${file} beside this checkout.`);
  return undefined;
}

/** The same for the collection of cases. */
export const sharedCases = (file: string): Buffer | undefined => sharedFile(`cases/${file}`);

/** The same for what other implementations computed or recorded. */
export const sharedOracle = (file: string): Buffer | undefined => sharedFile(`oracle/${file}`);

/** The same, as JSON of a shape that the test knows. */
export function oracleJson<T>(file: string): T | undefined {
  const bytes = sharedOracle(file);
  return bytes && (JSON.parse(bytes.toString('utf8')) as T);
}
