import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { failures } from '@/lib/core/failure';
import { failureAreas } from './index';
import type { FailureRow } from './row';

/** The file that is written for readers. */
export const failuresFile = fileURLToPath(new URL('../failures.md', import.meta.url));

const head = `# What can go wrong

What the person sees, what is kept, and the test that provokes it. \`npm run failures\` writes this file from \`tests/failures/*.ts\`; the
sentences are those of \`lib/core/failure.ts\`. \`tests/unit/failures.test.ts\` fails where a test of this list is not there.`;

/** The table of failures as it stands in {@link failuresFile}, laid out as all files are. */
export async function failuresAsMarkdown(): Promise<string> {
  const areas = failureAreas.map(({ title, rows }) => [`## ${title}`, tableOf(rows)].join('\n\n'));
  const markdown = [head, ...areas].join('\n\n');
  return format(markdown, { ...(await resolveConfig(failuresFile)), filepath: failuresFile });
}

function tableOf(rows: readonly FailureRow[]): string {
  const lines = rows.map(({ what, sees, kept, test: [file, title] }) =>
    [what, wordsOf(sees), kept, `[${path.posix.basename(file)}](${file}): ${code(title)}`].map(cell),
  );
  const heads = ['what goes wrong', 'what the person sees', 'what is kept', 'provoked by'];
  return [heads, heads.map(() => '---'), ...lines].map(line => `| ${line.join(' | ')} |`).join('\n');
}

function wordsOf(sees: FailureRow['sees']): string {
  if (typeof sees !== 'string') return sees.words;
  const { sentence, next } = failures[sees];
  return `${code(sees)} ${sentence} ${next}`;
}

const code = (text: string): string => `\`${text}\``;

/** A bar would end the cell, and what looks like a tag would be one. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/<(?=[a-z/])/g, '\\<');
