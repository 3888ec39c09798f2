import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../.github/workflows/', import.meta.url));

/** The foreign actions of all workflows, with what follows the name. */
const used = readdirSync(folder).flatMap(file =>
  [...readFileSync(folder + file, 'utf8').matchAll(/uses:\s*(.+)/g)].map(([, action]) => action),
);

// A tag can be moved to other code at any time, and these actions run with the right to publish the site.
it('names every foreign action by its commit, and says which version that is', () => {
  expect(used.length).toBeGreaterThan(4);
  for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});
