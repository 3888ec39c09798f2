import { brat } from './brat';
import { conll2002 } from './conll-2002';
import { conll2003 } from './conll-2003';
import { conllU } from './conll-u';
import type { Format } from './contract';
import { doccano } from './doccano';
import { huggingFace } from './hugging-face';
import { labelStudio } from './label-studio';
import { plain } from './plain';
import { reference } from './reference';
import { spacyJsonl } from './spacy-jsonl';

/** All formats, in the order in which they are tried: one that asks for more before one that asks for less, and plain text last. */
export const formats: readonly Format[] = [
  brat,
  labelStudio,
  reference,
  doccano,
  spacyJsonl,
  huggingFace,
  conllU,
  conll2003,
  conll2002,
  plain,
];

/** What a corpus is written in where nobody chose: it holds places, overlaps and scores. */
export const defaultFormat: Format = spacyJsonl;
