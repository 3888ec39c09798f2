import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { environment } from '../bench/environment';
import { asMarkdown, asText } from './print';
import { keepResult, readResults } from './results';
import { trials } from './trials';

/**
 * `npm run torture`: what is too long for the tests of every day. Prints a table, keeps it in results.json beside this file, and fails where
 * a trial does. `npm run torture -- links kills` runs these trials alone; `npm run torture -- markdown` prints the README's table.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));

/** As the repository's files are: a pasted table passes the check. */
async function laidOut(markdown: string): Promise<string> {
  const filepath = `${root}README.md`;
  return format(markdown, { ...(await resolveConfig(filepath)), filepath });
}

async function runTrials(asked: readonly string[]): Promise<void> {
  const wrong = asked.find(word => !trials.some(({ id }) => id === word));
  if (wrong !== undefined) throw new Error(`There is no trial "${wrong}": ${trials.map(({ id }) => id).join(', ')}.`);
  for (const { id, what, onSite, run } of trials) {
    if (asked.length > 0 && !asked.includes(id)) continue;
    if (onSite && !existsSync(`${root}out/index.html`)) {
      console.log(`The site is not built (no out/): ${id} is not tried.`);
      continue;
    }
    const before = environment();
    const result = { what, environment: before, ...(await run()) };
    await keepResult(id, result);
    console.log(asText(result));
    if (result.passed < result.tried) process.exitCode = 1;
  }
}

const asked = process.argv.slice(2);
if (asked.includes('markdown')) console.log(await laidOut(asMarkdown(readResults())));
else await runTrials(asked);
