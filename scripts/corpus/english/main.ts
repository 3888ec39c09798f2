import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Random, random } from '@/lib/core/random';
import { createEncoder } from './encode';
import { type Kind, kinds } from './kinds';
import type { Row } from './row';
import { makeEnglishTokenizer } from './tokenizer';
import { readWordNet, type WordNet } from './wordnet';

const SEED = 2311_08921;
const LONGEST = 1024;

const textOf = (row: Row): string => row.map(({ text }) => text).join('');

/** The tokenizer is learned from rows of every kind and from running text, which keeps it fit for plain English. */
function tokenizerFor(wordNet: WordNet) {
  const rows = Object.entries(kinds)
    .filter(([name]) => name !== 'text')
    .flatMap(([name, { draw }]) => {
      const stream = random(SEED).fork(`tokenizer ${name}`);
      return Array.from({ length: 1500 }, () => textOf(draw(stream, wordNet)));
    });
  const words = wordNet.nouns.slice(0, 3000).map(({ word }) => word.charAt(0).toUpperCase() + word.slice(1));
  return makeEnglishTokenizer([
    { texts: rows, weight: 1 },
    { texts: words, weight: 20 },
    { texts: wordNet.glosses, weight: 1 },
  ]);
}

/** The tokenizer of the model that ships, to whose tokens its weights belong; undefined where there is none yet. */
function shippedTokenizer(root: string): ReturnType<typeof tokenizerFor> | undefined {
  const read = (name: string): unknown => {
    const file = path.join(root, 'public', 'models', 'loupe-english', name);
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  };
  const [tokenizer, config] = [read('tokenizer.json'), read('tokenizer_config.json')];
  return tokenizer && config ? ({ tokenizer, config } as ReturnType<typeof tokenizerFor>) : undefined;
}

/** Writes rows until they hold so many tokens: the tokens, a role for each, and where each row ends. */
function write(
  file: string,
  { tokens: wanted, draw }: Kind,
  stream: Random,
  encode: ReturnType<typeof createEncoder>,
  wordNet: WordNet,
) {
  const tokens = new Uint16Array(wanted + LONGEST);
  const roles = new Uint8Array(wanted + LONGEST);
  const ends: number[] = [];
  let at = 0;
  while (at < wanted) {
    const row = encode(draw(stream, wordNet));
    if (row.tokens.length > LONGEST) continue;
    tokens.set(row.tokens, at);
    roles.set(row.roles, at);
    at += row.tokens.length;
    ends.push(at);
  }
  writeFileSync(`${file}.tokens.u16`, tokens.subarray(0, at));
  writeFileSync(`${file}.roles.u8`, roles.subarray(0, at));
  writeFileSync(`${file}.ends.u32`, Uint32Array.from(ends));
  return { rows: ends.length, tokens: at };
}

/** `npm run corpus -- english`: the corpus of the English model, all kinds or those that are named, in `training/corpus/english/`. */
export function writeEnglishCorpus(root: string, wanted: readonly string[]): void {
  const folder = path.join(root, 'training', 'corpus', 'english');
  mkdirSync(folder, { recursive: true });
  const wordNet = readWordNet();
  const made = shippedTokenizer(root) ?? tokenizerFor(wordNet);
  writeFileSync(path.join(folder, 'tokenizer.json'), JSON.stringify(made.tokenizer));
  writeFileSync(path.join(folder, 'tokenizer_config.json'), JSON.stringify(made.config, null, 2) + '\n');
  const encode = createEncoder(made);
  for (const [name, kind] of Object.entries(kinds)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const { rows, tokens } = write(path.join(folder, name), kind, random(SEED).fork(name), encode, wordNet);
    console.log(`${name}: ${rows} rows, ${tokens} tokens`);
  }
}
