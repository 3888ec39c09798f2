/**
 * `npm run corpus`: the training corpus of the arithmetic model, made by the panel's own programs with a perfect solver. Writes token
 * rows (one pair of files a kind of call) and the tokenizer to `training/corpus/`. Takes minutes; `npm run corpus -- leaf` writes
 * one kind alone. `npm run corpus -- english` writes the corpus of the English model to `training/corpus/english/`, and
 * `npm run corpus -- harbour-log` the corpus of the NER panel that the same generator makes.
 */
import { writeArithmeticCorpus } from './corpus/arithmetic';
import { writeEnglishCorpus } from './corpus/english/main';
import { writeHarbourLog } from './corpus/harbour-log';
import { root } from './tool';

const [first, ...others] = process.argv.slice(2);
if (first === 'english') writeEnglishCorpus(root, others);
else if (first === 'harbour-log') writeHarbourLog(root);
else await writeArithmeticCorpus(first === undefined ? [] : [first, ...others]);
