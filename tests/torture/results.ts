import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { environment } from '../bench/environment';
import type { Outcome } from './trial';

export type Result = Outcome & { what: string; environment: ReturnType<typeof environment> };

/** By the id of the trial; those that were not run yet are missing. */
export type Results = Record<string, Result>;

const file = fileURLToPath(new URL('results.json', import.meta.url));

export const readResults = (): Results => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : {});

/** Replaces the result of one trial, keeps the others. */
export async function keepResult(id: string, result: Result): Promise<void> {
  const style = await resolveConfig(file);
  const text = JSON.stringify({ ...readResults(), [id]: result });
  writeFileSync(file, await format(text, { ...style, filepath: file }));
}
