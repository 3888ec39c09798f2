/**
 * `npm run corpus`: the training corpus of the arithmetic model, made by the panel's own programs with a perfect solver. Writes token
 * rows (one pair of files a kind of call) and the tokenizer to `training/corpus/`. Takes minutes; `npm run corpus -- leaf` writes
 * one kind alone. `npm run corpus -- english` writes the corpus of the English model to `training/corpus/english/`.
 */
import { writeArithmeticCorpus } from './corpus/arithmetic';
import { writeEnglishCorpus } from './corpus/english/main';
import { root } from './tool';

const [first, ...others] = process.argv.slice(2);
if (first === 'english') writeEnglishCorpus(root, others);
else await writeArithmeticCorpus(first === undefined ? [] : [first, ...others]);
