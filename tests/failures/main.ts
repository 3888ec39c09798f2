import { writeFileSync } from 'node:fs';
import { failuresAsMarkdown, failuresFile } from './markdown';

/** `npm run failures` writes `tests/failures.md`. */
writeFileSync(failuresFile, await failuresAsMarkdown());
