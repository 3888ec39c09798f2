import { Failure } from '@/lib/core/failure';
import { dataLimits } from '@/lib/data/limits';
import type { CorpusFile, Format } from './contract';
import { type Head, headOf } from './head';
import { formats } from './index';
import { longestRecord } from './records';

export interface Recognition {
  format: Format;
  /** Why, as a sentence. */
  reason: string;
}

/** Characters of a file that are looked at: more only where they do not hold one whole record. */
const samples = [dataLimits.piece / 4, longestRecord / 8, longestRecord + 1_000];

/** zlib, in which spaCy stores a DocBin; all its levels of compression. */
const isZlib = (bytes: Uint8Array): boolean => bytes[0] === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(bytes[1] ?? 0);

/**
 * Refuses a DocBin of spaCy before its bytes are taken for text.
 * @throws Failure `data-malformed`
 */
export function refuseDocBin(name: string, bytes: Uint8Array): void {
  if (isZlib(bytes) || name.toLowerCase().endsWith('.spacy'))
    throw new Failure(
      'data-malformed',
      'It is a DocBin of spaCy, which only Python reads: write its texts and entities as JSONL there, one object with "text" and "spans" a line.',
    );
}

/**
 * The format of a file, by its start.
 * @throws Failure `data-malformed` for a file that is no corpus, what `pieces` throws
 */
export async function recognise(file: CorpusFile): Promise<Recognition> {
  const head = await readHead(file);
  const { text } = head;
  const start = text.trimStart();
  if (start === '') throw new Failure('data-malformed', 'The file is empty.');
  if (/^<(!doctype|html|head|body|\?xml)/i.test(start)) throw new Failure('data-malformed', 'It is a web page or XML.');
  if (!file.annotations && /^T\d+\t\S+ \d+ \d+/m.test(text) && /\.ann$/i.test(file.name))
    throw new Failure('data-malformed', 'It holds the annotations of brat: choose its text file (.txt), too.');
  for (const format of formats) {
    const reason = format.recognise(head);
    if (reason !== null) return { format, reason };
  }
  const isJson = /^[[{]/.test(start);
  const words = isJson ? 'Its records are no JSON, or have no "text", "sentence" or "data" of a known form.' : '';
  throw new Failure('data-malformed', `It is of no known format. ${words}`.trim());
}

async function readHead(file: CorpusFile): Promise<Head> {
  const make = (isWhole: boolean): Head => headOf(file.name, text, isWhole, file.annotations !== undefined);
  let text = '';
  let size = 0;
  for await (const piece of file.pieces()) {
    text += piece;
    if (text.length < (samples[size] ?? 0)) continue;
    const head = make(false);
    size++;
    if (head.records.length > 0 || !/^\s*[[{]/.test(text) || size >= samples.length) return head;
  }
  return make(true);
}

/** Puts files of annotations (`.ann`) to the text files (`.txt`) of the same name. Others stay as they are. */
export function pairFiles(files: readonly CorpusFile[]): CorpusFile[] {
  const stem = ({ name }: CorpusFile): string => name.replace(/\.\w+$/, '');
  const isOf = (file: CorpusFile, ending: string): boolean => file.name.toLowerCase().endsWith(ending);
  const annotations = new Map(files.filter(file => isOf(file, '.ann')).map(file => [stem(file), file]));
  const texts = new Set(files.filter(file => isOf(file, '.txt')).map(stem));
  return files.flatMap((file): CorpusFile[] => {
    if (isOf(file, '.ann') && texts.has(stem(file))) return [];
    const own = isOf(file, '.txt') ? annotations.get(stem(file)) : undefined;
    return [own ? { ...file, annotations: own } : file];
  });
}
