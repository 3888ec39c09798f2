/**
 * `npm run measure`: how good the arithmetic model is; `npm run measure -- english`: what the English model gains by its own annotations;
 * `npm run measure -- compression`: what the arithmetic model loses where it compresses its cache;
 * `npm run measure -- verification`: how often the English model is right about one statement. A number takes so many, a folder another model.
 * All use the panels' own code on the files that ship, print tables, and write them to `training/`. With a number behind, such as
 * `npm run measure -- 20`, so many of each kind are taken and nothing is written.
 */
import { measureArithmetic } from './measure/arithmetic';
import { measureCompression } from './measure/compression';
import { measureEnglish } from './measure/english';
import { measureVerification } from './measure/verification';

const [first, ...others] = process.argv.slice(2);
const count = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
if (first === 'english') await measureEnglish(count(others[0]));
else if (first === 'compression') await measureCompression(others);
else if (first === 'verification') await measureVerification(count(others[0]), others[1]);
else await measureArithmetic(count(first));
