import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Of a compressed file, or of one that compresses to a tenth or so: more would take the line from the scripts of the page. */
const mostBytes = { packed: 50_000, plain: 250_000 };

const folder = join(process.cwd(), 'public', 'experiments');

/** The addresses that a panel's page asks for when it opens without a link: the list of ready-made runs, and the first one unless it is large. */
export function firstFiles(panel: string): string[] {
  const listed = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as { panel: string; file: string }[];
  const first = listed.find(item => item.panel === panel)?.file;
  const isSmall = (file: string) =>
    statSync(join(folder, file)).size <= (file.endsWith('.gz') ? mostBytes.packed : mostBytes.plain);
  return ['index.json', ...(first !== undefined && isSmall(first) ? [first] : [])].map(
    file => `${process.env.NEXT_PUBLIC_BASE_PATH ?? ''}/experiments/${file}`,
  );
}
